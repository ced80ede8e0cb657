/** Words that a pattern with `*` (any letters, also none) and `?` (one letter) meets whole. */
import { type FlatVocabulary, prefixRange } from './vocabulary'

const star = 0x2a
const anyLetter = 0x3f
const none = -1

/**
 * The indices of the words a pattern meets, of those that begin as it does up to its first `*` or `?`: its longest run of
 * letters is looked for in all of them at one go, and only words that have it are looked at from end to end.
 */
export function wordsLike(words: FlatVocabulary, pattern: string): number[] {
  const { offsets, units } = words
  const sought = unitsOf(pattern)
  const [begin = '', ...pieces] = pattern.split(/[*?]/u)
  const run = unitsOf(pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), ''))
  const least = pattern.replaceAll('*', '').length
  const [first, end] = prefixRange(words, begin)
  const found: number[] = []
  for (let index = first; index < end; index++) {
    index = wordWith(words, run, index, end)
    const from = offsets[index] ?? 0
    const to = offsets[index + 1] ?? 0
    if (index < end && to - from >= least && meets(sought, units, from, to)) found.push(index)
  }
  return found
}

const unitsOf = (text: string): Uint16Array => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))

/** The first word from `index` up to `end` in which a run of letters begins (and may end in the next); `end` where none is. */
function wordWith({ offsets, units }: FlatVocabulary, run: Uint16Array, index: number, end: number): number {
  const [head] = run
  if (head === undefined) return index
  const last = offsets[end] ?? 0
  let word = index
  for (let at = offsets[index] ?? 0; at < last; at++) {
    if (units[at] !== head) continue
    let length = 1
    while (length < run.length && units[at + length] === run[length]) length += 1
    if (length < run.length) continue
    while ((offsets[word + 1] ?? last) <= at) word += 1
    return word
  }
  return end
}

/** What follows a `*` is met as early as can be, so that only the last `*` is ever gone back to. */
function meets(pattern: Uint16Array, units: Uint16Array, from: number, to: number): boolean {
  let at = from
  let next = 0
  let afterStar = -1
  let starEnd = from
  while (at < to) {
    const asked = next < pattern.length ? pattern[next] : none
    if (asked === star) {
      next += 1
      afterStar = next
      starEnd = at
    } else if (asked === anyLetter) {
      next += 1
      at = afterLetter(units, at, to)
    } else if (asked === units[at]) {
      next += 1
      at += 1
    } else if (afterStar >= 0) {
      next = afterStar
      starEnd = afterLetter(units, starEnd, to)
      at = starEnd
    } else return false
  }
  while (next < pattern.length && pattern[next] === star) next += 1
  return next === pattern.length
}

/** A letter is a code point: two units where they are a pair. */
function afterLetter(units: Uint16Array, at: number, to: number): number {
  const unit = units[at] ?? 0
  const low = at + 1 < to ? (units[at + 1] ?? 0) : 0
  return unit >= 0xd800 && unit <= 0xdbff && low >= 0xdc00 && low <= 0xdfff ? at + 2 : at + 1
}
