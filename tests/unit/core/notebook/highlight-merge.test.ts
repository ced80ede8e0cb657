import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownHighlights } from '#core/notebook/highlight'
import { isOn, knownOf } from '#core/notebook/kept-highlight'
import { noteText, noteToken, parseNoteToken } from '#core/notebook/note'
import { type ArticleRecord, applyEdit, type Edit, isAnnotated, mergeRecords, newRecord } from '#core/notebook/record'
import { histories, replicas } from './arbitrary'

const anchor = { exact: 'words', prefix: 'a ', suffix: ' b', start: 3, end: 8 }
const created = '2024-01-04T10:15:00.000Z'
const fresh = newRecord('id', { path: 'a.txt', hash: 'h', title: 'T' }, 'r1')
const marked = applyEdit(fresh, { kind: 'add-highlight', id: 'h', anchor, colour: 'yellow', created }, 'r1')
const noteOf = (record: ArticleRecord) => record.highlights.get('h')?.note ?? { versions: [], seen: new Map() }
const noting = (record: ArticleRecord, text: string): Edit => ({
  ...{ kind: 'note-highlight', id: 'h', text, known: noteOf(record).seen },
})
const write = (record: ArticleRecord, text: string, replica: string) => applyEdit(record, noting(record, text), replica)
const remove = (record: ArticleRecord, replica: string) =>
  applyEdit(record, { kind: 'remove-highlight', id: 'h' }, replica)
const shown = (record: ArticleRecord) => shownHighlights(record.highlights)[0] ?? null

const steps = fc.array(
  fc.record({
    at: fc.nat(2),
    from: fc.nat(2),
    what: fc.constantFrom('write', 'clear', 'remove', 'restore', 'colour', 'sync', 'sync'),
  }),
  { maxLength: 30 },
)

/** What three writers have, the texts they wrote, and those that were replaced or removed by someone who had them. */
const lives = steps.map((all) => {
  const records: ArticleRecord[] = replicas.map(() => marked)
  const [written, settled] = [new Set<string>(), new Set<string>()]
  all.forEach(({ at, from, what }, index) => {
    const [record = marked, source = marked, replica = ''] = [records[at], records[from], replicas[at]]
    const text = what === 'write' ? `text ${index};` : ''
    if (['write', 'clear', 'remove'].includes(what)) for (const one of noteOf(record).versions) settled.add(one.text)
    if (text !== '') written.add(text)
    if (what === 'sync') records[at] = mergeRecords(record, source)
    else if (what === 'write' || what === 'clear') records[at] = write(record, text, replica)
    else if (what === 'remove') records[at] = remove(record, replica)
    else if (what === 'restore') records[at] = applyEdit(record, { kind: 'restore-highlight', id: 'h' }, replica)
    else records[at] = applyEdit(record, { kind: 'colour-highlight', id: 'h', colour: `colour ${index}` }, replica)
  })
  return { records, unsettled: [...written].filter((text) => !settled.has(text)) }
})

describe('merging highlights', () => {
  it('loses no note that nobody who had seen it replaced or removed', () => {
    fc.assert(
      fc.property(lives, ({ records, unsettled }) => {
        const merged = shown(records.reduce(mergeRecords))
        for (const text of unsettled) expect(merged?.note).toContain(text)
      }),
      { numRuns: 500 },
    )
  })

  it('lets go of one that was removed by someone who had seen all of it', () => {
    fc.assert(
      fc.property(histories, (records) => {
        const all = records.reduce(mergeRecords)
        const edits = [...all.highlights.keys()].map((id): Edit => ({ kind: 'remove-highlight', id }))
        const removed = edits.reduce((record, edit) => applyEdit(record, edit, 'last'), all)
        expect(shownHighlights(records.reduce(mergeRecords, removed).highlights)).toEqual([])
      }),
    )
  })

  it('keeps parts that were changed apart from each other, and both of two notes', () => {
    const coloured = applyEdit(write(marked, 'mine', 'r1'), { kind: 'colour-highlight', id: 'h', colour: 'pink' }, 'r1')
    const tagged = applyEdit(write(marked, 'theirs', 'r2'), { kind: 'tag-highlight', id: 'h', tag: 'x' }, 'r2')
    const merged = shown(mergeRecords(coloured, tagged))
    expect(merged).toMatchObject({ colour: 'pink', tags: ['x'], quote: 'words', created })
    expect(merged?.note).toContain('mine')
    expect(merged?.note).toContain('theirs')
  })

  it.each<[string, Edit]>([
    ['a note', noting(marked, 'a thought')],
    ['a colour', { kind: 'colour-highlight', id: 'h', colour: 'blue' }],
    ['a tag', { kind: 'tag-highlight', id: 'h', tag: 'x' }],
    ['a place', { kind: 'place-highlight', id: 'h', anchor: { ...anchor, start: 9, end: 14 } }],
    ['word that it is kept', { kind: 'keep-highlight', id: 'h' }],
  ])('brings back one that got %s while it was removed elsewhere', (_, edit) => {
    const edited = applyEdit(marked, edit, 'r2')
    const removed = remove(marked, 'r1')
    expect(shown(removed)).toBeNull()
    expect(shown(mergeRecords(removed, edited))).toEqual(shown(edited))
    expect(shown(mergeRecords(removed, remove(edited, 'r2')))).toBeNull()
  })

  it('keeps one on of which more is there than its remover had seen', () => {
    const seen = marked.highlights.get('h')
    const removal: Edit = { kind: 'remove-highlight', id: 'h', known: seen ? knownOf(seen) : new Map() }
    expect(shown(applyEdit(write(marked, 'unseen', 'r2'), removal, 'r1'))).toMatchObject({ note: 'unseen' })
    expect(shown(applyEdit(write(marked, 'my own', 'r1'), removal, 'r1'))).toBeNull()
  })
})

