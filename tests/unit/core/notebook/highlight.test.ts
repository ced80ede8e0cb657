import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shownHighlights } from '#core/notebook/highlight'
import { highlightJson, highlightSchema } from '#core/notebook/highlight-format'
import { stableJson } from '#core/notebook/revision'

const revision = { counter: 1, replica: 'A' }
const quote = (exact: string, start?: number) => ({
  selector: [
    { type: 'TextQuoteSelector', exact, prefix: 'before ', suffix: ' after' },
    ...(start === undefined ? [] : [{ type: 'TextPositionSelector', start, end: start + exact.length }]),
  ],
})
const body = (purpose: string, value: string) => ({ type: 'TextualBody', purpose, value })
const shown = (highlights: Readonly<Record<string, unknown>>) =>
  shownHighlights(new Map(Object.entries(highlights).map(([id, raw]) => [id, highlightSchema.parse(raw)])))
const anchor = (exact: string, start: number) => ({
  exact,
  ...{ prefix: 'before ', suffix: ' after', start, end: start + exact.length },
})
const bare = { quote: '', note: '', colour: null, tags: [], anchor: null, kept: false, created: null, noteSeen: '' }

describe('highlights as they are kept', () => {
  it('are shown with quote, note, colour and tags, in the order of the text', () => {
    const highlights = shown({
      late: { revision, target: quote('the second', 300) },
      early: {
        revision,
        target: quote('the first', 20),
        body: [
          body('commenting', 'A thought.'),
          body('tagging', 'politics/us'),
          body('tagging', 'x'),
          body('highlighting', 'yellow'),
        ],
      },
      nowhere: { revision, target: quote('somewhere') },
    })
    expect(highlights).toEqual([
      {
        ...{ ...bare, id: 'early', quote: 'the first', anchor: anchor('the first', 20) },
        ...{ note: 'A thought.', noteSeen: '{"A":1}', colour: 'yellow', tags: ['politics/us', 'x'] },
      },
      { ...bare, id: 'late', quote: 'the second', anchor: anchor('the second', 300) },
      { ...bare, id: 'nowhere', quote: 'somewhere' },
    ])
  })

  it('may have one selector and one body in place of a list, and a mere string as a comment', () => {
    expect(
      shown({
        one: { revision, target: { selector: { type: 'TextQuoteSelector', exact: 'words' } }, body: 'only this' },
        two: { revision, body: body('commenting', 'without a quote') },
      }),
    ).toEqual([
      { ...bare, id: 'one', quote: 'words', note: 'only this', noteSeen: '{"A":1}' },
      { ...bare, id: 'two', note: 'without a quote', noteSeen: '{"A":1}' },
    ])
  })

  it('are not shown where they were removed or say nothing, and what is odd about one harms no other', () => {
    expect(
      shown({
        removed: { revision, removed: true, target: quote('gone', 1) },
        empty: { revision },
        odd: { revision, target: 'https://example.org/', body: 7 },
        odder: { revision, target: { selector: [null, 3] }, body: [{ purpose: 3, value: {} }] },
        good: { revision, target: quote('good', 5), body: [null, body('commenting', 'kept')] },
      }).map(({ id }) => id),
    ).toEqual(['good'])
  })
})

describe('the documentation of highlights', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/file-formats.md'), 'utf8')
  const section = page.slice(page.indexOf('### A highlight'), page.indexOf('### Merging'))
  const examples = [...section.matchAll(/```json\n([^`]*)```/g)].map(([, json]) => JSON.parse(json ?? ''))

  it('shows one that is written as it was read, and the form of other programs, which says the same', () => {
    const [own, other] = examples.map((json) => highlightSchema.parse(json))
    expect(examples).toHaveLength(2)
    expect(own && JSON.parse(stableJson(highlightJson(own)))).toEqual(examples[0])
    const [a, b] = [own, other].map((one) => shownHighlights(one ? new Map([['h', one]]) : new Map())[0])
    expect(b).toEqual({ ...a, anchor: null, created: null, noteSeen: b?.noteSeen })
  })
})
