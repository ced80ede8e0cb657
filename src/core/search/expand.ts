/** Wildcards and fuzzy words to the terms they stand for. */
import type { QueryWord } from './query'
import { indexOfWord, prefixRange, type Vocabulary, wordsNear } from './vocabulary'
import { wordOf } from './words'

/** What a word is expanded over: the terms of a part of an index (or of one text) and the written forms behind them. */
export interface Lexicon {
  readonly terms: Vocabulary
  readonly surfaces: Vocabulary
}

/** A term that a query word stands for, and where it is in each lexicon (-1 where it is not). */
export interface ExpandedTerm {
  readonly term: string
  readonly places: Int32Array
}

/**
 * The terms of the lexicons that a query word stands for. Written forms count for their terms, so that `immigration*`
 * finds what is indexed as `immigr`, and in every lexicon then.
 */
export function expand(lexicons: readonly Lexicon[], word: QueryWord): ExpandedTerm[] {
  if (word.match === 'exact') {
    const places = Int32Array.from(lexicons, ({ terms }) => indexOfWord(terms, word.term))
    return places.some((place) => place >= 0) ? [{ term: word.term, places }] : []
  }
  const found = new Map<string, Int32Array>()
  const placesOf = (term: string): Int32Array => {
    const known = found.get(term)
    if (known !== undefined) return known
    const places = new Int32Array(lexicons.length).fill(-1)
    found.set(term, places)
    return places
  }
  const throughSurface = new Set<string>()
  lexicons.forEach(({ terms, surfaces }, index) => {
    for (const place of matching(terms, word)) placesOf(terms.at(place))[index] = place
    for (const place of matching(surfaces, word)) {
      const term = wordOf(surfaces.at(place))?.term
      if (term !== undefined) throughSurface.add(term)
    }
  })
  for (const term of throughSurface) {
    const places = placesOf(term)
    lexicons.forEach(({ terms }, index) => {
      if (places[index] === -1) places[index] = indexOfWord(terms, term)
    })
  }
  return Array.from(found, ([term, places]) => ({ term, places }))
}

/** The indices of the words of a vocabulary that a prefix or fuzzy word meets. */
function matching(vocabulary: Vocabulary, word: QueryWord): number[] {
  if (word.match === 'fuzzy') {
    return wordsNear(vocabulary, word.term, word.distance).map((near) => indexOfWord(vocabulary, near))
  }
  const [from, to] = prefixRange(vocabulary, word.term)
  return Array.from({ length: to - from }, (_, index) => from + index)
}