describe('a highlight', () => {
  it('that was removed comes back as it was, by hand or by what is written on it', () => {
    const noted = write(marked, 'a thought', 'r1')
    const removed = remove(noted, 'r1')
    expect(isAnnotated(removed)).toBe(false)
    const restored = applyEdit(removed, { kind: 'restore-highlight', id: 'h' }, 'r2')
    expect(shown(restored)).toEqual(shown(noted))
    expect(isAnnotated(restored)).toBe(true)
    expect(shown(write(removed, 'another', 'r2'))).toMatchObject({ note: 'another', quote: 'words' })
  })

  it('is the same record after an edit that changes nothing, or of one that is not there', () => {
    const same: readonly Edit[] = [
      { kind: 'add-highlight', id: 'h', anchor, colour: 'yellow', created },
      { kind: 'colour-highlight', id: 'h', colour: 'yellow' },
      noting(marked, ''),
      { kind: 'untag-highlight', id: 'h', tag: 'x' },
      { kind: 'place-highlight', id: 'h', anchor },
      { kind: 'restore-highlight', id: 'h' },
      { kind: 'remove-highlight', id: 'none' },
      { kind: 'colour-highlight', id: 'none', colour: 'pink' },
      { kind: 'correct', field: 'title', value: null },
    ]
    for (const edit of same) expect(applyEdit(marked, edit, 'r2')).toBe(marked)
    const removed = remove(marked, 'r1')
    expect(remove(removed, 'r2')).toBe(removed)
  })

  it('keeps what else stands in its target when it is placed anew', () => {
    const content = { target: { source: 'https://example.org/', kept: true }, colour: null, tags: [], note: 'n' }
    const imported: Edit = { kind: 'import-highlight', id: 'i', content: { ...content, created, other: new Map() } }
    const placed = applyEdit(applyEdit(fresh, imported, 'r1'), { kind: 'place-highlight', id: 'i', anchor }, 'r1')
    expect(placed.highlights.get('i')?.target).toMatchObject({ source: 'https://example.org/' })
    expect(shown(placed)).toMatchObject({ quote: 'words', kept: false, anchor })
  })
})

describe('what was seen of a note', () => {
  it('goes out as a token and comes back, so that only what was seen is replaced', () => {
    const start = write(marked, 'start', 'r1')
    const token = noteToken(noteOf(start))
    const changed = mergeRecords(start, write(start, 'unseen', 'r2'))
    const edit: Edit = { kind: 'note-highlight', id: 'h', text: 'blind', known: parseNoteToken(token) }
    const note = noteText(noteOf(applyEdit(changed, edit, 'r3')))
    expect(note).toContain('unseen')
    expect(note).toContain('blind')
    expect(note).not.toContain('start')
  })

  it.each(['', 'x', '7', 'null', '[1]', '{"A":-1}', '{"A":"x"}'])('is nothing in %j', (token) => {
    expect(parseNoteToken(token)).toEqual(new Map())
  })

  it('is all of it', () => {
    fc.assert(
      fc.property(histories, (records) => {
        const { note, highlights } = records.reduce(mergeRecords)
        for (const one of [note, ...[...highlights.values()].map((highlight) => highlight.note)]) {
          const seen = parseNoteToken(noteToken(one))
          for (const { revision } of one.versions) expect(seen.get(revision.replica)).toBe(revision.counter)
        }
        for (const highlight of highlights.values()) {
          const known = knownOf(highlight)
          if (isOn(highlight)) expect(known.size).toBeGreaterThan(0)
        }
      }),
    )
  })
})
