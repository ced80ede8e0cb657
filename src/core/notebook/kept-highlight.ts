/**
 * A highlight as a record keeps it: parts that change apart from each other, each with the revision of its last change, so that
 * a colour chosen here and a note written there both stand. docs/file-formats.md says how it looks in a file.
 */
import { mergeNotes, type Note, noNote } from './note'
import { mergeOther, type Other } from './other'
import {
  compareRevisions,
  covers,
  later,
  mergeMaps,
  mergeSeen,
  type Revised,
  type Revision,
  type Seen,
} from './revision'
import type { TagMarks } from './tag-marks'

/** Where its passage is: W3C selectors, and what else stood in the target; target.ts reads it. */
export type Target = Revised & Readonly<Record<string, unknown>>

/** Null: of no colour. */
export interface ColourMark extends Revised {
  readonly value: string | null
}

export interface Highlight {
  /** The latest of all revisions in it. */
  readonly revision: Revision
  readonly target: Target | null
  readonly colour: ColourMark | null
  readonly tags: TagMarks
  readonly note: Note
  /** An ISO instant; null where nobody knows. */
  readonly created: string | null
  /** When it was last brought back by hand. */
  readonly restored: Revised | null
  /**
   * What of it was known to those who removed it. It is on while it holds a change beyond that: an edit beats a removal made at
   * the same time.
   */
  readonly removed: Seen
  /** What other programs put into it. */
  readonly other: Other
}

/** A highlight with nothing in it yet. */
export const noHighlight: Highlight = {
  revision: { counter: 0, replica: '-' },
  target: null,
  colour: null,
  tags: new Map(),
  note: noNote,
  created: null,
  restored: null,
  removed: new Map(),
  other: new Map(),
}

/** Whether it is there for the reader: never removed, or changed or brought back since. */
export function isOn(highlight: Highlight): boolean {
  return marksOf(highlight).some((revision) => !covers(highlight.removed, revision))
}

/** What of a highlight is known to whoever sees it now: what a removal removes. */
export function knownOf(highlight: Highlight): Seen {
  const known = new Map(mergeSeen(highlight.removed, highlight.note.seen))
  for (const { counter, replica } of marksOf(highlight)) known.set(replica, Math.max(counter, known.get(replica) ?? 0))
  return known
}

/** One out of two states of a highlight. Commutative, associative, idempotent; drops nothing that was not replaced. */
export function mergeHighlights(a: Highlight, b: Highlight): Highlight {
  return {
    revision: compareRevisions(a.revision, b.revision) < 0 ? b.revision : a.revision,
    target: latest(a.target, b.target),
    colour: latest(a.colour, b.colour),
    tags: mergeMaps(a.tags, b.tags),
    note: mergeNotes(a.note, b.note),
    created: earliest(a.created, b.created),
    restored: latest(a.restored, b.restored),
    removed: mergeSeen(a.removed, b.removed),
    other: mergeOther(a.other, b.other),
  }
}

/** All highlights of both. */
export function mergeHighlightMaps(
  a: ReadonlyMap<string, Highlight>,
  b: ReadonlyMap<string, Highlight>,
): ReadonlyMap<string, Highlight> {
  const merged = new Map(a)
  for (const [id, highlight] of b) merged.set(id, mergeHighlights(merged.get(id) ?? noHighlight, highlight))
  return merged
}

/** The latest of all revisions in a highlight. */
export function latestRevision(highlight: Highlight): Revision {
  const counted = [...highlight.note.seen, ...highlight.removed].map(([replica, counter]) => ({ counter, replica }))
  return [...marksOf(highlight), ...counted].reduce(
    (most, revision) => (compareRevisions(most, revision) < 0 ? revision : most),
    highlight.revision,
  )
}

/** The revisions of the changes that can be seen in a highlight. */
function marksOf({ target, colour, tags, note, restored }: Highlight): readonly Revision[] {
  const marks: readonly (Revised | null)[] = [target, colour, restored, ...tags.values(), ...note.versions]
  return marks.flatMap((mark) => (mark === null ? [] : [mark.revision]))
}

function latest<T extends Revised>(a: T | null, b: T | null): T | null {
  if (a === null || b === null) return a ?? b
  return later(a, b)
}

function earliest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return a <= b ? a : b
}
