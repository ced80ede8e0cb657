import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownCorrections } from '#core/notebook/corrections'
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { type ArticleRecord, applyEdit, type Edit, mergeRecords, newRecord, tagsOf } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import { edit, histories } from './arbitrary'

const shown = (record: ArticleRecord) => ({
  tags: tagsOf(record),
  note: noteText(record.note),
  highlights: shownHighlights(record.highlights).map(({ noteSeen: _, ...highlight }) => highlight),
  corrections: shownCorrections(record.corrections),
})
const apply = (record: ArticleRecord, edits: readonly Edit[], replica = 'me') =>
  edits.reduce((state, one) => applyEdit(state, one, replica), record)
/** What undoes an edit, made by whoever made it. */
const inverseEdits = (before: ArticleRecord, edit: Edit) => editsTowards(apply(before, [edit]), before)
const merged = histories.map((records) => records.reduce(mergeRecords))

describe('undoing an edit', () => {
  it('shows again what was shown before', () => {
    fc.assert(
      fc.property(merged, edit, (record, make) => {
        const one = make(record)
        const undone = apply(apply(record, [one]), inverseEdits(record, one))
        expect(shown(undone)).toEqual(shown(record))
      }),
      { numRuns: 500 },
    )
  })

  it('and undoing that, what was shown after it', () => {
    fc.assert(
      fc.property(merged, edit, (record, make) => {
        const one = make(record)
        const done = apply(record, [one])
        const inverse = inverseEdits(record, one)
        const redo = editsTowards(apply(done, inverse), done)
        expect(shown(apply(apply(done, inverse), redo))).toEqual(shown(done))
      }),
    )
  })

  it('leaves alone what somebody else wrote meanwhile', () => {
    const start = newRecord('id', { path: 'a.txt', hash: 'h', title: 'T' }, 'me')
    const write: Edit = { kind: 'set-note', text: 'mine', known: start.note.seen }
    const inverse = inverseEdits(start, write)
    const theirs = applyEdit(start, { kind: 'set-note', text: 'theirs', known: start.note.seen }, 'other')
    const tagged = applyEdit(theirs, { kind: 'add-tag', tag: 'x' }, 'other')
    expect(shown(apply(mergeRecords(apply(start, [write]), tagged), inverse))).toMatchObject({
      ...{ note: 'theirs', tags: ['x'] },
    })
  })
})

describe('an earlier state', () => {
  it('is shown again by the edits towards it', () => {
    fc.assert(
      fc.property(merged, merged, (now, then) => {
        expect(shown(apply(now, editsTowards(now, then)))).toEqual(shown(then))
      }),
      { numRuns: 500 },
    )
  })

  it('needs no edits where it is shown already', () => {
    fc.assert(
      fc.property(merged, (record) => {
        expect(editsTowards(record, record)).toEqual([])
      }),
    )
  })
})
