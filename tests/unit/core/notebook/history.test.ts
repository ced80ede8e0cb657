import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesToDrop, mustCopy } from '#core/notebook/history'
import { mergeNotes, type Note, noNote, writeNote } from '#core/notebook/note'

const note = (text: string, replica = 'me', from: Note = noNote): Note =>
  writeNote(from, text, { counter: 1 + Math.max(0, ...from.seen.values()), replica }, from.seen)
const long = 'word '.repeat(100)

describe('a copy before overwriting', () => {
  it.each<[string, Note, Note, number | null, number, boolean]>([
    ['of a first note: nothing to copy', noNote, note('a'), null, 0, false],
    ['of a note that goes on: it is in the new one', note('a'), note('ab'), null, 0, false],
    ['of a note that changes, the first time', note('a'), note('b'), null, 0, true],
    ['of a note that changes again within a minute', note('a thought'), note('a though!'), 1_000, 60_999, false],
    ['of a note that changes again after a minute', note('a thought'), note('a though!'), 1_000, 61_000, true],
    ['with a clock set back', note('a thought'), note('a though!'), 61_000, 1_000, true],
    ['of a note that is changed in its middle', note('one two three'), note('one three'), 1_000, 1_001, false],
    ['of a note that becomes another text, always', note('from one window'), note('of the other'), 1_000, 1_001, true],
    ['of a deleted note, always', note('a'), note(''), 1_000, 1_001, true],
    ['of a note that loses a long passage, always', note(long), note('x'), 1_000, 1_001, true],
    ['of a note by somebody else, always', note('a', 'other'), note('b'), 1_000, 1_001, true],
    ['of two notes at once, always', mergeNotes(note('a'), note('b', 'x')), note('c'), 1_000, 1_001, true],
  ])('%s', (_, before, after, lastCopy, now, expected) => {
    expect(mustCopy(before, after, 'me', lastCopy, now)).toBe(expected)
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
