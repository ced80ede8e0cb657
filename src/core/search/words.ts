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
  /** The word for a run of letters and digits as it stands in a text; null if nothing is left of it. */
  read(written: string): Word | null
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

class RememberingReader implements WordReader {
  readonly #languages: readonly string[]
  readonly #remembered = new Map<string, Word | null>()

  constructor(languages: readonly string[]) {
    this.#languages = languages
  }

  read(written: string): Word | null {
    const known = this.#remembered.get(written)
    if (known !== undefined) return known
    // What is remembered must not be a slice of an article, which would keep the whole article in memory.
    const own = copyOf(written.slice(0, 2 * longestTerm))
    const word = readWord(own, this.#languages)
    if (own.length === written.length) {
      if (this.#remembered.size >= mostRemembered) this.#remembered.clear()
      this.#remembered.set(own, word)
    }
    return word
  }
}

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

/** The same string in memory of its own. Engines copy short strings anyway when they cut them. */
const copyOf = (written: string): string => (written.length < 13 ? written : written.split('').join(''))
