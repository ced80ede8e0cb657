/** The hits of a search while their scores change: what the steps of `refine` work on. */
import type { Corpus, View } from './corpus'
import { searchFields } from './fields'
import { nearness, type PlacedWord } from './nearness'
import type { TextLeaf } from './query'
import { type QueryVectors, queryVectors, scoresOf } from './rank'
import type { TermFinder } from './terms'
import type { SearchHit } from './types'

/** The hits of one view: their articles' numbers, ascending, and each one's place among all hits. */
interface Candidates {
  readonly view: View
  readonly articles: Uint32Array
  readonly places: readonly number[]
}

export class Reranking {
  /** One for each hit, in their first order. */
  readonly scores: Float64Array
  readonly #corpus: Corpus
  readonly #finder: TermFinder
  readonly #hits: readonly SearchHit[]
  readonly #candidates: readonly Candidates[]

  constructor(corpus: Corpus, finder: TermFinder, hits: readonly SearchHit[]) {
    this.#corpus = corpus
    this.#finder = finder
    this.#hits = hits
    this.scores = new Float64Array(hits.length)
    this.#candidates = corpus.views.map((view) => candidatesOf(view, hits))
  }

  /** lunr's scores, without the division by the length of the query's vectors. */
  startFrom({ magnitudes }: QueryVectors): void {
    const length = Math.max(...magnitudes)
    this.#hits.forEach(({ score }, place) => {
      this.scores[place] = score * length
    })
  }

  /** Adds what lunr gives for the words in the title. */
  addTitles(leaves: readonly TextLeaf[], share: number): void {
    const title = searchFields.map((field) => Number(field === 'title'))
    this.#add({ ...queryVectors(this.#corpus, leaves, this.#finder), magnitudes: title }, share)
  }

  addNearness(leaves: readonly TextLeaf[], share: number): void {
    const words = this.#placedWords(leaves)
    for (const { view, articles, places } of this.#candidates)
      nearness(view, words, articles).forEach((near, index) => void this.#increase(places[index], share * near))
  }

  /** Mixes the scores so far, for each word of `leaves`, with those for an expansion whose weights add up to one. */
  mix(expansion: readonly TextLeaf[], share: number, leaves: readonly TextLeaf[]): void {
    const weight = leaves.reduce((sum, leaf) => sum + leaf.weight * this.#known(leaf), 0)
    for (let place = 0; place < this.scores.length; place++)
      this.scores[place] = ((1 - share) * (this.scores[place] ?? 0)) / Math.max(weight, 1)
    const everywhere = searchFields.map(() => 1)
    this.#add({ ...queryVectors(this.#corpus, expansion, this.#finder), magnitudes: everywhere }, share)
  }

  /** The hits, best first; as they stood where scores are equal. */
  order(): readonly SearchHit[] {
    return this.#hits
      .map((hit, place) => ({ hit, place, score: this.scores[place] ?? 0 }))
      .sort((one, two) => two.score - one.score || one.place - two.place)
      .map(({ hit }) => hit)
  }

  #add(vectors: QueryVectors, share: number): void {
    for (const { view, articles, places } of this.#candidates)
      scoresOf(this.#corpus, view, vectors, articles).forEach(
        (score, index) => void this.#increase(places[index], share * score),
      )
  }

  #increase(place: number | undefined, by: number): void {
    if (place !== undefined) this.scores[place] = (this.scores[place] ?? 0) + by
  }

  /** How many words of a leaf the index knows. */
  #known(leaf: TextLeaf): number {
    return leaf.words.filter((word) => this.#finder.of(word).terms.length > 0).length
  }

  /** The words that the index knows; one that was typed twice once. */
  #placedWords(leaves: readonly TextLeaf[]): readonly PlacedWord[] {
    const idfs = new Map(
      queryVectors(this.#corpus, leaves, this.#finder).terms.map(({ term, idf }) => [term.term, idf]),
    )
    const words = new Map<string, PlacedWord>()
    for (const leaf of leaves)
      for (const word of leaf.words) {
        const { terms } = this.#finder.of(word)
        const idf = Math.min(...terms.map(({ term }) => idfs.get(term) ?? 0))
        if (terms.length > 0) words.set(`${leaf.field} ${word.terms.join(' ')}`, { terms, field: leaf.field, idf })
      }
    return [...words.values()]
  }
}

function candidatesOf(view: View, hits: readonly SearchHit[]): Candidates {
  const found = hits.flatMap(({ source, key }, place) => {
    const at = source === view.number ? view.source.store.locate(key) : null
    return at === null ? [] : [{ article: (view.columns[at.part]?.base ?? 0) + at.document, place }]
  })
  found.sort((one, two) => one.article - two.article)
  return {
    view,
    articles: Uint32Array.from(found, ({ article }) => article),
    places: found.map(({ place }) => place),
  }
}
