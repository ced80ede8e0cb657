/**
 * A text without what a re-saved or re-encoded file changes by itself: case, accents, kinds of quotation marks, dashes and
 * spaces, punctuation. Two passages that read alike are equal in it.
 */

/** Letters and digits alone, each with its place in the text it came from (UTF-16 code units). */
export interface LooseText {
  readonly text: string
  /** For each unit of `text` where its character starts in the original. */
  readonly starts: Uint32Array
  /** For each unit of `text` where its character ends in the original, with the marks that follow it. */
  readonly ends: Uint32Array
}

const kept = /[\p{L}\p{N}]/u
const marks = /\p{M}/u

/** Loosens a text: NFKD, letters and digits only, lower case. Linear in its length. */
export function loosen(text: string): LooseText {
  const units: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const end = at + (code > 0xffff ? 2 : 1)
    if (code < 0x80) {
      const lower = code >= 0x41 && code <= 0x5a ? code + 0x20 : code
      if ((lower >= 0x61 && lower <= 0x7a) || (lower >= 0x30 && lower <= 0x39)) {
        units.push(lower)
        starts.push(at)
        ends.push(end)
      }
    } else {
      const character = String.fromCodePoint(code)
      if (marks.test(character)) {
        if (ends.length > 0 && ends.at(-1) === at) ends[ends.length - 1] = end
      } else {
        for (const part of character.normalize('NFKD').toLowerCase()) {
          if (!kept.test(part)) continue
          for (let unit = 0; unit < part.length; unit++) {
            units.push(part.charCodeAt(unit))
            starts.push(at)
            ends.push(end)
          }
        }
      }
    }
    at = end
  }
  return { text: textOf(units), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) }
}

/** In pieces: a call takes only so many arguments. */
function textOf(units: readonly number[]): string {
  const pieces: string[] = []
  for (let at = 0; at < units.length; at += 8192) pieces.push(String.fromCharCode(...units.slice(at, at + 8192)))
  return pieces.join('')
}
