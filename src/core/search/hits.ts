/** Where a query's words stand in a text, found by the analysis that indexed it. */
import type { Mark } from '#shared/article'
import { expand } from './expand'
import type { Query, QueryWord } from './query'
import { tokenise } from './tokens'
import type { SearchField } from './types'
import { listVocabulary } from './vocabulary'

/** A word of the query at its place in a text (UTF-16 code units). */
export interface Hit {
  readonly start: number
  readonly end: number
  /** Which of the query's words, for telling them apart. */
  readonly word: number
}

/**
 * Every place in a text where the query's words stand, as written there (possessive endings included), merged where they
 * overlap. With `field`, words asked for in another field do not count. Linear in the text's length.
 */
export function findHits(text: string, query: Query, field: SearchField | null = null): Mark[] {
  return marksOf(locateHits(text, query, field))
}

/** Hits to marks: ordered, none overlapping. */
export function marksOf(hits: readonly Hit[]): Mark[] {
  const marks: [number, number][] = []
  for (const { start, end } of hits) {
    const last = marks.at(-1)
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
}

/** All hits in the order of their starts. Stop words are hits only where no other word of the query is found. */
export function locateHits(text: string, query: Query, field: SearchField | null = null): Hit[] {
  const words = askedWords(query, field)
  if (words.length === 0) return []
  const wordOfTerm = termsIn(text, words)
  if (wordOfTerm.size === 0) return []
  const hits: Hit[] = []
  const stops: Hit[] = []
  tokenise(text, ({ term }, start, end) => {
    const word = wordOfTerm.get(term)
    if (word === undefined) return
    const into = words[word]?.stop === true ? stops : hits
    into.push({ start, end, word })
  })
  return (hits.length > 0 ? hits : stops).sort((one, two) => one.start - two.start || two.end - one.end)
}

function askedWords(query: Query, field: SearchField | null): QueryWord[] {
  return query.alternatives
    .flat()
    .filter((part) => !part.excluded && (field === null || part.field === null || part.field === field))
    .flatMap((part) => part.words)
}

/** Which of the words each term stands for; prefixes and fuzzy words are expanded over the text's own terms. */
function termsIn(text: string, words: readonly QueryWord[]): Map<string, number> {
  const wordOfTerm = new Map<string, number>()
  words.forEach(({ match, term }, word) => {
    if (match === 'exact' && !wordOfTerm.has(term)) wordOfTerm.set(term, word)
  })
  if (words.every(({ match }) => match === 'exact')) return wordOfTerm
  const terms = new Set<string>()
  const surfaces = new Set<string>()
  tokenise(text, ({ term, surface }) => {
    terms.add(term)
    if (surface !== term) surfaces.add(surface)
  })
  const lexicon = { terms: listVocabulary([...terms].sort()), surfaces: listVocabulary([...surfaces].sort()) }
  words.forEach((word, index) => {
    if (word.match === 'exact') return
    for (const { term } of expand([lexicon], word)) if (!wordOfTerm.has(term)) wordOfTerm.set(term, index)
  })
  return wordOfTerm
}
