/** Texts to tokens: one tokeniser for articles, queries and the marking of hits. */
import { digit, kindAt, letter, mark, other, unspaced, widthAt } from './characters'
import { type Compound, compoundAt, nameEnd } from './compounds'
import { type Word, type WordReader, wholeWord, wordReader } from './words'

/**
 * Takes a token: its word, where it stands in the text (`[start, end)`, UTF-16 code units, with a possessive ending), and
 * its position among the words. `part` is set for what is indexed beside a token that stands for itself: the parts of a
 * compound, words in capitals. A query is made of the tokens that are no parts; an article and its hits of all.
 *
 * Positions count from 0 and never fall. A word takes one; a compound stands where its first part does, and the next word
 * follows its last part; numbers and acronyms take one, whatever their parts; in a script without spaces every letter takes
 * one, and a pair stands where its first letter does.
 */
export type TokenSink = (word: Word, start: number, end: number, part: boolean, position: number) => void

/**
 * Gives every token of a text; a compound comes before its parts. Each word is read in the first of `languages` that is
 * written in its script (for an article `stemmersOf` its language); where tokens begin and end does not depend on them.
 * Linear in the text's length.
 */
export function tokenise(text: string, languages: readonly string[], sink: TokenSink): void {
  new Scanner(text, wordReader(languages), null, sink).scan(0, text.length, false)
}

/**
 * Gives at least the tokens of a text whose terms are in question, passing over most others: fast, for finding a few terms.
 * `beginnings` holds 1 for the first code unit (below 128) of each of these terms, in either case.
 */
export function tokeniseFor(beginnings: Uint8Array, text: string, languages: readonly string[], sink: TokenSink): void {
  new Scanner(text, wordReader(languages), beginnings, sink).scan(0, text.length, false)
}

/** How far around a stop word in capitals a small letter is looked for, in UTF-16 code units. */
const capitalsReach = 40

class Scanner {
  readonly #text: string
  readonly #words: WordReader
  /** Words that begin otherwise are passed over, since stems begin as their words do; null: none are. */
  readonly #beginnings: Uint8Array | null
  readonly #sink: TokenSink
  /** The `nameEnd` of the last word that may be joined, which is that of all words before it. */
  #nameEnd = 0
  /** Where the next word stands. */
  #position = 0

  constructor(text: string, words: WordReader, beginnings: Uint8Array | null, sink: TokenSink) {
    this.#text = text
    this.#words = words
    this.#beginnings = beginnings
    this.#sink = sink
  }

