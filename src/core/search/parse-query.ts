/**
 * The query language. Parsing cannot fail: what is no operator where it stands is a word, an unknown `x:` is literal text,
 * an unclosed quotation mark closes at the end.
 */
import { unspacedScripts } from './characters'
import type { Query, QueryPart, QueryWord } from './query'
import { type Unit, unitsOf } from './query-units'
import { tokenise } from './tokens'
import type { Word } from './words'

/** The greatest edit distance: two letters off is a misspelling, three is another word (and costs ten times as much). */
const greatestDistance = 2
/** Letters a fuzzy word must have, and a prefix: with fewer they meet almost every word. */
const shortestFuzzy = 3
const shortestPrefix = 2
/** Wildcards and fuzzy words in one query; further ones are read as plain words, so that no query takes long. */
const mostExpanding = 16

/** Parses what a reader typed. Never throws. Linear in the text's length. */
export function parseQuery(text: string): Query {
  const units = unitsOf(text)
  const reader = new PartReader(units.length > 1 && !/\p{Ll}/u.test(text))
  const alternatives: QueryPart[][] = []
  let parts: QueryPart[] = []
  const close = (): void => {
    if (parts.length > 0) alternatives.push(parts)
    parts = []
  }
  for (let index = 0; index < units.length; index++) {
    const unit = units[index]
    const next = units[index + 1]
    if (unit === undefined) break
    const operator = next === undefined || operatorOf(next) !== null ? null : operatorOf(unit)
    if (operator === 'OR' && parts.length > 0) close()
    else if (operator === 'NOT' && next !== undefined) {
      parts.push(...reader.read({ ...next, sign: '-' }))
      index += 1
    } else if (operator !== 'AND' || parts.length === 0) parts.push(...reader.read(unit))
  }
  close()
  return { text, alternatives: alternatives.map(withFirmWords) }
}

/** The operator a unit is if it stands between others; in capitals only. */
function operatorOf(unit: Unit): 'AND' | 'OR' | 'NOT' | null {
  const { written, quoted, field, sign, prefix, distance } = unit
  if (quoted || field !== null || sign !== '' || prefix || distance > 0) return null
  return written === 'AND' || written === 'OR' || written === 'NOT' ? written : null
}

/** Units to parts. */
class PartReader {
  #expanding = 0

  /** `shouting`: all is in capitals, so that they tell nothing of a word. */
  constructor(readonly shouting: boolean) {}

  /** The part a unit is; nothing where no word is in it. */
  read(unit: Unit): readonly QueryPart[] {
    const found: Word[] = []
    tokenise(unit.written, (word, _start, _end, part) => {
      if (!part) found.push(word)
    })
    const { written, field, weight } = unit
    const words = found.flatMap((word, index) => this.#words(word, unit, index === found.length - 1))
    if (words.length === 0) return []
    const match = words.find((word) => word.match !== 'exact')?.match
    const kind = unit.quoted ? 'phrase' : unit.prefix || unit.distance > 0 ? (match ?? 'word') : 'word'
    return [{ kind: kind === 'exact' ? 'word' : kind, written, field, excluded: unit.sign === '-', weight, words }]
  }

  #words(word: Word, unit: Unit, last: boolean): QueryWord[] {
    const { surface } = word
    if (unit.distance > 0 && surface.length >= shortestFuzzy && this.#mayExpand()) {
      const distance = Math.min(unit.distance, greatestDistance)
      return [{ term: surface, match: 'fuzzy', distance, optional: false, stop: false }]
    }
    // Letters without spaces are indexed as pairs: a single one is the beginning of some.
    const single = isSingleUnspaced(surface)
    if ((single || (unit.prefix && last && surface.length >= shortestPrefix)) && this.#mayExpand()) {
      return [{ term: surface, match: 'prefix', distance: 0, optional: false, stop: false }]
    }
    const exact = { term: word.term, match: 'exact', distance: 0, stop: word.stop } as const
    const firm = unit.quoted || unit.sign !== '' || unit.field !== null
    if (word.capitals === null || this.shouting || unit.sign === '-') {
      return [{ ...exact, optional: word.stop && !firm }]
    }
    // "WHO" is more than "who": it has to be there, and as written it counts more.
    return [
      { ...exact, optional: false },
      { ...exact, term: word.capitals, optional: true, stop: false },
    ]
  }

  #mayExpand(): boolean {
    this.#expanding += 1
    return this.#expanding <= mostExpanding
  }
}

const isSingleUnspaced = (surface: string): boolean => [...surface].length === 1 && unspacedScripts.test(surface)

/** Stop words are optional beside others; where there are no others, they are what is asked for. */
function withFirmWords(parts: readonly QueryPart[]): readonly QueryPart[] {
  const asked = parts.filter((part) => !part.excluded)
  if (asked.length === 0 || asked.some((part) => part.words.some((word) => !word.optional))) return parts
  return parts.map((part) => ({ ...part, words: part.words.map((word) => ({ ...word, optional: false })) }))
}
