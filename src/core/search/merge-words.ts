/** Several sorted word lists to one, by UTF-16 code units, without making a string of any word. */
import type { FlatWords } from './vocabulary'

/** A list with a word that is being merged, and the word's number in it. */
export interface Holder {
  /** The list's place among those given. */
  readonly list: number
  readonly word: number
}

/**
 * Walks through all words of the lists, each of which is sorted and distinct. `keep` is told of every distinct word, in order,
 * by those that hold it (valid during the call, in the order of the lists); the words for which it holds are returned.
 */
export function mergeWords(lists: readonly FlatWords[], keep: (holders: readonly Holder[]) => boolean): FlatWords {
  const offsets = new Uint32Array(lists.reduce((sum, list) => sum + list.offsets.length - 1, 1))
  const units = new Uint16Array(lists.reduce((sum, list) => sum + list.units.length, 0))
  const left = lists.map((list, index) => new Cursor(index, list)).filter((cursor) => cursor.advance())
  let kept = 0
  let end = 0
  while (left.length > 0) {
    let holders: Cursor[] = []
    for (const cursor of left) {
      const order = holders[0] === undefined ? 0 : cursor.compare(holders[0])
      if (order < 0) holders = [cursor]
      else if (order === 0) holders.push(cursor)
    }
    const word = holders[0]
    if (word !== undefined && keep(holders)) {
      for (let at = word.start; at < word.end; at++) units[end++] = word.units[at] ?? 0
      kept += 1
      offsets[kept] = end
    }
    for (const cursor of holders) if (!cursor.advance()) left.splice(left.indexOf(cursor), 1)
  }
  return { offsets: offsets.subarray(0, kept + 1), units: units.subarray(0, end) }
}

/** Stands at one word of a list; before the first one at the start. */
class Cursor implements Holder {
  word = -1
  start = 0
  end = 0
  /** The word's first three units in one number: most comparisons need no more. */
  #head = 0
  readonly units: Uint16Array
  readonly #offsets: Uint32Array

  constructor(
    readonly list: number,
    { offsets, units }: FlatWords,
  ) {
    this.units = units
    this.#offsets = offsets
  }

  /** Goes to the next word; false where there is none. */
  advance(): boolean {
    this.word += 1
    if (this.word >= this.#offsets.length - 1) return false
    const { units, end: start } = this
    const end = this.#offsets[this.word + 1] ?? 0
    this.start = start
    this.end = end
    const first = start < end ? (units[start] ?? 0) : 0
    const second = start + 1 < end ? (units[start + 1] ?? 0) : 0
    const third = start + 2 < end ? (units[start + 2] ?? 0) : 0
    this.#head = (first * 0x10000 + second) * 0x10000 + third
    return true
  }

  /** Below, at or above 0 as this word stands before, with or after the other's. */
  compare(other: Cursor): number {
    if (this.#head !== other.#head) return this.#head - other.#head
    const length = Math.min(this.end - this.start, other.end - other.start)
    for (let depth = 0; depth < length; depth++) {
      const difference = (this.units[this.start + depth] ?? 0) - (other.units[other.start + depth] ?? 0)
      if (difference !== 0) return difference
    }
    return this.end - this.start - (other.end - other.start)
  }
}
