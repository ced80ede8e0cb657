/** One word to one term: folding and stemming, remembered per distinct word. */
import { fold } from './fold'
import { isStopWordIn, isWrittenIn, stemIn } from './stemmers'

/** What is indexed of a word. */
export interface Word {
  /** What is indexed and ranked: folded and, for words of letters alone, stemmed. */
  readonly term: string
  /** The word as written, folded. Wildcards and fuzzy words speak of it. */
  readonly surface: string
  /** A stop word: never makes a query fail. */
  readonly stop: boolean
  /**
   * For a stop word written in capitals, as `WHO` or `IT` are: the term that stands for it as written. It cannot meet
   * another term, since those are lower case.
   */
  readonly capitals: string | null
}

/** Reads words by the rules of some languages. */
export interface WordReader {
  /** The word for a run of letters and digits, `text` from `start` to `end`; null if nothing is left of it. */
  read(text: string, start: number, end: number): Word | null
}

/** Terms are cut here, in UTF-16 code units: longer runs are no words, and an index has to stay small. */
const longestTerm = 100
/** Distinct words remembered for each choice of languages; enough for a large library, and bounded for an endless one. */
const mostRemembered = 100_000
/** Choices of languages that words are remembered for. */
const mostReaders = 32

const onlyCapitals = /^[A-Z]{2,5}$/

/** A few letters fold to something with a space in it (`ﷺ`, marks that stand alone), which no term has. */
function toTerm(folded: string): string {
  return cut(folded.replace(/\s+/gu, ''))
}

function cut(term: string): string {
  if (term.length <= longestTerm) return term
  const last = term.charCodeAt(longestTerm - 1)
  return term.slice(0, last >= 0xd800 && last <= 0xdbff ? longestTerm - 1 : longestTerm)
}

/** A word whose term is its folded form, unstemmed: what was written with inner punctuation, and pairs of CJK letters. */
export function wholeWord(folded: string): Word | null {
  const term = toTerm(folded)
  return term === '' ? null : { term, surface: term, stop: false, capitals: null }
}

/** The word by the rules of the first of `languages` that is written in its script. */
function readWord(written: string, languages: readonly string[]): Word | null {
  const surface = toTerm(fold(written))
  if (surface === '') return null
  const language = languages.find((each) => isWrittenIn(each, surface))
  if (language === undefined) return { term: surface, surface, stop: false, capitals: null }
  const stop = isStopWordIn(language, surface)
  const capitals = stop && onlyCapitals.test(written) ? written : null
  return { term: stemIn(language, surface), surface, stop, capitals }
}

/** Slots of a reader to begin with; there are always twice as many as words, so that most are found at the first look. */
const fewestSlots = 1 << 10

/**
 * A hash table over the letters as they stand in the text, so that a word that was seen before costs no string. Open
 * addressing; words are only ever added.
 */
class RememberingReader implements WordReader {
  readonly #languages: readonly string[]
  /** For each slot the number of its word, counted from 1; 0: empty. */
  #numbers = new Uint32Array(fewestSlots)
  #hashes = new Int32Array(fewestSlots / 2)
  readonly #written: string[] = ['']
  readonly #words: (Word | null)[] = [null]

  constructor(languages: readonly string[]) {
    this.#languages = languages
  }

  read(text: string, start: number, end: number): Word | null {
    if (end - start > 2 * longestTerm) return readWord(text.slice(start, start + 2 * longestTerm), this.#languages)
    let hash = 0x811c9dc5 | 0 // FNV-1a
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    const numbers = this.#numbers
    const last = numbers.length - 1
    let slot = slotOf(hash, last)
    for (let number = numbers[slot] ?? 0; number > 0; number = numbers[slot] ?? 0) {
      if (this.#hashes[number] === hash && this.#isWritten(number, text, start, end)) return this.#words[number] ?? null
      slot = (slot + 1) & last
    }
    return this.#remember(copyOf(text.slice(start, end)), hash)
  }

  #isWritten(number: number, text: string, start: number, end: number): boolean {
    const written = this.#written[number] ?? ''
    if (written.length !== end - start) return false
    for (let at = 0; at < written.length; at++) if (written.charCodeAt(at) !== text.charCodeAt(start + at)) return false
    return true
  }

  #remember(written: string, hash: number): Word | null {
    const word = readWord(written, this.#languages)
    if (this.#words.length > mostRemembered) this.#forget()
    if (this.#words.length === this.#hashes.length) this.#grow()
    const number = this.#words.push(word) - 1
    this.#written.push(written)
    this.#hashes[number] = hash
    this.#enter(number)
    return word
  }

  #enter(number: number): void {
    const numbers = this.#numbers
    const last = numbers.length - 1
    let slot = slotOf(this.#hashes[number] ?? 0, last)
    while (numbers[slot] !== 0) slot = (slot + 1) & last
    numbers[slot] = number
  }

  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length)
    hashes.set(this.#hashes)
    this.#hashes = hashes
    this.#numbers = new Uint32Array(2 * hashes.length)
    for (let number = 1; number < this.#words.length; number++) this.#enter(number)
  }

  #forget(): void {
    this.#numbers.fill(0)
    this.#written.length = 1
    this.#words.length = 1
  }
}

const slotOf = (hash: number, last: number): number => (hash ^ (hash >>> 15)) & last

const readers = new Map<string, WordReader>()

/** The reader for words of these languages; it remembers what it read, for as long as the process lives. */
export function wordReader(languages: readonly string[]): WordReader {
  const name = languages.join(' ')
  const known = readers.get(name)
  if (known !== undefined) return known
  if (readers.size >= mostReaders) readers.clear()
  const reader = new RememberingReader(languages)
  readers.set(name, reader)
  return reader
}

/**
 * The same string in memory of its own: what is remembered must not be a slice of an article, which would keep the whole
 * article in memory. Engines copy short strings anyway when they cut them.
 */
const copyOf = (written: string): string => (written.length < 13 ? written : written.split('').join(''))
