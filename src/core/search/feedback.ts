/**
 * Relevance feedback without asking: the words of the best articles as a query of its own (Lavrenko and Croft 2001,
 * "Relevance-based language models", RM1). A term's weight is its share of an article's text, averaged over the articles by
 * how likely each is what was meant. That likelihood is a product over the query's words, and BM25 sums take the place of
 * its logarithm: so it is the exponential of the score, and the first one or two articles decide.
 */
import type { Corpus } from './corpus'
import type { QueryWord, TextLeaf } from './query'
import { stemmersOf } from './stemmers'
import type { TermFinder } from './terms'
import { tokenise } from './tokens'

/** An article's text as feedback reads it: title and canonical text, in the language it was indexed in (null: none). */
export interface FeedbackText {
  readonly title: string
  readonly body: string
  readonly language: string | null
}

/** Terms that the query is expanded by. */
const mostTerms = 20
/** Terms with more occurrences than this part of all articles say little of any of them. */
const mostFrequent = 0.2
/** How much of a body is read, in UTF-16 code units: what an article is about stands at its beginning, and a book takes long. */
const longestRead = 8000
/** A likelihood that makes no difference, so that the text need not be analysed. */
const leastLikely = 0.001

/**
 * The terms that are telling of the best articles, as words of a query with weights that add up to one; none without texts.
 * `scores[i]` is what the article of `texts[i]` got so far, in units of one word's BM25.
 */
export function expandedTerms(
  corpus: Corpus,
  finder: TermFinder,
  texts: readonly (FeedbackText | null)[],
  scores: Float64Array,
): readonly TextLeaf[] {
  const weights = relevanceModel(texts, scores)
  const kept: { word: QueryWord; weight: number }[] = []
  for (const [term, weight] of [...weights].sort(byWeight)) {
    const word = wordOf(term)
    const occurrences = finder.of(word).terms[0]?.occurrences ?? 0
    if (occurrences === 0 || occurrences > mostFrequent * corpus.documents) continue
    kept.push({ word, weight })
    if (kept.length === mostTerms) break
  }
  const total = kept.reduce((sum, { weight }) => sum + weight, 0)
  return kept.map(({ word, weight }) => leafOf(word, weight / total))
}

type Weighted = readonly [term: string, weight: number]

const byWeight = ([one, oneWeight]: Weighted, [two, twoWeight]: Weighted): number =>
  twoWeight - oneWeight || (one < two ? -1 : 1)

/** p(term | the query) of the terms in the texts. */
function relevanceModel(texts: readonly (FeedbackText | null)[], scores: Float64Array): ReadonlyMap<string, number> {
  const best = texts.reduce((most, text, index) => Math.max(most, text === null ? 0 : (scores[index] ?? 0)), 0)
  const weights = new Map<string, number>()
  texts.forEach((text, index) => {
    const likelihood = Math.exp((scores[index] ?? 0) - best)
    if (text === null || likelihood < leastLikely) return
    const { counts, length } = countTerms(text)
    for (const [term, count] of counts) weights.set(term, (weights.get(term) ?? 0) + (likelihood * count) / length)
  })
  return weights
}

const isNumber = /^\d/

/** How often each telling term stands in a text, and how many terms there are in all. */
function countTerms({ title, body, language }: FeedbackText) {
  const counts = new Map<string, number>()
  let length = 0
  const languages = stemmersOf(language)
  for (const text of [title, body.slice(0, longestRead)])
    tokenise(text, languages, ({ term, stop }) => {
      length += 1
      if (!stop && term.length > 1 && !isNumber.test(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
    })
  return { counts, length }
}

const wordOf = (term: string): QueryWord => ({
  ...{ surface: term, match: 'exact', terms: [term], distance: 0 },
  ...{ optional: false, stop: false, position: 0 },
})

const leafOf = (word: QueryWord, weight: number): TextLeaf => ({
  ...{ kind: 'text', form: 'word', written: word.surface, span: [0, 0], field: null, weight },
  ...{ words: [word], adjacent: false, within: 0, firm: false },
})
