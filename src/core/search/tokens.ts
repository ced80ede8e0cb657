/** Texts to tokens: one tokeniser for articles, queries and the marking of hits. */
import { digit, kindAt, letter, mark, other, unspaced, widthAt } from './characters'
import { type Compound, compoundAt } from './compounds'
import { type Word, wholeWord, wordOf } from './words'

/**
 * Takes a token: its word and where it stands in the text (`[start, end)`, UTF-16 code units, with a possessive ending).
 * `part` is set for what is indexed beside a token that stands for itself: the parts of a compound, words in capitals. A
 * query is made of the tokens that are no parts; an article and its hits of all.
 */
export type TokenSink = (word: Word, start: number, end: number, part: boolean) => void

/** Gives every token of a text; a compound comes before its parts. Linear in the text's length. */
export function tokenise(text: string, sink: TokenSink): void {
  scan(text, 0, text.length, false, sink)
}

/** How far around a stop word in capitals a small letter is looked for, in UTF-16 code units. */
const capitalsReach = 40

function scan(text: string, from: number, to: number, part: boolean, sink: TokenSink): void {
  let at = from
  while (at < to) {
    const kind = kindAt(text, at)
    if (kind === other || kind === mark) at += 1
    else if (kind === unspaced) at = scanUnspaced(text, at, to, part, sink)
    else at = scanWord(text, at, to, part, sink)
  }
}

function scanWord(text: string, start: number, to: number, part: boolean, sink: TokenSink): number {
  let end = start + widthAt(text, start)
  while (end < to) {
    const kind = kindAt(text, end)
    if (kind === other || kind === unspaced) break
    end += widthAt(text, end)
  }
  const ending = end < to ? afterPossessive(text, end) : end
  if (ending === end && end < to && mayJoin(text, start, end)) {
    const compound = compoundAt(text, start, end, part)
    if (compound !== null && compound.end <= to) return emitCompound(text, start, compound, part, sink)
  }
  const word = wordOf(text.slice(start, end))
  if (word === null) return ending
  sink(word, start, ending, part)
  if (word.capitals !== null && !part && smallLettersNear(text, start, end)) sinkCapitals(word, start, ending, sink)
  return ending
}

function sinkCapitals({ capitals }: Word, start: number, end: number, sink: TokenSink): void {
  if (capitals !== null) sink({ term: capitals, surface: capitals, stop: false, capitals: null }, start, end, true)
}

function emitCompound(text: string, start: number, compound: Compound, part: boolean, sink: TokenSink): number {
  const end = afterPossessive(text, compound.end)
  const whole = wholeWord(compound.whole)
  if (whole !== null) sink(whole, start, end, part)
  const alike = compound.alike === null ? null : wordOf(compound.alike)
  if (alike !== null) {
    sink(alike, start, end, true)
    sinkCapitals(alike, start, end, sink)
  }
  for (const [from, to] of compound.parts) scan(text, from, to, true, sink)
  return end
}

/** A run of letters without spaces between words: each pair of neighbours, and the last letter alone so that one letter finds it too. */
function scanUnspaced(text: string, start: number, to: number, part: boolean, sink: TokenSink): number {
  let first = start
  let second = afterUnit(text, start, to)
  while (second < to && kindAt(text, second) === unspaced) {
    const end = afterUnit(text, second, to)
    const pair = wordOf(text.slice(first, end))
    if (pair !== null) sink(pair, first, end, part)
    first = second
    second = end
  }
  const last = wordOf(text.slice(first, second))
  if (last !== null) sink(last, first, second, part || first !== start)
  return second
}

/** Past a letter and the marks on it. */
function afterUnit(text: string, start: number, to: number): number {
  let end = start + widthAt(text, start)
  while (end < to && kindAt(text, end) === mark) end += 1
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
