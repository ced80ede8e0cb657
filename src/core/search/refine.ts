/**
 * The re-rank layer above lunr's order: the first `refineDepth` hits of a search are put in a new order, what stands behind
 * them stays where it is, so that every page is cut from one order. It knows the index and, for partial matches, the texts
 * of the best few; no network, no model, no chance.
 *
 *   const texts = await Promise.all(feedbackHits(query, outcome).map(readText))   // mostly none
 *   const hits = refine(sources, query, outcome, texts)
 *
 * The unit is what one word gives in lunr: BM25 with three decimals. For an article that lunr gave `score`
 *
 *   s = score · |q|  +  1/4 · Σ bm25(word, title)  +  1/4 · Σ min(idf of the pair) / (smallest distance of the pair)²
 *
 * over the query's words (stop words left out) and the pairs of them: field weights, the title at 5/4, and proximity (Tao and
 * Zhai 2007, "An exploration of proximity measures in information retrieval", the minimum pair distance; Büttcher, Clarke
 * and Lushman 2006, "Term proximity scoring for ad-hoc retrieval on very large text collections", the inverse square and the
 * rarer word's idf). |q| is the length of the query's vector, by which lunr divides.
 *
 * Where no article has all of the words, the best ones' own words stand in for what is missing: RM3 (Lavrenko and Croft 2001,
 * "Relevance-based language models"; Abdul-Jaleel and others 2004, "UMass at TREC 2004"), half the query and half the model,
 *
 *   1/2 · s / (words)  +  1/2 · Σ p(t) · bm25(t)
 *
 * (feedback.ts). Where articles have all of the words, they are what was asked for, and feedback would only lead away from an
 * article that is known. The figures behind each constant stand in docs/adr/0007-re-ranking.md.
 */
import { corpusOf } from './corpus'
import { expandedTerms, type FeedbackText } from './feedback'
import { type Query, type QueryWord, type TextLeaf, wantedLeaves } from './query'
import { queryVectors } from './rank'
import { Reranking } from './reranking'
import { TermFinder } from './terms'
import type { SearchHit, SearchOutcome, SearchSource } from './types'

export type { FeedbackText } from './feedback'

/** So many hits from the first on take part; the others stay behind them in lunr's order. */
export const refineDepth = 100
/** Of so many hits from the first on the texts are looked at. */
const feedbackDepth = 10
/** What a word in the title counts beside what lunr gives for it. */
const titleShare = 0.25
const nearnessShare = 0.25
const feedbackShare = 0.5

/** What `refine` takes of a search: its first hits, from offset 0 on, as many as there are up to `refineDepth` or more. */
type Refinable = Pick<SearchOutcome, 'hits' | 'partial'>

/** The hits whose texts `refine` wants to see, best first; none where it can do without. */
export const feedbackHits = (query: Query, { hits, partial }: Refinable): readonly SearchHit[] =>
  partial && hits.length > 1 && plainLeaves(query).length > 0 ? hits.slice(0, feedbackDepth) : []

/**
 * The same hits in a better order; their scores stay lunr's. `outcome` is what `searchStores` gave for the same sources and
 * query; `texts[i]` belongs to `feedbackHits(query, outcome)[i]`, null where it could not be read.
 */
export function refine(
  sources: readonly SearchSource[],
  query: Query,
  outcome: Refinable,
  texts: readonly (FeedbackText | null)[],
): readonly SearchHit[] {
  const leaves = plainLeaves(query)
  const hits = outcome.hits.slice(0, refineDepth)
  if (leaves.length === 0 || hits.length < 2) return outcome.hits
  const corpus = corpusOf(sources)
  const finder = new TermFinder(corpus)
  const ranking = new Reranking(corpus, finder, hits)
  ranking.startFrom(queryVectors(corpus, textLeaves(query), finder))
  ranking.addTitles(leaves, titleShare)
  ranking.addNearness(leaves, nearnessShare)
  if (outcome.partial) {
    const expansion = expandedTerms(corpus, finder, texts, ranking.scores)
    if (expansion.length > 0) ranking.mix(expansion, feedbackShare, leaves)
  }
  return [...ranking.order(), ...outcome.hits.slice(hits.length)]
}

const textLeaves = (query: Query): readonly TextLeaf[] => wantedLeaves(query).filter((leaf) => leaf.kind === 'text')

/** The leaves with their words as they are, without stop words unless there is nothing else. */
function plainLeaves(query: Query): readonly TextLeaf[] {
  const leaves = textLeaves(query)
  const only = (keeps: (word: QueryWord) => boolean): TextLeaf[] =>
    leaves
      .map((leaf) => ({ ...leaf, words: leaf.words.filter((word) => word.match === 'exact' && keeps(word)) }))
      .filter(({ words }) => words.length > 0)
  const telling = only((word) => !word.stop)
  return telling.length > 0 ? telling : only(() => true)
}
