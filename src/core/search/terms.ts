/** What each word of a query stands for in a corpus, and how frequent it is there. */
import type { Corpus } from './corpus'
import { type ExpandedTerm, expand } from './expand'
import type { QueryWord } from './query'
import { best } from './top'

/** Terms that one wildcard or fuzzy word stands for at most: the most frequent ones. */
export const mostTerms = 500

export interface RankedTerm extends ExpandedTerm {
  /** What lunr takes for the number of articles with the term: one for each field it stands in. Never 0. */
  readonly occurrences: number
}

interface WordTerms {
  readonly terms: readonly RankedTerm[]
  /** It stands for more terms than these. */
  readonly cut: boolean
}

/** Expands each distinct word once. */
export class TermFinder {
  readonly #corpus: Corpus
  readonly #known = new Map<string, WordTerms>()
  readonly #names = new Map<WordTerms, ReadonlySet<string>>()

  constructor(corpus: Corpus) {
    this.#corpus = corpus
  }

  /** Terms that only removed articles have do not exist. */
  of(word: QueryWord): WordTerms {
    const name = nameOf(word)
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const terms: RankedTerm[] = []
    for (const { term, places } of expand(this.#lexicons, word)) {
      const occurrences = this.#occurrencesOf(places)
      if (occurrences > 0) terms.push({ term, places, occurrences })
    }
    const cut = terms.length > mostTerms
    const found = { terms: cut ? mostFrequent(terms) : terms, cut }
    this.#known.set(name, found)
    return found
  }

  namesOf(word: QueryWord): ReadonlySet<string> {
    const found = this.of(word)
    const names = this.#names.get(found) ?? new Set(found.terms.map(({ term }) => term))
    this.#names.set(found, names)
    return names
  }

  get #lexicons() {
    return this.#corpus.columns.map(({ segment }) => segment)
  }

  #occurrencesOf(places: readonly number[]): number {
    let occurrences = 0
    for (const { segment, place, gone, outdated } of this.#corpus.columns) {
      const term = places[place] ?? -1
      if (term < 0) continue
      const { starts, fieldCount, postings } = segment
      const from = starts[term * fieldCount] ?? 0
      const to = starts[(term + 1) * fieldCount] ?? 0
      if (gone === null) occurrences += to - from
      else for (let at = from; at < to; at++) if (gone[postings[at] ?? 0] !== 1) occurrences += 1
      outdated?.forEach((mask, field) => {
        if (mask === null) return
        const slot = term * fieldCount + field
        for (let at = starts[slot] ?? 0; at < (starts[slot + 1] ?? 0); at++)
          if (mask[postings[at] ?? 0] === 1) occurrences -= 1
      })
    }
    return occurrences
  }
}

function mostFrequent(terms: readonly RankedTerm[]): readonly RankedTerm[] {
  const better = (one: number, two: number): boolean => {
    const [first, second] = [terms[one], terms[two]]
    if (first === undefined || second === undefined) return false
    return first.occurrences === second.occurrences ? first.term < second.term : first.occurrences > second.occurrences
  }
  return best(terms.length, mostTerms, better).flatMap((index) => terms[index] ?? [])
}

/** Equal for words that stand for the same terms. */
export const nameOf = ({ match, distance, surface, terms }: QueryWord): string =>
  match === 'exact' ? `= ${terms.join(' ')}` : `${match} ${distance} ${surface}`
