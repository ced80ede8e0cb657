import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleRecordSchema, formatRecord } from '#core/notebook/format'
import { conflictHeading, hasConflict, noteText } from '#core/notebook/note'
import { type ArticleRecord, applyEdit, isAnnotated, mergeRecords, newRecord, tagsOf } from '#core/notebook/record'
import { histories } from './arbitrary'

const fresh = (replica = 'r1') => newRecord('id', { path: 'a.txt', hash: 'h', title: 'T' }, replica)
const add = (record: ArticleRecord, tag: string, replica = 'r1') => applyEdit(record, { kind: 'add-tag', tag }, replica)
const remove = (record: ArticleRecord, tag: string, replica = 'r1') =>
  applyEdit(record, { kind: 'remove-tag', tag }, replica)
const write = (record: ArticleRecord, text: string, replica = 'r1') =>
  applyEdit(record, { kind: 'set-note', text, known: record.note.seen }, replica)

describe('merging records', () => {
  it('does not depend on order or grouping, and merging again changes nothing', () => {
    fc.assert(
      fc.property(histories, ([a, b, c]) => {
        if (!a || !b || !c) throw new Error('three writers')
        const text = (record: ArticleRecord) => formatRecord(record)
        expect(text(mergeRecords(a, b))).toBe(text(mergeRecords(b, a)))
        expect(text(mergeRecords(mergeRecords(a, b), c))).toBe(text(mergeRecords(a, mergeRecords(b, c))))
        expect(text(mergeRecords(a, a))).toBe(text(a))
        expect(text(mergeRecords(mergeRecords(a, b), b))).toBe(text(mergeRecords(a, b)))
      }),
      { numRuns: 500 },
    )
  })

  it('loses no text that nobody replaced', () => {
    fc.assert(
      fc.property(histories, (records) => {
        const merged = records.reduce(mergeRecords)
        for (const { revision, text } of records.flatMap((record) => record.note.versions)) {
          const seenElsewhere = records.some(
            (other) =>
              (other.note.seen.get(revision.replica) ?? -1) >= revision.counter &&
              !other.note.versions.some(
                (version) =>
                  version.revision.counter === revision.counter && version.revision.replica === revision.replica,
              ),
          )
          if (!seenElsewhere) expect(noteText(merged.note)).toContain(text)
        }
        for (const record of records) for (const tag of record.tags.keys()) expect(merged.tags.has(tag)).toBe(true)
      }),
    )
  })

  it('comes out of its file as it went in', () => {
    fc.assert(
      fc.property(histories, (records) => {
        for (const record of records) {
          expect(articleRecordSchema.parse(JSON.parse(formatRecord(record)))).toEqual(record)
        }
      }),
    )
  })

  it('keeps two notes that were written at the same time, and settles them with the next edit', () => {
    const start = write(fresh(), 'start')
    const merged = mergeRecords(write(start, 'mine', 'r1'), write(start, 'theirs', 'r2'))
    expect(noteText(merged.note)).toBe(`theirs${conflictHeading}mine`)
    expect(hasConflict(merged.note)).toBe(true)
    const settled = write(merged, 'both', 'r3')
    expect(noteText(mergeRecords(settled, start).note)).toBe('both')
    expect(hasConflict(mergeRecords(settled, merged).note)).toBe(false)
  })

  it('lets a later note replace an earlier one without a conflict', () => {
    const first = write(fresh(), 'first')
    const second = write(first, 'second', 'r2')
    expect(noteText(mergeRecords(first, second).note)).toBe('second')
  })

  it('keeps what a writer had not seen when it wrote', () => {
    const start = write(fresh(), 'start')
    const unseen = mergeRecords(start, write(start, 'unseen', 'r2'))
    const written = applyEdit(unseen, { kind: 'set-note', text: 'blind', known: start.note.seen }, 'r1')
    expect(noteText(written.note)).toContain('unseen')
    expect(noteText(written.note)).toContain('blind')
  })

  it('prefers an edit to a deletion made at the same time', () => {
    const start = write(fresh(), 'start')
    expect(noteText(mergeRecords(write(start, '', 'r2'), write(start, 'edited', 'r1')).note)).toBe('edited')
  })

  it('lets the later of adding and removing a tag stand, and keeps removed ones as tombstones', () => {
    const tagged = add(fresh(), 'x')
    const removed = remove(tagged, 'x', 'r2')
    expect(tagsOf(mergeRecords(tagged, removed))).toEqual([])
    expect(tagsOf(mergeRecords(removed, add(removed, 'x')))).toEqual(['x'])
    expect(removed.tags.get('x')).toMatchObject({ removed: true })
    expect(isAnnotated(removed)).toBe(false)
  })

  it('is the same record after an edit that changes nothing', () => {
    const record = write(add(fresh(), 'x'), 'text')
    expect(add(record, 'x')).toBe(record)
    expect(remove(record, 'y')).toBe(record)
    expect(write(record, 'text')).toBe(record)
  })

  it('carries along what a later release or another program puts into highlights', () => {
    const json = JSON.parse(formatRecord(fresh()))
    const revision = { counter: 3, replica: 'r9' }
    json.highlights = {
      h1: {
        revision,
        colour: 'of a new kind',
        shape: { round: true },
        target: { revision, exact: 'words', deep: [1] },
      },
    }
    const record = articleRecordSchema.parse(json)
    const merged = mergeRecords(mergeRecords(add(record, 'x'), fresh('r2')), record)
    expect(JSON.parse(formatRecord(merged)).highlights).toEqual(json.highlights)
    const coloured = applyEdit(merged, { kind: 'colour-highlight', id: 'h1', colour: 'pink' }, 'r1')
    expect(JSON.parse(formatRecord(coloured)).highlights.h1).toMatchObject({
      ...{ shape: { round: true }, target: json.highlights.h1.target, colour: { value: 'pink' } },
    })
  })

  it.each([
    ['no object', '[]'],
    ['an id that is a path', { id: '../x' }],
    ['no revision', { note: { versions: [{ text: 'x' }], seen: {} } }],
    ['a tag without revision', { tags: { x: {} } }],
    ['tags as a list', { tags: ['x'] }],
  ])('does not read %s', (_, part) => {
    const json = typeof part === 'string' ? JSON.parse(part) : { ...JSON.parse(formatRecord(fresh())), ...part }
    expect(articleRecordSchema.safeParse(json).success).toBe(false)
  })
})
