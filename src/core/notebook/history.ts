/** Which earlier versions of a record are kept. */
import type { Correction } from './corrections'
import { type Highlight, isOn } from './kept-highlight'
import { hasConflict, makeNote, type Note, noNote, noteText } from './note'
import type { ArticleRecord } from './record'

/** Copies kept of one record. */
const copiesKept = 20

/** Copies dropped at a time: a synchroniser may have left thousands, and the others go with the next changes. */
const mostDropped = 200

/** While a note is being typed, copies are at least this far apart, in milliseconds. */
const copyInterval = 60_000

/** Whether a record must be copied before it is overwritten: never, if `isCopyDue`, or always. */
type CopyNeed = 'none' | 'in-time' | 'always'

/**
 * What the next state of a record would lose. Only its texts matter: the note, the notes of highlights, and corrections; a tag
 * that was taken off stays in the record as a tombstone, and so does a highlight. `always` where something could be missed: a
 * text is deleted, with its highlight perhaps, or becomes another one (which is also what happens when a second window saves its
 * own), was last written by somebody else, or stood in several versions. Else, while it is typed, `in-time`.
 */
export function copyNeed(before: ArticleRecord, after: ArticleRecord, replica: string): CopyNeed {
  const lost = changedTexts(before, after).filter(([old, next]) => isLost(noteText(old), noteText(next)))
  if (lost.length === 0) return 'none'
  return lost.some(([old, next]) => isOwed(old, next, replica)) ? 'always' : 'in-time'
}

/** Whether the last copy is long enough ago; milliseconds since the epoch. A clock that was set back counts as time gone by. */
export function isCopyDue(lastCopy: number | null, now: number): boolean {
  return lastCopy === null || now < lastCopy || now - lastCopy >= copyInterval
}

/** The texts of a record that may be gone in its next state. */
function changedTexts(before: ArticleRecord, after: ArticleRecord): readonly (readonly [Note, Note])[] {
  return [
    [before.note, after.note],
    ...[...before.highlights].map(([id, highlight]) => [noteOf(highlight), noteOf(after.highlights.get(id))] as const),
    ...[...before.corrections].map(([field, one]) => [asNote(one), asNote(after.corrections.get(field))] as const),
  ]
}

const noteOf = (highlight: Highlight | undefined): Note => (highlight && isOn(highlight) ? highlight.note : noNote)

function asNote(correction: Correction | undefined): Note {
  const { revision, value } = correction ?? { revision: null, value: null }
  return revision === null || value === null ? noNote : makeNote([{ revision, text: value }], new Map())
}

function isLost(old: string, text: string): boolean {
  return old !== '' && old !== text && !text.includes(old)
}

function isOwed(before: Note, after: Note, replica: string): boolean {
  const text = noteText(after)
  return (
    text === '' ||
    hasConflict(before) ||
    before.versions.some((version) => version.revision.replica !== replica) ||
    isAnotherText(noteText(before), text)
  )
}

/** Whether less than half of `old` still stands at the start and the end of `text`. */
function isAnotherText(old: string, text: string): boolean {
  const most = Math.min(old.length, text.length)
  let start = 0
  while (start < most && old[start] === text[start]) start++
  let end = 0
  while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end++
  return (start + end) * 2 < old.length
}

/**
 * The places in a list of copies (oldest first, by time) that go when there are more than `bound`. The oldest and the newest
 * stay; of the others those go that lie closest to the one before, so that what is left spans the whole time. Of far too many the oldest go first.
 */
export function copiesToDrop(times: readonly number[], bound: number = copiesKept): readonly number[] {
  const left = times.slice(0, bound + mostDropped).map((time, place) => ({ time, place }))
  const dropped: number[] = []
  while (left.length > bound) {
    let closest = 1
    let smallest = Number.POSITIVE_INFINITY
    for (let at = 1; at < left.length - 1; at++) {
      const gap = (left[at + 1]?.time ?? 0) - (left[at - 1]?.time ?? 0)
      if (gap < smallest) {
        smallest = gap
        closest = at
      }
    }
    dropped.push(...left.splice(closest, 1).map((copy) => copy.place))
  }
  return dropped
}
