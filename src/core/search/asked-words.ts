/** The words of a query that are looked for in a text, and the terms they stand for there. */
import { expand, type Lexicon } from './expand'
import { type Query, type QueryWord, type TextLeaf, wantedLeaves } from './query'
import { isArranged, requiredWords } from './query-nodes'
import { nameOf } from './terms'
import { tokenise } from './tokens'
import type { SearchField, TermsOfWords } from './types'
import { flatten, flatVocabulary } from './vocabulary'

/** A leaf to be pointed out in a text, with its words by their numbers. */
export interface AskedLeaf {
  readonly leaf: TextLeaf
  /** The words have to stand together. */
  readonly arranged: boolean
  /** Those to be pointed out: all, or of an arranged leaf the required ones. */
  readonly words: readonly { readonly word: QueryWord; readonly number: number }[]
}

/** What of a query is looked for in a field. */
export interface Asked {
  readonly leaves: readonly AskedLeaf[]
  /** Distinct words; their numbers are their places here. */
  readonly words: readonly QueryWord[]
}

/** What an article should have in this field: nothing of what stands under `not`, nothing asked for in another field. */
export function askedIn(query: Query, field: SearchField): Asked {
  const words: QueryWord[] = []
  const numbers = new Map<string, number>()
  const numberOf = (word: QueryWord): number => {
    const name = nameOf(word)
    const number = numbers.get(name) ?? words.push(word) - 1
    numbers.set(name, number)
    return number
  }
  const leaves = wantedLeaves(query).flatMap((leaf): AskedLeaf[] => {
    if (leaf.kind !== 'text' || (leaf.field !== null && leaf.field !== field)) return []
    const arranged = isArranged(leaf)
    const asked = arranged ? requiredWords(leaf) : leaf.words
    return [{ leaf, arranged, words: asked.map((word) => ({ word, number: numberOf(word) })) }]
  })
  return { leaves, words }
}

/**
 * The numbers of the words that each term stands for. Without `terms`, wildcards and fuzzy words are expanded over the text's
 * own words, read by each of `readings`.
 */
export function numbersOfTerms(
  words: readonly QueryWord[],
  text: string,
  readings: readonly (readonly string[])[],
  terms: TermsOfWords | undefined,
): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, number[]>()
  let own: Lexicon | null = null
  words.forEach((word, number) => {
    for (const term of termsOf(word)) {
      const known = numbers.get(term)
      if (known === undefined) numbers.set(term, [number])
      else if (!known.includes(number)) known.push(number)
    }
  })
  return numbers

  function termsOf(word: QueryWord): Iterable<string> {
    if (word.match === 'exact') return word.terms
    if (terms !== undefined) return terms(word)
    own ??= lexiconOf(text, readings)
    return expand([own], word).map(({ term }) => term)
  }
}

/** The words of a text, as `expand` reads those of an index. */
function lexiconOf(text: string, readings: readonly (readonly string[])[]): Lexicon {
  const termsOfSurfaces = new Map<string, Set<string>>()
  const terms = new Set<string>()
  for (const languages of readings)
    tokenise(text, languages, ({ term, surface }) => {
      terms.add(term)
      if (surface === term) return
      const known = termsOfSurfaces.get(surface)
      if (known === undefined) termsOfSurfaces.set(surface, new Set([term]))
      else known.add(term)
    })
  const sorted = [...terms].sort()
  const places = new Map(sorted.map((term, place) => [term, place]))
  const surfaces = [...termsOfSurfaces.keys()].sort()
  const met = surfaces.map((surface) => [...(termsOfSurfaces.get(surface) ?? [])].map((term) => places.get(term) ?? 0))
  const starts = new Uint32Array(surfaces.length + 1)
  met.forEach(({ length }, index) => {
    starts[index + 1] = (starts[index] ?? 0) + length
  })
  return {
    terms: vocabularyOf(sorted),
    surfaces: vocabularyOf(surfaces),
    surfaceStarts: starts,
    surfaceTerms: Uint32Array.from(met.flat()),
  }
}

function vocabularyOf(words: readonly string[]) {
  const { offsets, units } = flatten(words)
  return flatVocabulary(offsets, units)
}
