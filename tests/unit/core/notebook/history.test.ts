import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesToDrop, copyNeed, isCopyDue } from '#core/notebook/history'
import { mergeNotes, type Note, noNote, writeNote } from '#core/notebook/note'
import { type ArticleRecord, applyEdit, type Edit, newRecord } from '#core/notebook/record'

const note = (text: string, replica = 'me', from: Note = noNote): Note =>
  writeNote(from, text, { counter: 1 + Math.max(0, ...from.seen.values()), replica }, from.seen)
const long = 'word '.repeat(100)

const fresh = newRecord('id', { path: 'a.txt', hash: 'h', title: 'T' }, 'me')
const noted = (value: Note): ArticleRecord => ({ ...fresh, note: value })
const edited = (record: ArticleRecord, edit: Edit, replica = 'me') => applyEdit(record, edit, replica)
const anchor = { exact: 'words', prefix: '', suffix: '', start: 3, end: 8 }
const marked = edited(fresh, {
  kind: 'add-highlight',
  id: 'h',
  anchor,
  colour: 'pink',
  created: '2024-01-04T10:00:00Z',
})
const thought = (record: ArticleRecord, text: string, replica = 'me') =>
  edited(
    record,
    { kind: 'note-highlight', id: 'h', text, known: record.highlights.get('h')?.note.seen ?? new Map() },
    replica,
  )
const removed = (record: ArticleRecord) => edited(record, { kind: 'remove-highlight', id: 'h' })
const titled = (value: string | null, record = fresh) => edited(record, { kind: 'correct', field: 'title', value })

describe('a copy before overwriting', () => {
  it.each<[string, Note, Note, string]>([
    ['of a first note: nothing to copy', noNote, note('a'), 'none'],
    ['of a note that goes on: it is in the new one', note('a'), note('ab'), 'none'],
    ['of a note that changes while it is typed', note('a thought'), note('a though!'), 'in-time'],
    ['of a note that is changed in its middle', note('one two three'), note('one three'), 'in-time'],
    ['of a note that becomes another text, always', note('from one window'), note('of the other'), 'always'],
    ['of a deleted note, always', note('a'), note(''), 'always'],
    ['of a note that loses a long passage, always', note(long), note('x'), 'always'],
    ['of a note by somebody else, always', note('a', 'other'), note('b'), 'always'],
    ['of two notes at once, always', mergeNotes(note('a'), note('b', 'x')), note('c'), 'always'],
  ])('%s', (_, before, after, expected) => {
    expect(copyNeed(noted(before), noted(after), 'me')).toBe(expected)
  })

  it.each<[string, ArticleRecord, ArticleRecord, string]>([
    ['of a highlight without a note that is removed: it stays in the record', marked, removed(marked), 'none'],
    [
      'of tags and colours: they stay, or are soon chosen again',
      marked,
      edited(marked, { kind: 'colour-highlight', id: 'h', colour: null }),
      'none',
    ],
    ['of a highlight’s note that goes on', thought(marked, 'a'), thought(marked, 'ab'), 'none'],
    ['of a highlight’s note while it is typed', thought(marked, 'a thought'), thought(marked, 'a though!'), 'in-time'],
    [
      'of a highlight’s note that becomes another text',
      thought(marked, 'one thing'),
      thought(marked, 'or two'),
      'always',
    ],
    [
      'of a highlight’s note by somebody else',
      thought(marked, 'a thought', 'other'),
      thought(marked, 'a though!'),
      'always',
    ],
    ['of a highlight with a note that is removed', thought(marked, 'a'), removed(thought(marked, 'a')), 'always'],
    ['of a first correction', fresh, titled('Letters'), 'none'],
    ['of a correction that is corrected', titled('Leters'), titled('Letters', titled('Leters')), 'in-time'],
    ['of a correction that is taken back', titled('Letters'), titled(null, titled('Letters')), 'always'],
  ])('%s', (_, before, after, expected) => {
    expect(copyNeed(before, after, 'me')).toBe(expected)
  })

  it.each<[string, number | null, number, boolean]>([
    ['the first time', null, 0, true],
    ['not again within a minute', 1_000, 60_999, false],
    ['again after a minute', 1_000, 61_000, true],
    ['with a clock set back', 61_000, 1_000, true],
  ])('is due while typing: %s', (_, lastCopy, now, expected) => {
    expect(isCopyDue(lastCopy, now)).toBe(expected)
  })
})

describe('copies that are too many', () => {
  it('are those that lie closest together; the oldest and the newest stay', () => {
    expect(copiesToDrop([0, 100, 101, 200, 300], 4)).toEqual([2])
    expect(copiesToDrop([0, 100, 200], 3)).toEqual([])
  })

  it('are as many as are too many', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), fc.integer({ min: 2, max: 20 }), (times, bound) => {
        const dropped = copiesToDrop(times, bound)
        expect(new Set(dropped).size).toBe(Math.max(0, times.length - bound))
        expect(dropped).not.toContain(times.length - 1)
        expect(dropped).not.toContain(0)
      }),
    )
  })
})
