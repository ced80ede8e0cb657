/** Sorted words that are looked up, and walked as an automaton by lunr. Order is that of UTF-16 code units, as `sort()` has it. */
import lunr from 'lunr'

/** A sorted list of distinct words, read unit by unit so that none has to become a string before it is wanted. */
export interface Vocabulary {
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

/** A vocabulary over a sorted list of distinct strings. */
export function listVocabulary(words: readonly string[]): Vocabulary {
  const at = (index: number): string => words[index] ?? ''
  return {
    size: words.length,
    lengthOf: (index) => at(index).length,
    unitAt: (index, depth) => at(index).charCodeAt(depth),
    at,
  }
}

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

/**
 * A node of the trie that a sorted vocabulary is: a range of words that share their first `depth` units. Its children are
 * found when asked for. It has the shape `lunr.TokenSet.prototype.intersect` walks, and stands in for lunr's own minimised
 * automaton, whose nodes collide on digits (lunr.js#503) and which would have to be built for every word first.
 */
class TrieNode {
  readonly final: boolean
  readonly #vocabulary: Vocabulary
  readonly #from: number
  readonly #to: number
  readonly #depth: number
  #edges: Record<string, TrieNode> | null = null

  constructor(vocabulary: Vocabulary, from: number, to: number, depth: number) {
    this.final = from < to && vocabulary.lengthOf(from) === depth
    this.#vocabulary = vocabulary
    this.#from = this.final ? from + 1 : from
    this.#to = to
    this.#depth = depth
  }

  get edges(): Readonly<Record<string, TrieNode>> {
    if (this.#edges !== null) return this.#edges
    const edges: Record<string, TrieNode> = Object.create(null)
    const vocabulary = this.#vocabulary
    const depth = this.#depth
    for (let at = this.#from; at < this.#to; ) {
      const unit = vocabulary.unitAt(at, depth)
      const next = firstWhere(at + 1, this.#to, (index) => vocabulary.unitAt(index, depth) > unit)
      edges[String.fromCharCode(unit)] = new TrieNode(vocabulary, at, next, depth + 1)
      at = next
    }
    this.#edges = edges
    return edges
  }
}

/** What lunr has and its types leave out. */
interface TokenSets {
  fromFuzzyString(word: string, editDistance: number): lunr.TokenSet
  readonly prototype: { intersect(this: TrieNode, pattern: lunr.TokenSet): { toArray(): string[] } }
}
const tokenSets = lunr.TokenSet as unknown as TokenSets

/** Automata of recent fuzzy words: a search needs the same one for every part of the index and every snippet. */
const automata = new Map<string, lunr.TokenSet>()
const mostAutomata = 32

function automatonFor(word: string, editDistance: number): lunr.TokenSet {
  const name = `${editDistance} ${word}`
  const known = automata.get(name)
  if (known !== undefined) return known
  if (automata.size >= mostAutomata) automata.clear()
  const automaton = tokenSets.fromFuzzyString(word, editDistance)
  automata.set(name, automaton)
  return automaton
}

/** The words of a vocabulary within an edit distance of `word`, by lunr's automata. Unsorted. */
export function wordsNear(vocabulary: Vocabulary, word: string, editDistance: number): string[] {
  const trie = new TrieNode(vocabulary, 0, vocabulary.size, 0)
  return tokenSets.prototype.intersect.call(trie, automatonFor(word, editDistance)).toArray()
}
