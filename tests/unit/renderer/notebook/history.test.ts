import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Highlight } from '#shared/highlight'
import { compare, isSame } from '../../../../src/renderer/features/history/compare'
import { wordDiff } from '../../../../src/renderer/features/history/word-diff'

const side = (pieces: ReturnType<typeof wordDiff>, kind: 'before' | 'after'): string =>
  pieces
    .filter((piece) => piece.kind === 'same' || piece.kind === kind)
    .map(({ text }) => text)
    .join('')

describe('words that differ', () => {
  test('are told apart within the words that stay', () => {
    expect(wordDiff('Ask the archive for the report.', 'Ask the old archive for a report.')).toEqual([
      { kind: 'same', text: 'Ask the ' },
      { kind: 'after', text: 'old ' },
      { kind: 'same', text: 'archive for ' },
      { kind: 'before', text: 'the ' },
      { kind: 'after', text: 'a ' },
      { kind: 'same', text: 'report.' },
    ])
    expect(wordDiff('', 'new')).toEqual([{ kind: 'after', text: 'new' }])
    expect(wordDiff('same', 'same')).toEqual([{ kind: 'same', text: 'same' }])
  })

  test('always give both texts back', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'é', '👍'), { maxLength: 40 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDiff(before, after)
        expect(side(pieces, 'before')).toBe(before)
        expect(side(pieces, 'after')).toBe(after)
        expect(pieces.every(({ text: part }) => part !== '')).toBe(true)
      }),
    )
  })

  test('of texts too long to compare stand one after the other', () => {
    const long = (word: string): string => `same ${`${word} `.repeat(3000)}end`
    const pieces = wordDiff(long('old'), long('new'))
    expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'before', 'after', 'same'])
    expect(side(pieces, 'after')).toBe(long('new'))
  })
})

const highlight = (quote: string, note = '', colour: Highlight['colour'] = 'yellow'): Highlight => ({
  ...{ id: quote, quote, note, colour, noteSeen: '', tags: [], created: null },
  standing: { kind: 'kept' },
})

describe('an earlier version', () => {
  const now = { note: 'One two', tags: ['a', 'b'], highlights: [highlight('kept'), highlight('new')] }
  test('says what comes back, what goes and what changes', () => {
    const difference = compare(now, {
      ...{ id: 'v', at: 0, note: 'One', tags: ['b', 'c'] },
      highlights: [
        { quote: 'kept', note: 'with a note', colour: 'yellow' },
        { quote: 'old', note: '', colour: null },
      ],
    })
    expect(difference).toMatchObject({
      back: { quotes: ['old'], tags: ['c'] },
      gone: { quotes: ['new'], tags: ['a'] },
      changed: ['kept'],
    })
    expect(isSame(difference)).toBe(false)
  })
  test('that is what is there now is called so', () => {
    const highlights = now.highlights.map(({ quote, note, colour }) => ({ quote, note, colour }))
    expect(isSame(compare(now, { id: 'v', at: 0, note: now.note, tags: now.tags, highlights }))).toBe(true)
  })
})
