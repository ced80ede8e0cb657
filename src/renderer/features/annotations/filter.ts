/** What of the reader's highlights and notes is asked for. */
import type { Colour } from '#shared/highlight'
import type { AnnotationFilter } from '#shared/notebook-channels'
import type { AnnotationTab } from '../../desk/state'

/** What the reader narrowed the view to, whichever tab is shown. */
export type Narrowing = Omit<AnnotationFilter, 'scope' | 'only'>

export const everything: Narrowing = {
  text: '',
  kinds: [],
  colours: [],
  tags: [],
  from: null,
  to: null,
  sort: 'newest',
}

/** The question for a tab, over all open libraries. */
export const filterOf = (narrowing: Narrowing, tab: AnnotationTab): AnnotationFilter => ({
  ...narrowing,
  text: narrowing.text.trim(),
  scope: null,
  only: tab,
})

/** How much beside the words narrows the view, for the filter's button. */
export const countNarrowing = ({ kinds, colours, tags, from, to }: Narrowing): number =>
  Math.min(1, kinds.length) + colours.length + tags.length + (from === null ? 0 : 1) + (to === null ? 0 : 1)

/** Whether anything narrows the view. */
export const isNarrowed = (narrowing: Narrowing): boolean =>
  narrowing.text.trim() !== '' || countNarrowing(narrowing) > 0

/** Puts a colour in, or takes it out. */
export const toggleColour = (narrowing: Narrowing, colour: Colour): Narrowing => ({
  ...narrowing,
  colours: narrowing.colours.includes(colour)
    ? narrowing.colours.filter((known) => known !== colour)
    : [...narrowing.colours, colour],
})
