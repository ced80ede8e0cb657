/**
 * Ranking: lunr's formula over flat postings. For the words of a query and the libraries of a search it gives the very
 * scores that one `lunr.Index` over the same terms would give (held by a test against lunr).
 */
import type { Column, Corpus, View } from './corpus'
import { fieldNumbers, searchFields } from './fields'
import { gallop, outdatedIn, postingsOf } from './postings'
import type { TextLeaf } from './query'
import type { RankedTerm, TermFinder } from './terms'

// lunr.Builder's defaults.
const k1 = 1.2
const b = 0.75

/** A term of the query's vectors: one for each field, as lunr has them. */
interface WeightedTerm {
  readonly term: RankedTerm
  readonly weights: Float64Array
  readonly idf: number
}

/** The query as lunr's vectors: terms with a weight for each field, and each vector's length. */
export interface QueryVectors {
  readonly terms: readonly WeightedTerm[]
  readonly magnitudes: readonly number[]
}

/** The vectors of the leaves that count towards the order. A term that several words stand for weighs as much as all of them. */
export function queryVectors(corpus: Corpus, leaves: readonly TextLeaf[], finder: TermFinder): QueryVectors {
  const weighted = new Map<string, WeightedTerm>()
  for (const leaf of leaves) {
    const fields = fieldNumbers(leaf.field)
    for (const word of leaf.words) {
      for (const term of finder.of(word).terms) {
        const known = weighted.get(term.term)
        const { weights } = known ?? { weights: new Float64Array(searchFields.length) }
        for (const field of fields) weights[field] = (weights[field] ?? 0) + leaf.weight
        if (known === undefined) weighted.set(term.term, { term, weights, idf: idfOf(corpus, term) })
      }
    }
  }
  const terms = [...weighted.values()]
  const magnitudes = searchFields.map((_, field) =>
    Math.sqrt(terms.reduce((sum, { weights }) => sum + (weights[field] ?? 0) ** 2, 0)),
  )
  return { terms, magnitudes }
}

/** lunr.idf */
const idfOf = (corpus: Corpus, { occurrences }: RankedTerm): number =>
  Math.log(1 + Math.abs((corpus.documents - occurrences + 0.5) / (occurrences + 0.5)))

/** Scores are kept to ten decimals: articles that score alike tie, in whatever order their fields were added up. */
const precision = 1e10

/** The scores of articles of a view (ascending numbers): the sums over the fields of lunr.Vector.prototype.similarity. */
export function scoresOf(
  corpus: Corpus,
  view: View,
  { terms, magnitudes }: QueryVectors,
  articles: Uint32Array,
): Float64Array {
  const scores = new Float64Array(articles.length)
  if (terms.length === 0 || articles.length === 0) return scores
  const dots = new DotProducts(view, articles)
  magnitudes.forEach((magnitude, field) => {
    if (magnitude === 0) return
    const average = corpus.averageLengths[field] ?? 0
    for (const column of view.columns) for (const term of terms) dots.add(column, term, field, average)
    dots.drain(scores, magnitude)
  })
  for (let index = 0; index < scores.length; index++)
    scores[index] = Math.round((scores[index] ?? 0) * precision) / precision
  return scores
}

/** A run of postings is walked where it is no longer than so many times the articles that are looked for in it. */
const walked = 8

/**
 * For each article the dot product of the query's vector and the article's in one field, in thousandths: lunr keeps three
 * decimals of a term's score, and whole numbers add up to the same sum in any order.
 */
class DotProducts {
  readonly #articles: Uint32Array
  /** For each article of the view its place among those asked for, -1 for the others. */
  readonly #places: Int32Array
  readonly #dots: Float64Array

  constructor(view: View, articles: Uint32Array) {
    this.#articles = articles
    this.#places = new Int32Array(view.documents).fill(-1)
    this.#dots = new Float64Array(articles.length)
    for (let place = 0; place < articles.length; place++) this.#places[articles[place] ?? 0] = place
  }

  /** Adds what a term gives to each article in a field, which has `average` tokens as a rule. */
  add(column: Column, { term, weights, idf }: WeightedTerm, field: number, average: number): void {
    const weight = weights[field] ?? 0
    const [from, to] = weight === 0 ? [0, 0] : postingsOf(column, term, field)
    if (from === to) return
    const { segment, base, articles } = column
    const { postings, frequencies, lengths } = segment
    const lengthsAt = (field - segment.firstField) * segment.documents
    const places = this.#places
    const dots = this.#dots
    const outdated = outdatedIn(column, field)
    const count = (at: number, document: number, place: number): void => {
      if (outdated?.[document] === 1) return
      const score = termScore(idf, frequencies[at] ?? 0, lengths[lengthsAt + document] ?? 0, average)
      dots[place] = (dots[place] ?? 0) + weight * score
    }
    if (articles === null && to - from > walked * this.#articles.length) {
      this.#seek(column, from, to, count)
      return
    }
    for (let at = from; at < to; at++) {
      const document = postings[at] ?? 0
      const article = articles === null ? base + document : (articles[document] ?? -1)
      const place = article < 0 ? -1 : (places[article] ?? -1)
      if (place >= 0) count(at, document, place)
    }
  }

  /** Looks for the few articles in a long run of postings. */
  #seek({ segment, base }: Column, from: number, to: number, count: Count): void {
    const { postings } = segment
    const articles = this.#articles
    let at = from
    for (let place = gallop(articles, 0, articles.length, base); place < articles.length; place++) {
      const document = (articles[place] ?? 0) - base
      at = gallop(postings, at, to, document)
      if (at === to) return
      if (postings[at] === document) count(at, document, place)
    }
  }

  /** Adds similarities to the scores, and begins anew for the next field. */
  drain(scores: Float64Array, magnitude: number): void {
    const dots = this.#dots
    for (let place = 0; place < dots.length; place++) {
      const dot = dots[place] ?? 0
      if (dot === 0) continue
      scores[place] = (scores[place] ?? 0) + dot / 1000 / magnitude
      dots[place] = 0
    }
  }
}

type Count = (at: number, document: number, place: number) => void

/** What a term counts in a field of an article, in thousandths. */
function termScore(idf: number, frequency: number, length: number, average: number): number {
  // lunr.Builder.prototype.createFieldVectors, in its order of operations, so that it rounds alike.
  const score = ((idf * ((k1 + 1) * frequency)) / (k1 * (1 - b + b * (length / average)) + frequency)) * 1000
  // Math.round, which is three times slower here than all the rest: its branch goes either way as often.
  const rounded = Math.floor(score + 0.5)
  return rounded - score > 0.5 ? rounded - 1 : rounded
}
