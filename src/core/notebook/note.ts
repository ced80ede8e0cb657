/**
 * An article's note, as something that several writers may change without asking each other.
 *
 * It is a multi-value register (an optimised observed-remove set of versions, Bieniusa et al., 2012): `versions` are the
 * texts that nobody has replaced yet, `seen` says for each writer up to which counter its changes are known. A version that
 * the other side has seen and no longer has was replaced there; one that it has not seen is news. So a note changed on one
 * machine only simply wins, and notes changed on two at once both stay.
 */
import { z } from 'zod'
import { seenSchema } from './json'
import {
  compareRevisions,
  compareText,
  covers,
  mergeSeen,
  type Revision,
  revisionSchema,
  type Seen,
  stableJson,
} from './revision'

/** A text of the note; empty: the note was deleted. */
interface NoteVersion {
  readonly revision: Revision
  readonly text: string
}

/** Every version's revision is covered by `seen`. Versions stand newest first. */
export interface Note {
  readonly versions: readonly NoteVersion[]
  readonly seen: Seen
}

/** The note of an article that never had one. */
export const noNote: Note = { versions: [], seen: new Map() }

/**
 * Writers that a note remembers. Each opened notebook that changes the note adds one; to forget the oldest costs at worst
 * that a version replaced long ago comes back beside the note from a machine that was away since.
 */
const writersRemembered = 200

/** What stands between the texts of a note that was written in two places at once. */
export const conflictHeading = '\n\n---\n\n**Also written elsewhere at the same time:**\n\n'

/** Commutative, associative, idempotent; drops no version that has not been replaced. */
export function mergeNotes(a: Note, b: Note): Note {
  return makeNote([...survivors(a, b), ...survivors(b, a)], mergeSeen(a.seen, b.seen))
}

/**
 * Replaces the note. `known` is what its writer had seen (the `seen` of the note that was shown): a version beyond it stays,
 * beside the new text. The writer's own earlier versions always go.
 */
export function writeNote(note: Note, text: string, revision: Revision, known: Seen): Note {
  const stay = note.versions.filter(
    (version) => version.revision.replica !== revision.replica && !covers(known, version.revision),
  )
  const seen = new Map(note.seen).set(revision.replica, revision.counter)
  const forgettable = [...seen]
    .filter(([replica]) => replica !== revision.replica && !stay.some((one) => one.revision.replica === replica))
    .sort(([nameA, a], [nameB, b]) => a - b || compareText(nameA, nameB))
  for (const [replica] of forgettable.slice(0, Math.max(0, seen.size - writersRemembered))) seen.delete(replica)
  return makeNote([...stay, { revision, text }], seen)
}

/**
 * The note as it is shown: the newest text, then any that was written elsewhere at the same time, under a heading that says
 * so. To edit one is to edit both, so that nothing is decided behind the reader's back.
 */
export function noteText(note: Note): string {
  return standingTexts(note).join(conflictHeading)
}

/** Whether the note holds more than one text. */
export function hasConflict(note: Note): boolean {
  return standingTexts(note).length > 1
}

/** What of a note is seen by whoever reads it now, as a short text that may leave the process; `parseNoteToken` reads it. */
export function noteToken(note: Note): string {
  const shown = new Map(note.versions.toReversed().map(({ revision }) => [revision.replica, revision.counter]))
  return shown.size === 0 ? '' : stableJson(shown)
}

/** Reads a `noteToken`, for `known` of an edit. What is none says that nothing was seen, so that nothing is replaced unseen. */
export function parseNoteToken(token: string): Seen {
  try {
    const parsed = seenSchema.safeParse(JSON.parse(token))
    return parsed.success ? parsed.data : new Map()
  } catch {
    return new Map()
  }
}

/** Puts versions in order, each once, and lets `seen` cover them: the invariants of a `Note`. */
export function makeNote(versions: readonly NoteVersion[], seen: Seen): Note {
  const ordered = versions.toSorted((a, b) => compareRevisions(b.revision, a.revision) || compareText(a.text, b.text))
  const unique = ordered.filter((version, index) => {
    const before = ordered[index - 1]
    return !before || before.text !== version.text || compareRevisions(before.revision, version.revision) !== 0
  })
  const covered = new Map(seen)
  for (const { revision } of unique) {
    covered.set(revision.replica, Math.max(revision.counter, covered.get(revision.replica) ?? 0))
  }
  return { versions: unique, seen: covered }
}

/** The versions of `note` that stand in the merge with `other`. */
function survivors(note: Note, other: Note): readonly NoteVersion[] {
  return note.versions.filter(
    ({ revision }) =>
      !covers(other.seen, revision) || other.versions.some((one) => compareRevisions(one.revision, revision) === 0),
  )
}

/** An edit beats a deletion made at the same time, and a text that another one contains adds nothing to it. */
function standingTexts(note: Note): readonly string[] {
  const texts = [...new Set(note.versions.map((version) => version.text))].filter((text) => text.trim() !== '')
  return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text)))
}

/** A note in a file. */
export const noteSchema: z.ZodType<Note> = z
  .object({ versions: z.array(z.object({ revision: revisionSchema, text: z.string() })), seen: seenSchema })
  .transform(({ versions, seen }) => makeNote(versions, seen))
