import { expect, it } from 'vitest'
import { articleRecordSchema, formatRecord, libraryFileSchema } from '#core/notebook/format'
import { applyLibraryEdit, newLibraryFile } from '#core/notebook/library-file'
import { noteText } from '#core/notebook/note'
import { applyEdit, mergeRecords, tagsOf } from '#core/notebook/record'
import { highestCounter, tameCounters } from '#core/notebook/wild-counters'

const revision = (counter: number) => ({ counter, replica: 'zzz' })

/** A record file whose last change, of tag and note, has this counter. */
const fileWith = (counter: number): string =>
  JSON.stringify({
    schemaVersion: 1,
    id: 'r',
    article: { path: 'a.txt', hash: 'h', title: 'A', revision: revision(1) },
    tags: { old: { revision: revision(counter) } },
    note: { versions: [{ revision: revision(counter), text: 'Theirs' }], seen: { zzz: counter } },
    highlights: {},
  })

it.each([highestCounter, Number.MAX_SAFE_INTEGER, 2 ** 60, Number.MAX_VALUE])(
  'what is written upon a record with counter %d is read again, and stands over what was there',
  (counter) => {
    const hostile = articleRecordSchema.parse(JSON.parse(fileWith(counter)))
    let record = applyEdit(hostile, { kind: 'remove-tag', tag: 'old' }, 'me')
    record = applyEdit(record, { kind: 'add-tag', tag: 'new' }, 'me')
    record = applyEdit(record, { kind: 'set-note', text: 'Mine', known: record.note.seen }, 'me')
    const again = articleRecordSchema.parse(JSON.parse(formatRecord(record)))
    expect([tagsOf(again), noteText(again.note)]).toEqual([['new'], 'Mine'])
    if (counter === highestCounter) return
    const merged = mergeRecords(again, articleRecordSchema.parse(JSON.parse(fileWith(counter))))
    expect([tagsOf(merged), noteText(merged.note)]).toEqual([['new'], 'Mine'])
  },
)

it('leaves a library file room to count on', () => {
  const file = newLibraryFile('id')
  const raw = {
    schemaVersion: 1,
    ...file,
    savedSearches: {},
    tags: { a: { colour: 'red', revision: revision(2 ** 53) } },
  }
  const read = libraryFileSchema.parse(JSON.parse(JSON.stringify(raw)))
  expect(applyLibraryEdit(read, { kind: 'colour-tag', tag: 'a', colour: 'blue' }, 'me').tags.get('a')).toEqual({
    colour: 'blue',
    revision: { counter: 2, replica: 'me' },
  })
})

it('takes counters that leave room as they are, and numbers nothing that is no counter', () => {
  const calm = { a: { counter: highestCounter, replica: 'r' }, seen: { r: 3 } }
  expect(tameCounters(calm)).toBe(calm)
  const other = { counter: 2 ** 60, words: ['seen', 4] }
  expect(tameCounters({ other, revision: revision(2 ** 55) })).toEqual({ other, revision: revision(1) })
})
