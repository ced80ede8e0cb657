/** What a reader sees of the highlights in a record. */
import type { Anchor } from '../anchoring/anchor'
import { type Highlight, isOn } from './kept-highlight'
import { noteText, noteToken } from './note'
import { compareText } from './revision'
import { tagsOn } from './tag-marks'
import { readTarget } from './target'

/** What a reader sees of a highlight; what it does not say is empty or null. */
export interface ShownHighlight {
  readonly id: string
  /** The words of the article. */
  readonly quote: string
  readonly note: string
  readonly colour: string | null
  readonly tags: readonly string[]
  /** Where its passage stood when it was placed; null where it does not say. */
  readonly anchor: Anchor | null
  /** The reader knows that its passage is gone. */
  readonly kept: boolean
  /** An ISO instant; null where it does not say. */
  readonly created: string | null
  /** What of its note `note` is (`seen` of a note), as `noteToken` writes it. */
  readonly noteSeen: string
}

/** The highlights that are on, in the order of the text, those without a position last; none without both quote and note. */
export function shownHighlights(highlights: ReadonlyMap<string, Highlight>): readonly ShownHighlight[] {
  return [...highlights]
    .flatMap(([id, highlight]) => (isOn(highlight) ? show(id, highlight) : []))
    .sort((a, b) => a.start - b.start || compareText(a.shown.id, b.shown.id))
    .map(({ shown }) => shown)
}

function show(id: string, highlight: Highlight): readonly { readonly start: number; readonly shown: ShownHighlight }[] {
  const { quote, anchor, start, kept } = readTarget(highlight.target)
  const note = noteText(highlight.note)
  if (quote.trim() === '' && note === '') return []
  const shown: ShownHighlight = {
    id,
    quote,
    note,
    colour: highlight.colour?.value ?? null,
    tags: tagsOn(highlight.tags),
    anchor,
    kept,
    created: highlight.created,
    noteSeen: noteToken(highlight.note),
  }
  return [{ start: start ?? Number.MAX_SAFE_INTEGER, shown }]
}
