/** Where a query's words stand in a text, found by the analysis that indexed it. */
import type { Mark } from '#shared/article'
import { type Asked, type AskedLeaf, askedIn, numbersOfTerms } from './asked-words'
import { unspacedScripts } from './characters'
import type { Query, QueryWord } from './query'
import { stemmersOf } from './stemmers'
import { type NumberedPlace, nearEachOther, type Place, sideBySide } from './text-places'
import { afterUnit, tokeniseFor } from './tokens'
import type { SearchField, TermsOfWords } from './types'

/** What a text is to a query. */
export interface HitOptions {
  /** Words asked for in another field are not looked for. */
  readonly field: SearchField
  /** The article's language (`languageOf`). */
  readonly language: string | null
  /** What tags, notes and highlights were indexed by (`freezeAnnotations`); for these, instead of `language`. */
  readonly languages?: readonly string[]
  /** What wildcards and fuzzy words stand for in the libraries searched; without, they are looked for among the text's own words. */
  readonly terms?: TermsOfWords
  /** Where regular expressions were met in the text; ordered, none overlapping. */
  readonly patternMarks?: readonly Mark[]
}

/** Something of a query at its place in a text (UTF-16 code units). */
export interface Hit {
  readonly start: number
  readonly end: number
  /** What it is a hit of: the same for all hits of a word, a phrase, the regular expressions. */
  readonly of: number
  /** How much it shows: 1, more for a phrase. */
  readonly worth: number
}

/**
 * Every place in a text where it is what was asked for: the words (possessive endings included), phrases as one mark as far
 * as they stand on one line, of phrases and NEAR only what stands as asked, the given marks of regular expressions. Stop words
 * outside phrases only where there is nothing else. Ordered, merged where they overlap. Linear in the text's length.
 */
export function findHits(text: string, query: Query, options: HitOptions): Mark[] {
  return marksOf(locateHits(text, query, options))
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

/** All hits in the order of their starts. */
export function locateHits(text: string, query: Query, options: HitOptions): Hit[] {
  const asked = askedIn(query, options.field)
  const patternHits = (options.patternMarks ?? []).map(([start, end]): Hit => ({ start, end, of: -1, worth: 1 }))
  const places = placesOf(text, asked, options)
  const hits = [...asked.leaves.flatMap((leaf, index) => hitsOf(text, asked, leaf, index, places)), ...patternHits]
  const found = hits.length > 0 ? hits : asked.leaves.flatMap((leaf) => stopWordHits(leaf, places))
  return found.sort((one, two) => one.start - two.start || two.end - one.end)
}

/** For each of the asked words its places, by position. */
function placesOf(text: string, { words }: Asked, options: HitOptions): readonly (readonly Place[])[] {
  const places = words.map((): Place[] => [])
  if (words.length === 0) return places
  const readings = options.languages?.map((language) => [language]) ?? [stemmersOf(options.language)]
  const numbersOf = numbersOfTerms(words, text, readings, options.terms)
  const beginnings = beginningsOf(numbersOf.keys())
  const cut = words.map(isSingleUnspaced)
  for (const languages of readings) {
    tokeniseFor(beginnings, text, languages, ({ term }, start, end, _part, position) => {
      for (const number of numbersOf.get(term) ?? [])
        places[number]?.push({ start, end: cut[number] ? afterUnit(text, start, end) : end, position })
    })
  }
  return readings.length > 1 ? places.map(inOrder) : places
}

/** The first code units of the terms as far as they are ASCII, in either case. */
function beginningsOf(terms: Iterable<string>): Uint8Array {
  const beginnings = new Uint8Array(0x80)
  for (const term of terms) {
    const first = term.charAt(0)
    for (const letter of [first.toLowerCase(), first.toUpperCase()]) {
      const unit = letter.charCodeAt(0)
      if (unit < beginnings.length) beginnings[unit] = 1
    }
  }
  return beginnings
}

/** A letter of a script without spaces is found as the first of a pair, and is what is pointed out of it. */
const isSingleUnspaced = ({ match, surface }: QueryWord): boolean =>
  match === 'prefix' && [...surface].length === 1 && unspacedScripts.test(surface)

/** The places found in several readings. Each once. */
function inOrder(places: readonly Place[]): readonly Place[] {
  return [...places]
    .sort((one, two) => one.position - two.position || one.start - two.start || one.end - two.end)
    .filter(({ start, end }, index, all) => start !== all[index - 1]?.start || end !== all[index - 1]?.end)
}

type Places = readonly (readonly Place[])[]

/** All but stop words alone. `index`: the leaf's place among the leaves. */
function hitsOf(
  text: string,
  asked: Asked,
  { leaf, arranged, words }: AskedLeaf,
  index: number,
  places: Places,
): Hit[] {
  if (!arranged)
    return words.flatMap(({ word, number }) => (word.stop ? [] : (places[number] ?? []).map(hitOf(number))))
  if (leaf.form === 'near') return near(leaf.within, words, places).map((place) => hitOf(place.number)(place))
  const placed = words.map(({ word, number }) => ({ places: places[number] ?? [], position: word.position }))
  return sideBySide(placed).flatMap((phrase) =>
    lines(text, phrase).map(([start, end]) => ({
      start,
      end,
      of: asked.words.length + index,
      worth: words.length + 1,
    })),
  )
}

function stopWordHits({ arranged, words }: AskedLeaf, places: Places): Hit[] {
  if (arranged) return []
  return words.flatMap(({ word, number }) => (word.stop ? (places[number] ?? []).map(hitOf(number)) : []))
}

const hitOf =
  (of: number) =>
  ({ start, end }: Place): Hit => ({ start, end, of, worth: 1 })

function near(within: number, words: AskedLeaf['words'], places: Places): readonly NumberedPlace[] {
  const times = new Map<number, number>()
  for (const { number } of words) times.set(number, (times.get(number) ?? 0) + 1)
  const all = [...times.keys()].flatMap((number) => (places[number] ?? []).map((place) => ({ ...place, number })))
  return nearEachOther(
    all.sort((one, two) => one.position - two.position),
    times,
    within,
  )
}

/** A phrase as one mark, or as several where it goes on in another line. */
function lines(text: string, phrase: readonly Place[]): Mark[] {
  const marks: [number, number][] = []
  for (const { start, end } of [...phrase].sort((one, two) => one.start - two.start)) {
    const last = marks.at(-1)
    if (last !== undefined && !text.slice(last[1], start).includes('\n')) last[1] = Math.max(last[1], end)
    else marks.push([start, end])
  }
  return marks
}
