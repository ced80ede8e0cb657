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
export function expand(lexicons: readonly Lexicon[], word: QueryWord): readonly ExpandedTerm[] {
  const found = new Map<string, FoundTerm>()
  const note = (term: string): FoundTerm => {
    const known = found.get(term)
    if (known !== undefined) return known
    const made = { term, places: new Array<number>(lexicons.length).fill(absent), isMet: false }
    found.set(term, made)
    return made
  }
  if (word.match === 'exact') for (const term of word.terms) note(term)
  else
    lexicons.forEach((lexicon, index) => {
      const met = wordsMet(lexicon.terms, word)
      for (const place of met) {
        const entry = note(lexicon.terms.at(place))
        entry.places[index] = place
        entry.isMet = true
      }
      for (const place of termsOfSurfaces(lexicon, wordsMet(lexicon.surfaces, word), new Set(met)))
        note(lexicon.terms.at(place)).places[index] = place
    })
  for (const { term, places, isMet } of found.values()) {
    // One that meets the word as it is has been found wherever it is.
    if (isMet) continue
    lexicons.forEach(({ terms }, index) => {
      if (places[index] === absent) places[index] = indexOfWord(terms, term)
    })
  }
  return [...found.values()]
}

const absent = -1

interface FoundTerm extends ExpandedTerm {
  readonly places: number[]
  /** The term as it is meets the word, not only a written form. */
  isMet: boolean
}

/** The numbers of the terms that written forms stand for, without those in `known`. */
function termsOfSurfaces(
  { surfaceStarts, surfaceTerms }: Lexicon,
  surfaces: readonly number[],
  known: ReadonlySet<number>,
): ReadonlySet<number> {
  const terms = new Set<number>()
  for (const surface of surfaces) {
    const end = surfaceStarts[surface + 1] ?? 0
    for (let at = surfaceStarts[surface] ?? 0; at < end; at++) {
      const term = surfaceTerms[at] ?? 0
      if (!known.has(term)) terms.add(term)
    }
  }
  return terms
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
