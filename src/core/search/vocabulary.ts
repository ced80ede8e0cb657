/** Sorted words that are looked up. Order is that of UTF-16 code units, as `sort()` has it. */

/** A sorted list of distinct words, read unit by unit so that none has to become a string before it is wanted. */
interface Vocabulary {
  readonly size: number
  lengthOf(index: number): number
  /** The UTF-16 code unit of a word at a depth below its length. */
  unitAt(index: number, depth: number): number
  at(index: number): string
}

/** Words as UTF-16 code units one after the other, and where each starts (one offset more than words). */
export interface FlatWords {
  readonly offsets: Uint32Array
  readonly units: Uint16Array
}

/** A vocabulary as it lies in memory. */
export interface FlatVocabulary extends Vocabulary, FlatWords {}

/** Lays words out flat. */
export function flatten(words: readonly string[]): FlatWords {
  const offsets = new Uint32Array(words.length + 1)
  const units = new Uint16Array(words.reduce((sum, word) => sum + word.length, 0))
  let at = 0
  words.forEach((word, index) => {
    for (let i = 0; i < word.length; i++) units[at++] = word.charCodeAt(i)
    offsets[index + 1] = at
  })
  return { offsets, units }
}

/** A vocabulary over flat arrays. */
export function flatVocabulary(offsets: Uint32Array, units: Uint16Array): FlatVocabulary {
  const start = (index: number): number => offsets[index] ?? 0
  return {
    offsets,
    units,
    size: offsets.length - 1,
    lengthOf: (index) => start(index + 1) - start(index),
    unitAt: (index, depth) => units[start(index) + depth] ?? 0,
    at: (index) => textOf(units.subarray(start(index), start(index + 1))),
  }
}

/** UTF-16 code units to a string, lone surrogates included, which a TextDecoder would replace. */
const textOf = (units: Uint16Array): string => Reflect.apply(String.fromCharCode, null, units)

/** Negative, zero or positive as the word at `index` stands before, at or after `word`; cut to `word`'s length if `asPrefix`. */
function compare(vocabulary: Vocabulary, index: number, word: string, asPrefix: boolean): number {
  const length = vocabulary.lengthOf(index)
  const shared = Math.min(length, word.length)
  for (let depth = 0; depth < shared; depth++) {
    const difference = vocabulary.unitAt(index, depth) - word.charCodeAt(depth)
    if (difference !== 0) return difference
  }
  return asPrefix && length > word.length ? 0 : length - word.length
}

/** The first index in `[low, high)` for which `isPast` holds, which must hold for all after it; `high` if for none. */
function firstWhere(low: number, high: number, isPast: (index: number) => boolean): number {
  let from = low
  let to = high
  while (from < to) {
    const middle = (from + to) >>> 1
    if (isPast(middle)) to = middle
    else from = middle + 1
  }
  return from
}

/** The index of a word, or -1. */
export function indexOfWord(vocabulary: Vocabulary, word: string): number {
  const index = firstWhere(0, vocabulary.size, (at) => compare(vocabulary, at, word, false) >= 0)
  return index < vocabulary.size && compare(vocabulary, index, word, false) === 0 ? index : -1
}

/** The range `[from, to)` of the words that begin with `prefix`. */
export function prefixRange(vocabulary: Vocabulary, prefix: string): readonly [number, number] {
  const from = firstWhere(0, vocabulary.size, (at) => compare(vocabulary, at, prefix, true) >= 0)
  const to = firstWhere(from, vocabulary.size, (at) => compare(vocabulary, at, prefix, true) > 0)
  return [from, to]
}
