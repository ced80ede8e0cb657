/** The kinds of characters the tokeniser tells apart, by UTF-16 code unit and by code point. */

/** Not part of a word. */
export const other = 0
/** Starts and continues a word. */
export const letter = 1
export const digit = 2
/** Continues a word that has begun: combining marks, and what is not seen (soft hyphen, joiners). */
export const mark = 3
/** Letters of scripts written without spaces (and Hangul, whose particles cling to words): read as pairs. */
export const unspaced = 4

/** One letter of a script that is read as pairs. */
export const unspacedScripts =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
const letters = /[\p{L}\p{Nl}]/u
const numbers = /\p{N}/u
const marks = /\p{M}|\u00ad|\u200c|\u200d|\u2060|[\uff9e\uff9f]/u

function kindOf(character: string): number {
  if (marks.test(character)) return mark
  if (letters.test(character)) return unspacedScripts.test(character) ? unspaced : letter
  return numbers.test(character) ? digit : other
}

const unknown = 255
const kinds = new Uint8Array(0x10000).fill(unknown)

/** The kind of the character at `at`; a lone surrogate is `other`. */
export function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit >= 0xd800 && unit <= 0xdfff) {
    const point = text.codePointAt(at) ?? 0
    return point > 0xffff ? kindOf(String.fromCodePoint(point)) : other
  }
  const known = kinds[unit] ?? unknown
  if (known !== unknown) return known
  const kind = Number.isNaN(unit) ? other : kindOf(String.fromCharCode(unit))
  if (!Number.isNaN(unit)) kinds[unit] = kind
  return kind
}

/** How many code units the character at `at` takes, where `kindAt` has said that it belongs to a word. */
export function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff ? 2 : 1
}
