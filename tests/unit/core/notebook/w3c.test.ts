import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownCorrections } from '#core/notebook/corrections'
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { type ArticleRecord, applyEdit, type Edit, mergeRecords, newRecord, tagsOf } from '#core/notebook/record'
import { formatAnnotations } from '#core/notebook/w3c'
import { importEdits } from '#core/notebook/w3c-import'
import { type ReadAnnotation, readAnnotations } from '#core/notebook/w3c-read'
import { histories } from './arbitrary'

const idOf = (name: string) => `id-${[...name].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) % 1e9, 7)}`
const article = { path: '2024/a letter.txt', hash: 'f00', title: 'A letter' }
const empty = newRecord('new', article, 'me')
const exported = (record: ArticleRecord) => formatAnnotations([{ path: article.path, record }]).text
const read = (text: string) => readAnnotations(JSON.parse(text), idOf)
const takeIn = (record: ArticleRecord, annotations: readonly ReadAnnotation[]) =>
  annotations.reduce(
    (state, one) => importEdits(state, one).reduce((last, edit) => applyEdit(last, edit, 'me'), state),
    record,
  )
const imported = (json: unknown, record = empty) => takeIn(record, readAnnotations(json, idOf).annotations)
const shown = (record: ArticleRecord) => ({
  tags: tagsOf(record),
  note: noteText(record.note),
  highlights: shownHighlights(record.highlights).map(({ noteSeen: _, ...highlight }) => highlight),
  corrections: shownCorrections(record.corrections),
})
const written = histories.map((records) => ({ ...records.reduce(mergeRecords), article: empty.article }))

describe('annotations that went out and come in again', () => {
  it('show the same, and go out as the same bytes', () => {
    fc.assert(
      fc.property(written, (record) => {
        const text = exported(record)
        const { annotations, skipped } = read(text)
        const back = takeIn(empty, annotations)
        expect(skipped).toEqual([])
        expect(shown(back)).toEqual(shown(record))
        expect(exported(back)).toBe(text)
      }),
      { numRuns: 500 },
    )
  })

  it('change nothing where they are already', () => {
    fc.assert(
      fc.property(written, (record) => {
        expect(takeIn(record, read(exported(record)).annotations)).toBe(record)
      }),
    )
  })

  it('name the article by its path, its hash and its title', () => {
    const tagged = applyEdit(empty, { kind: 'add-tag', tag: 'x' }, 'me')
    expect(read(exported(tagged)).annotations[0]?.source).toEqual({ ...article, isOurs: true })
    const odd = formatAnnotations([{ path: 'a:b/\ud800?#%.txt', record: tagged }]).text
    expect(read(odd).annotations[0]?.source.path).toBe('a:b/\ufffd?#%.txt')
  })
})

const json = fc.jsonValue({ maxDepth: 2 })
const text = fc.constantFrom('', 'One.', 'Two.')
const foreignBody = fc.oneof(
  fc.record(
    {
      type: fc.constant('TextualBody'),
      value: text,
      purpose: fc.constantFrom('commenting', 'tagging', 'highlighting', 'linking'),
      creator: json,
    },
    { requiredKeys: ['value'] },
  ),
  fc.constantFrom('https://example.org/elsewhere', 'a mere comment', {
    type: 'TextualBody',
    purpose: 'tagging',
    value: ' / ',
  }),
)
const foreignSelector = fc.oneof(
  fc.record(
    { type: fc.constant('TextQuoteSelector'), exact: text, prefix: text, lang: json },
    { requiredKeys: ['exact'] },
  ),
  fc.record({ type: fc.constant('TextPositionSelector'), start: fc.nat(9), end: fc.nat(9) }),
  fc.record({ type: fc.constant('RangeSelector'), refinedBy: fc.record({ exact: text }) }),
)
const foreignTarget = fc.oneof(
  fc.constant('https://example.org/letter'),
  fc.record(
    {
      source: fc.constantFrom('https://example.org/letter', { id: 'file:///x/letter.txt', title: 'A letter' }),
      selector: fc.oneof(foreignSelector, fc.array(foreignSelector, { maxLength: 3 })),
      state: json,
    },
    { requiredKeys: ['source'] },
  ),
)
const foreign = fc.record(
  {
    '@context': fc.constantFrom('http://www.w3.org/ns/anno.jsonld', ['x']),
    id: fc.constantFrom('https://example.org/1', 'https://example.org/2', 'urn:x'),
    type: fc.constantFrom('Annotation', ['Annotation', 'x:Kind']),
    motivation: fc.constantFrom('commenting', 'highlighting', 'linking', ['bookmarking']),
    created: fc.constantFrom('2024-01-04T10:15:00Z', 'yesterday'),
    body: fc.oneof(foreignBody, fc.array(foreignBody, { maxLength: 4 })),
    bodyValue: text,
    target: fc.oneof(foreignTarget, fc.array(foreignTarget, { minLength: 1, maxLength: 2 })),
    creator: json,
    'x:unknown': json,
  },
  { requiredKeys: ['target'] },
)