  scan(from: number, to: number, part: boolean): void {
    let at = from
    while (at < to) {
      const kind = kindAt(this.#text, at)
      if (kind === other || kind === mark) at += 1
      else if (kind === unspaced) at = this.#scanUnspaced(at, to, part)
      else at = this.#scanWord(at, to, part)
    }
  }

  #scanWord(start: number, to: number, part: boolean): number {
    const text = this.#text
    let end = start + widthAt(text, start)
    while (end < to) {
      const kind = kindAt(text, end)
      if (kind === other || kind === unspaced) break
      end += widthAt(text, end)
    }
    const ending = end < to ? afterPossessive(text, end) : end
    if (ending === end && end < to && mayJoin(text, start, end)) {
      if (this.#nameEnd <= end) this.#nameEnd = nameEnd(text, end)
      const compound = compoundAt(text, start, end, part ? null : this.#nameEnd)
      if (compound !== null && compound.end <= to) return this.#giveCompound(start, compound, part)
    }
    if (this.#beginnings?.[text.charCodeAt(start)] === 0) {
      this.#position += 1
      return ending
    }
    const word = this.#words.read(text, start, end)
    if (word === null) return ending
    const position = this.#position
    this.#sink(word, start, ending, part, position)
    if (word.capitals !== null && !part && smallLettersNear(text, start, end)) this.#giveCapitals(word, start, ending)
    this.#position = position + 1
    return ending
  }

  #giveCapitals({ capitals }: Word, start: number, end: number): void {
    if (capitals === null) return
    this.#sink({ term: capitals, surface: capitals, stop: false, capitals: null }, start, end, true, this.#position)
  }

  #giveCompound(start: number, compound: Compound, part: boolean): number {
    const end = afterPossessive(this.#text, compound.end)
    const position = this.#position
    const whole = wholeWord(compound.whole)
    if (whole !== null) this.#sink(whole, start, end, part, position)
    const alike = compound.alike === null ? null : this.#words.read(compound.alike, 0, compound.alike.length)
    if (alike !== null) {
      this.#sink(alike, start, end, true, position)
      this.#giveCapitals(alike, start, end)
    }
    for (const [from, to] of compound.parts) {
      if (compound.single) this.#position = position
      this.scan(from, to, true)
    }
    this.#position = compound.single ? position + 1 : Math.max(this.#position, position + 1)
    return end
  }

  /** A run of letters without spaces between words: each pair of neighbours, and the last letter alone so that one letter finds it too. */
  #scanUnspaced(start: number, to: number, part: boolean): number {
    const text = this.#text
    let first = start
    let second = afterUnit(text, start, to)
    while (second < to && kindAt(text, second) === unspaced) {
      const end = afterUnit(text, second, to)
      const pair = this.#words.read(text, first, end)
      if (pair !== null) this.#sink(pair, first, end, part, this.#position)
      this.#position += 1
      first = second
      second = end
    }
    const last = this.#words.read(text, first, second)
    if (last !== null) this.#sink(last, first, second, part || first !== start, this.#position)
    this.#position += 1
    return second
  }
}

/** Past a letter of a script without spaces, and the marks on it. */
export function afterUnit(text: string, start: number, to: number): number {
  let end = start + widthAt(text, start)
  while (end < to && kindAt(text, end) === mark) end += widthAt(text, end)
  return end
}

const isApostrophe = (unit: number): boolean =>
  unit === 0x27 || unit === 0x2019 || unit === 0x2018 || unit === 0x2bc || unit === 0xff07

/** Past the `'s` of a possessive that starts at `at`, written with any apostrophe; `at` itself where there is none. */
function afterPossessive(text: string, at: number): number {
  if (!isApostrophe(text.charCodeAt(at))) return at
  const unit = text.charCodeAt(at + 1)
  if (unit !== 0x73 && unit !== 0x53) return at
  const next = at + 2 < text.length ? kindAt(text, at + 2) : other
  return next === letter || next === digit ? at : at + 2
}

/** Whether a compound may go on after `end`: a quick look that spares almost all words the patterns. */
function mayJoin(text: string, start: number, end: number): boolean {
  const next = text.charAt(end + 1)
  if (next === '') return text.charAt(end) === '#'
  switch (text.charAt(end)) {
    case ' ':
    case ',':
    case '，':
    case '\u00a0':
    case '\u2009':
    case '\u202f':
      return kindAt(text, start) === digit && kindAt(text, end + 1) === digit
    case ':':
      return next === '/' || kindAt(text, end + 1) === digit
    case '#':
      return true
    case '+':
      return next === '+' || kindAt(text, end + 1) !== other
    case '.':
    case '&':
    case '-':
    case '‐':
    case '‑':
    case '–':
    case '−':
    case '/':
    case '@':
    case '_':
    case "'":
    case '’':
    case '‘':
    case 'ʼ':
    case '＇':
      return kindAt(text, end + 1) !== other
    default:
      return false
  }
}

/** Whether capitals mean something here: in a line of nothing else they do not. */
function smallLettersNear(text: string, start: number, end: number): boolean {
  const to = Math.min(text.length, end + capitalsReach)
  for (let i = Math.max(0, start - capitalsReach); i < to; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 0x61 && unit <= 0x7a) return true
  }
  return false
}
