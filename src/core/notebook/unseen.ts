/** Notes written by someone who has not seen all of what stands there. */
import { conflictHeading, type Note } from './note'
import { covers, type Seen } from './revision'

/**
 * The text to write in place of a whole note, so that nothing goes which `known` does not cover: what its writer had not seen
 * stands below it, as where two texts of a note are merged. Needed where the writer and the other are one replica, as two
 * windows of one process are.
 */
export function withUnseen(note: Note, text: string, known: Seen): string {
  const texts = [text, ...note.versions.filter(({ revision }) => !covers(known, revision)).map((one) => one.text)]
  return texts
    .filter((one, at) => one.trim() !== '' && texts.indexOf(one) === at)
    .filter((one, _, all) => !all.some((other) => other !== one && other.includes(one)))
    .join(conflictHeading)
}
