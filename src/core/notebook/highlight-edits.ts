/** How highlights change. Each returns the same highlight where it changes nothing. */
import { assertNever } from '#shared/result'
import type { Anchor } from '../anchoring/anchor'
import { type Highlight, isOn, knownOf, mergeHighlights, noHighlight, type Target } from './kept-highlight'
import { noteText, writeNote } from './note'
import type { Other } from './other'
import { mergeSeen, type Revision, type Seen, stableJson } from './revision'
import { hasTag, markTag, tagsOn } from './tag-marks'
import { targetOf } from './target'

/** What a target says, whenever it was said. */
export type TargetContent = Readonly<Record<string, unknown>>

/** A whole highlight, as another notebook or program says it. */
export interface HighlightContent {
  /** Null: it says nothing of a place. */
  readonly target: TargetContent | null
  readonly colour: string | null
  readonly tags: readonly string[]
  readonly note: string
  readonly created: string | null
  readonly other: Other
}

/** A change of one highlight, by its id. */
export type HighlightEdit =
  /** Also brings back one that was removed. `created`: an ISO instant. */
  | {
      readonly kind: 'add-highlight'
      readonly id: string
      readonly anchor: Anchor
      readonly colour: string | null
      readonly created: string
    }
  /** The same with all that another program says of it; one that is there stays as it is. */
  | { readonly kind: 'import-highlight'; readonly id: string; readonly content: HighlightContent }
  | { readonly kind: 'colour-highlight'; readonly id: string; readonly colour: string | null }
  /** `known`: the `seen` of the highlight's note that was on the screen. */
  | { readonly kind: 'note-highlight'; readonly id: string; readonly text: string; readonly known: Seen }
  | { readonly kind: 'tag-highlight'; readonly id: string; readonly tag: string }
  | { readonly kind: 'untag-highlight'; readonly id: string; readonly tag: string }
  /** The reader says where its passage is now. */
  | { readonly kind: 'place-highlight'; readonly id: string; readonly anchor: Anchor }
  /** The reader says that its passage is gone, and keeps it. */
  | { readonly kind: 'keep-highlight'; readonly id: string }
  /** Its target becomes what it once was; null: it says nothing of a place. */
  | { readonly kind: 'target-highlight'; readonly id: string; readonly target: TargetContent | null }
  /** `known`: what others did to it that its writer had seen (`knownOf`); by default all. What is beyond that keeps it on. */
  | { readonly kind: 'remove-highlight'; readonly id: string; readonly known?: Seen }
  | { readonly kind: 'restore-highlight'; readonly id: string }

/**
 * The highlight after an edit; undefined where there is none to edit. An edit of a removed one brings it back, so that what is
 * written on one that was removed meanwhile is not lost.
 */
export function editHighlight(
  highlight: Highlight | undefined,
  edit: HighlightEdit,
  revision: Revision,
): Highlight | undefined {
  if (edit.kind === 'add-highlight') return add(highlight, edit, revision)
  if (edit.kind === 'import-highlight') return takeIn(highlight, edit.content, revision)
  return highlight && change(highlight, edit, revision)
}

function change(
  highlight: Highlight,
  edit: Exclude<HighlightEdit, { kind: 'add-highlight' | 'import-highlight' }>,
  revision: Revision,
): Highlight {
  switch (edit.kind) {
    case 'colour-highlight':
      return colour(highlight, edit.colour, revision)
    case 'note-highlight':
      return noteText(highlight.note) === edit.text
        ? highlight
        : { ...highlight, note: writeNote(highlight.note, edit.text, revision, edit.known), revision }
    case 'tag-highlight':
      return tag(highlight, edit.tag, true, revision)
    case 'untag-highlight':
      return tag(highlight, edit.tag, false, revision)
    case 'place-highlight':
      return aim(highlight, placed(highlight.target, edit.anchor), revision)
    case 'keep-highlight':
      return aim(highlight, { ...contentOf(highlight.target), kept: true }, revision)
    case 'target-highlight':
      return aim(highlight, edit.target, revision)
    case 'remove-highlight':
      return isOn(highlight) ? remove(highlight, edit.known ?? knownOf(highlight), revision) : highlight
    case 'restore-highlight':
      return back(highlight, revision)
    default:
      return assertNever(edit)
  }
}

function add(
  highlight: Highlight | undefined,
  { anchor, colour: value, created }: Extract<HighlightEdit, { kind: 'add-highlight' }>,
  revision: Revision,
): Highlight {
  const old = highlight ?? { ...noHighlight, colour: { revision, value } }
  const named = old.created === null ? { ...old, created, revision } : old
  return colour(aim(back(named, revision), placed(old.target, anchor), revision), value, revision)
}

function takeIn(highlight: Highlight | undefined, content: HighlightContent, revision: Revision): Highlight {
  if (highlight && isOn(highlight)) return highlight
  const old = highlight ?? noHighlight
  const retagged = [...new Set([...tagsOn(old.tags), ...content.tags])].reduce(
    (one, name) => tag(one, name, content.tags.includes(name), revision),
    old,
  )
  const coloured = colour(aim(back(retagged, revision), content.target, revision), content.colour, revision)
  const noted = change(coloured, { kind: 'note-highlight', id: '', text: content.note, known: old.note.seen }, revision)
  const brought = { ...noHighlight, created: content.created, other: content.other, revision }
  return mergeHighlights(noted, brought)
}

/** What the writer itself did is known to it. */
function remove(highlight: Highlight, known: Seen, revision: Revision): Highlight {
  const removed = mergeSeen(mergeSeen(highlight.removed, known), new Map([[revision.replica, revision.counter]]))
  return { ...highlight, removed, revision }
}

/** The same highlight, on. */
function back(highlight: Highlight, revision: Revision): Highlight {
  return isOn(highlight) ? highlight : { ...highlight, restored: { revision }, revision }
}

function colour(highlight: Highlight, value: string | null, revision: Revision): Highlight {
  if ((highlight.colour?.value ?? null) === value) return highlight
  return { ...highlight, colour: { revision, value }, revision }
}

function tag(highlight: Highlight, name: string, on: boolean, revision: Revision): Highlight {
  if (hasTag(highlight.tags, name) === on) return highlight
  return { ...highlight, tags: markTag(highlight.tags, name, on, revision), revision }
}

function aim(highlight: Highlight, content: TargetContent | null, revision: Revision): Highlight {
  if (stableJson(contentOf(highlight.target) ?? {}) === stableJson(content ?? {})) return highlight
  return { ...highlight, target: { ...content, revision }, revision }
}

/** What a target says of a new place: everything else in it stays. */
function placed(target: Target | null, anchor: Anchor): TargetContent {
  const { kept: _, ...rest } = contentOf(target) ?? {}
  return { ...rest, ...targetOf(anchor) }
}

/** What a target says, without when. */
export function contentOf(target: Target | null): TargetContent | null {
  if (target === null) return null
  const { revision: _, ...content } = target
  return content
}
