/** Which earlier versions of a record are kept. */
import { hasConflict, type Note, noteText } from './note'

/** Copies kept of one record. */
export const copiesKept = 20

/** While a note is being typed, copies are at least this far apart, in milliseconds. */
export const copyInterval = 60_000

/**
 * Whether the record on disk must be copied before it is overwritten. Only its note matters: a tag that was taken off stays
 * in the record as a tombstone. Always where something could be missed: the note is deleted or becomes another text (which is
 * also what happens when a second window saves its own), was last written by somebody else, or stood in several versions;
 * else once per `copyInterval` of typing. Times are milliseconds since the epoch; a clock that was set back counts as time
 * gone by.
 */
export function mustCopy(before: Note, after: Note, replica: string, lastCopy: number | null, now: number): boolean {
  const old = noteText(before)
  const text = noteText(after)
  if (old === '' || old === text || text.includes(old)) return false
  if (text === '' || hasConflict(before)) return true
  if (before.versions.some((version) => version.revision.replica !== replica)) return true
  if (isAnotherText(old, text)) return true
  return lastCopy === null || now < lastCopy || now - lastCopy >= copyInterval
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
 * stay; of the others those go that lie closest to the one before, so that what is left spans the whole time.
 */
export function copiesToDrop(times: readonly number[], bound: number = copiesKept): readonly number[] {
  const left = times.map((time, place) => ({ time, place }))
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