describe('annotations of other programs', () => {
  it('come in once, and go out with all that stands in them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(foreign, { selector: ({ id }) => id, maxLength: 3 }), (all) => {
        const { annotations, skipped } = readAnnotations(all, idOf)
        const record = takeIn(empty, annotations)
        expect(annotations.length + skipped.length).toBe(all.length)
        expect(takeIn(record, annotations)).toBe(record)
        const out = exported(record)
        const items: Record<string, unknown>[] = JSON.parse(out).first.items
        for (const one of all.filter(({ id }) => id !== undefined && annotations.length === all.length)) {
          const same = items.find(({ id }) => id === one.id)
          expect(same).toMatchObject(
            JSON.parse(JSON.stringify({ creator: one.creator, 'x:unknown': one['x:unknown'] })),
          )
        }
        const again = takeIn(empty, read(out).annotations)
        expect(shown(again)).toEqual(shown(record))
        expect(exported(again)).toBe(out)
        expect(takeIn(record, read(out).annotations)).toBe(record)
      }),
      { numRuns: 500 },
    )
  })

  it('are found in a list, a page, a collection, a graph and what Hypothesis hands out', () => {
    const one = { type: 'Annotation', target: 'https://example.org/', bodyValue: 'A thought' }
    for (const form of [
      one,
      [one],
      { type: 'AnnotationPage', items: [one] },
      { type: 'AnnotationCollection', first: { type: 'AnnotationPage', items: [one] } },
      { '@graph': [one] },
      { total: 1, rows: [one] },
      { annotations: [one] },
    ])
      expect(noteText(imported(form).note)).toBe('A thought')
  })

  it('are read as Hypothesis writes them', () => {
    const hypothesis = {
      id: 'AbC',
      created: '2024-01-04T10:15:00.123456+00:00',
      user: 'acct:reader@example.org',
      uri: 'https://example.org/letter',
      text: 'What I think',
      tags: ['politics/us'],
      document: { title: ['A letter'] },
      target: [
        {
          source: 'https://example.org/letter',
          selector: [
            { type: 'RangeSelector', startContainer: '/p[1]' },
            { type: 'TextPositionSelector', start: 120, end: 129 },
            { type: 'TextQuoteSelector', exact: 'the words', prefix: 'before ', suffix: ' after' },
          ],
        },
      ],
    }
    const [annotation] = readAnnotations({ total: 1, rows: [hypothesis] }, idOf).annotations
    expect(annotation?.source).toMatchObject({ title: 'A letter', isOurs: false })
    const record = imported([hypothesis])
    expect(shown(record).highlights).toMatchObject([
      { quote: 'the words', note: 'What I think', tags: ['politics/us'], created: hypothesis.created },
    ])
    expect(JSON.parse(exported(record)).first.items[0]).toMatchObject({
      ...{ id: 'https://hypothes.is/a/AbC', user: hypothesis.user, motivation: 'commenting' },
      target: { selector: hypothesis.target[0]?.selector },
    })
  })

  it('about a whole article go into its note and its tags, once, also where the reader takes them out again', () => {
    const page = (id: string, value: string) => ({
      ...{ id, type: 'Annotation', target: 'https://example.org/letter' },
      body: [
        { type: 'TextualBody', value },
        { type: 'TextualBody', purpose: 'tagging', value: 'x' },
      ],
    })
    const noted = applyEdit(empty, { kind: 'set-note', text: 'My note', known: new Map() }, 'me')
    const record = imported([page('urn:1', 'Theirs'), page('urn:2', 'My note')], noted)
    expect(shown(record)).toMatchObject({ note: 'My note\n\nTheirs', tags: ['x'], highlights: [] })
    const cleared = applyEdit(record, { kind: 'set-note', text: 'My note', known: record.note.seen }, 'me')
    expect(imported([page('urn:1', 'Theirs')], cleared)).toBe(cleared)
  })

  it('keep what stands in a body as long as it says the same', () => {
    const body = { type: 'TextualBody', value: 'Thought', language: 'en' }
    const quote = { source: 'x.txt', selector: { type: 'TextQuoteSelector', exact: 'words' } }
    const record = imported({ id: 'urn:1', type: 'Annotation', body, target: quote })
    const bodyIn = (one: ArticleRecord) => JSON.parse(exported(one)).first.items[0].body
    expect(bodyIn(record)).toEqual([body])
    const id = [...record.highlights.keys()][0] ?? ''
    const known = record.highlights.get(id)?.note.seen ?? new Map()
    const edit: Edit = { kind: 'note-highlight', id, text: 'Another', known }
    expect(bodyIn(applyEdit(record, edit, 'me'))).toMatchObject([{ value: 'Another', purpose: 'commenting' }])
  })

  it.each([
    ['no JSON object', 7, 'no annotation'],
    ['the name of a page that lies elsewhere', { first: 'https://example.org/page1' }, 'elsewhere'],
    ['no target', { type: 'Annotation', body: 'x' }, 'what it is about'],
    ['a target without a source', { type: 'Annotation', target: { selector: [] } }, 'which article'],
    [
      'no quote and no note',
      { type: 'Annotation', target: { source: 'a.txt', selector: [{ type: 'XPathSelector', value: '/p' }] } },
      'neither',
    ],
  ])('are told of where they are not understood: %s', (_, one, reason) => {
    const { annotations, skipped } = readAnnotations([one], idOf)
    expect(annotations).toEqual([])
    expect(skipped).toEqual([{ what: expect.any(String), reason: expect.stringContaining(reason) }])
  })

  it('that were removed come back when they are taken in again', () => {
    const quote = { id: 'urn:1', target: { source: 'x.txt', selector: { exact: 'words' } }, bodyValue: 'Note' }
    const record = imported(quote)
    const id = [...record.highlights.keys()][0] ?? ''
    const removed = applyEdit(record, { kind: 'remove-highlight', id }, 'me')
    expect(shown(imported(quote, removed))).toEqual(shown(record))
  })
})
