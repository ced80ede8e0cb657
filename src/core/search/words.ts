/** One word to one term: folding and stemming, remembered per distinct word. */
import lunr from 'lunr'
import { fold } from './fold'

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

/** Terms are cut here, in UTF-16 code units: longer runs are no words, and an index has to stay small. */
const longestTerm = 100
/** Distinct words remembered; enough for a large library, and bounded for an endless one. */
const mostRemembered = 100_000

const onlyLetters = /^\p{L}{3,}$/u
const onlyCapitals = /^[A-Z]{2,5}$/

const remembered = new Map<string, Word | null>()

/** Whether a folded word is in lunr's list of English stop words. */
const isStopWord = (surface: string): boolean => lunr.stopWordFilter(new lunr.Token(surface, {})) === undefined

const stem = (surface: string): string =>
  onlyLetters.test(surface) ? lunr.stemmer(new lunr.Token(surface, {})).toString() : surface

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

/** The word for a run of letters and digits as it stands in a text; null if nothing is left of it. */
export function wordOf(written: string): Word | null {
  const known = remembered.get(written)
  if (known !== undefined) return known
  // What is remembered must not be a slice of an article, which would keep the whole article in memory.
  const own = copyOf(written.slice(0, 2 * longestTerm))
  const surface = toTerm(fold(own))
  const term = stem(surface)
  const stop = isStopWord(surface)
  const word = term === '' ? null : { term, surface, stop, capitals: stop && onlyCapitals.test(own) ? own : null }
  if (own.length === written.length) {
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(own, word)
  }
  return word
}

/** The same string in memory of its own. Engines copy short strings anyway when they cut them. */
const copyOf = (written: string): string => (written.length < 13 ? written : written.split('').join(''))
