/** Words of a query to the terms they stand for. */
import { assertNever } from '#shared/result'
import { nearWords } from './edits'

import type { QueryWord } from './query'
import type { Segment } from './segment'
import { type FlatVocabulary, indexOfWord, prefixRange } from './vocabulary'
import { wordsLike } from './wildcards'

/** What a word is expanded over: terms, and the written forms that stand for them. */
export type Lexicon = Pick<Segment, 'terms' | 'surfaces' | 'surfaceStarts' | 'surfaceTerms'>

/** A term that a query word stands for, and its number in each lexicon (-1 where it is not). */
export interface ExpandedTerm {
  readonly term: string
  readonly places: readonly number[]
}

/**
 * The terms of the lexicons that a query word stands for. Written forms count for their terms, so that `immigration*` finds
 * what is indexed as `immigr`, and in every lexicon then, so that it does not matter which articles lie together.
 */
export function expand(lexicons: readonly Lexicon[], word: QueryWord): ExpandedTerm[] {
  const found = new Map<string, number[]>()
  const placesOf = (term: string): number[] => {
    const known = found.get(term)
    if (known !== undefined) return known
    const places: number[] = new Array(lexicons.length).fill(-1)
    found.set(term, places)
    return places
  }
  if (word.match === 'exact') for (const term of word.terms) placesOf(term)
  else
    lexicons.forEach((lexicon, index) => {
      for (const place of termsMet(lexicon, word)) placesOf(lexicon.terms.at(place))[index] = place
    })
  for (const [term, places] of found) {
    for (let index = 0; index < places.length; index++) {
      const terms = lexicons[index]?.terms
      if (places[index] === -1 && terms !== undefined) places[index] = indexOfWord(terms, term)
    }
  }
  return Array.from(found, ([term, places]) => ({ term, places }))
}

/** The numbers of the terms that a word meets as they are, or through a written form. */
function termsMet({ terms, surfaces, surfaceStarts, surfaceTerms }: Lexicon, word: QueryWord): Iterable<number> {
  const met = new Set(wordsMet(terms, word))
  for (const surface of wordsMet(surfaces, word)) {
    const end = surfaceStarts[surface + 1] ?? 0
    for (let at = surfaceStarts[surface] ?? 0; at < end; at++) met.add(surfaceTerms[at] ?? 0)
  }
  return met
}

/** The indices of the words of a vocabulary that a query word meets. */
function wordsMet(vocabulary: FlatVocabulary, { match, surface, distance }: QueryWord): readonly number[] {
  switch (match) {
    case 'exact': {
      const index = indexOfWord(vocabulary, surface)
      return index < 0 ? [] : [index]
    }
    case 'prefix': {
      const [from, to] = prefixRange(vocabulary, surface)
      return Array.from({ length: to - from }, (_, index) => from + index)
    }
    case 'wildcard':
      return wordsLike(vocabulary, surface)
    case 'fuzzy':
      return nearWords(vocabulary, surface, distance)
    default:
      return assertNever(match)
  }
}
