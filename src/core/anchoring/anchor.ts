/**
 * How a highlight remembers its passage: the selectors of the W3C Web Annotation Data Model (2017) on the canonical text. The
 * exact quote with what stands around it (TextQuoteSelector, 4.2.4) finds the passage again after an edit; the position
 * (TextPositionSelector, 4.2.5) tells equal passages apart.
 */

import { likelyFits } from './fits'
import { loosen } from './loose-text'

/** A passage of a canonical text. Offsets and lengths are UTF-16 code units. */
export interface Anchor {
  /** The passage, as it was highlighted. Never empty. */
  readonly exact: string
  /** What stood before and after it, at most `contextLength` each. */
  readonly prefix: string
  readonly suffix: string
  /** Where it stood, `[start, end)`. */
  readonly start: number
  readonly end: number
}

/** How much of its surroundings an anchor keeps on either side. */
export const contextLength = 64
/** The same where the passage's words stand in the text more than once. */
const longContextLength = 256
/** The same where even what is nearest to them is the same at another place. */
const twinContextLength = 1024
/** What is nearest, in letters and digits. */
const nearLetters = 20
/** A passage of so many letters is the same in another place by more than chance: whatever is near it may be, too. */
const longPassage = 32
/** A passage of at least so many letters can be told from one that is merely like it. */
const leastCompared = 16
/** Of its letters, the share that may differ in a place that is like it: the same story told twice, a row of a table. */
const mostAlike = 0.18

/**
 * The anchor of `[start, end)` in a text; the range is not empty and lies in the text. Surrogate pairs are kept whole. The more
 * alike another place is, the more of its surroundings is kept, so that an anchor also says how sure its words can be.
 */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  const exact = text.slice(start, end)
  const length = contextNeeded(text, start, end, exact)
  const from = wholeAt(text, Math.max(0, start - length), 1)
  const to = wholeAt(text, Math.min(text.length, end + length), -1)
  return { exact, prefix: text.slice(from, start), suffix: text.slice(end, to), start, end }
}

function contextNeeded(text: string, start: number, end: number, exact: string): number {
  const quote = loosen(exact).text
  // Marks alone are found by what is around them, or not at all.
  if (quote === '') return longContextLength
  const { text: all, starts } = loosen(text)
  const first = all.indexOf(quote)
  if (first === all.lastIndexOf(quote)) return hasLike(quote, all, first) ? longContextLength : contextLength
  const own = starts.findIndex((at) => at >= start && at < end)
  const before = all.slice(Math.max(0, own - nearLetters), own)
  const after = all.slice(own + quote.length, own + quote.length + nearLetters)
  for (let at = all.indexOf(quote); at >= 0; at = all.indexOf(quote, at + 1)) {
    if (at === own) continue
    const isBeside = all.slice(0, at).endsWith(before) && all.startsWith(after, at + quote.length)
    if (isBeside || quote.length >= longPassage) return twinContextLength
  }
  return longContextLength
}

/** Whether something much like a passage stands elsewhere in the text: once the passage is gone, that would pass for it. */
function hasLike(quote: string, all: string, own: number): boolean {
  if (quote.length < leastCompared) return false
  const elsewhere = `${all.slice(0, own)}\n${all.slice(own + quote.length)}`
  return likelyFits(quote, elsewhere).some(({ distance }) => distance <= quote.length * mostAlike)
}

/** How its words stood in an anchor's text: once, several times, or with the same words around them at another place. */
export type Standing = 'alone' | 'among others' | 'twin'

/** What an anchor says of that by how much context it keeps. One of another program, which kept less, says nothing. */
export function standingOf({ prefix, suffix, start }: Anchor): Standing {
  const length = Math.max(prefix.length, suffix.length)
  if (length > longContextLength) return 'twin'
  const isWhole = start >= 0 && (prefix.length === start || prefix.length >= contextLength - 1)
  return isWhole && length <= contextLength ? 'alone' : 'among others'
}

/**
 * The passage that is meant by `[start, end)`: without white space at its ends, and with surrogate pairs kept whole. Null where
 * nothing but white space stands there, or the range does not lie in the text.
 */
export function passageIn(text: string, start: number, end: number): { start: number; end: number } | null {
  if (start < 0 || end > text.length || start >= end) return null
  const from = wholeAt(text, start, -1)
  const words = text.slice(from, wholeAt(text, end, 1))
  const passage = words.trim()
  if (passage === '') return null
  const first = from + words.length - words.trimStart().length
  return { start: first, end: first + passage.length }
}

/** `at`, or one unit further where that would cut a surrogate pair in two. */
function wholeAt(text: string, at: number, step: 1 | -1): number {
  const isInside = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
  return isInside ? at + step : at
}
