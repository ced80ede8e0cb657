/**
 * Words with something inside them that a reader types as one: `U.S.`, `AT&T`, `C++`, `1.5`, `20,000`, `2024-01-04`, e-mail
 * addresses, URLs, DOIs. Each is found as typed, and by its parts where a reader expects that.
 */
import { kindAt, other, unspacedScripts, widthAt } from './characters'
import { fold } from './fold'

/** A compound at its place: its whole as one term, and where its parts stand (`[start, end)`, to be read as text of their own). */
export interface Compound {
  readonly end: number
  /** Folded; one spelling for all ways to write it. */
  readonly whole: string
  /** Another way to write the whole as a plain word (`USA` for `U.S.A.`); null where there is none. */
  readonly alike: string | null
  /** Ranges of the text whose words are indexed too. */
  readonly parts: readonly (readonly [number, number])[]
  /** It takes one position, whatever its parts: numbers and acronyms, within which a reader sees no words. */
  readonly single: boolean
}

// Every repetition is bounded, so that no text makes these backtrack for long.
const link =
  /(?:(?:https?|ftp):\/\/|www\.)[^\s<>"“”]{1,2000}|(?:[\p{L}\p{N}][\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}\/[^\s<>"“”]{0,2000}|10\.\d{4,9}\/[^\s<>"“”]{1,300}/iuy
const linkEnd = /[.,;:!?'"’”»)\]}*]+$/u
const linkStart = /^(?:https?:\/\/|ftp:\/\/)?(?:www\.)?/
const email = /[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}/uy
const digitGroups =
  /[0-9０-９]{1,3}([,，'’\u00a0\u2009\u202f ])[0-9０-９]{3}(?:\1[0-9０-９]{3}){0,6}(?![\p{L}\p{N}])(?:\.[0-9]{1,20}(?![\p{L}\p{N}]))?/uy
const numberWithSigns = /\d{1,20}(?:[-‐‑–−/.:]\d{1,20}){1,8}(?![\p{L}\p{N}])/uy
const joinedWord = /[\p{L}\p{N}\p{M}]{1,100}(?:['’‘ʼ＇&.][\p{L}\p{N}\p{M}]{1,100}){1,20}/uy
const signed = /[\p{L}\p{N}]{1,30}(?:\+\+|#)(?![\p{L}\p{N}])/uy

const acronym = /^\p{L}(?:\.\p{L})+$/u
const contracted = /['’‘ʼ＇](?:.|ll|re|ve|em)$/iu
const possessive = /['’‘ʼ＇][sS]$/u

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

/**
 * Where what may be a host or the name in an address ends, which goes on at `from`. Links and addresses are looked for only where
 * it ends in what they go on with; that spares almost all joined words the patterns.
 */
export function nameEnd(text: string, from: number): number {
  let end = from
  while (end < text.length && (kindAt(text, end) !== other || '.-_+'.includes(text.charAt(end))))
    end += widthAt(text, end)
  return end
}

/**
 * The compound that starts at `start`, where a word begins that ends at `wordEnd` before a joining character; else null.
 * `name` is the `nameEnd` from there; null where the text is already the inside of a link or an address.
 */
export function compoundAt(text: string, start: number, wordEnd: number, name: number | null): Compound | null {
  const joiner = text.charAt(wordEnd)
  const after = name === null ? '' : text.charAt(name)
  if (name !== null && (after === '/' || joiner === ':' || (joiner === '.' && wordEnd - start === 3))) {
    const found = match(link, text, start)?.replace(linkEnd, '')
    if (found !== undefined && found.length > wordEnd - start) return linkFrom(start, found)
  }
  if (after === '@') {
    const found = match(email, text, start)
    if (found !== null) return compound(start, found, fold(found), null, wordRanges(start, found, '@'))
  }
  return numberAt(text, start, joiner) ?? joinedAt(text, start, joiner)
}

function compound(
  start: number,
  written: string,
  whole: string,
  alike: string | null,
  parts: readonly (readonly [number, number])[],
  single = false,
): Compound {
  return { end: start + written.length, whole, alike, parts, single }
}

function linkFrom(start: number, written: string): Compound {
  const scheme = linkStart.exec(written.toLowerCase())?.[0].length ?? 0
  const whole = fold(written.slice(scheme)).replace(/\/+$/, '')
  const end = start + written.length
  const bare = written.slice(scheme)
  const parts = /[/?#]/.test(bare) ? ([[start + scheme, end]] as const) : wordRanges(start + scheme, bare, '.')
  return { end, whole, alike: null, parts, single: false }
}

function numberAt(text: string, start: number, joiner: string): Compound | null {
  if (!/[0-9０-９]/.test(text.charAt(start))) return null
  const groups = match(digitGroups, text, start)
  if (groups !== null) {
    const whole = fold(groups.replace(/[,，'’\s]/gu, ''))
    // Numbers that merely stand side by side (columns of a table) look the same as a number with spaces.
    return compound(start, groups, whole, null, joiner === ' ' ? wordRanges(start, groups, ' ') : [], true)
  }
  const signs = match(numberWithSigns, text, start)
  if (signs === null) return null
  const whole = signs.replace(/[‐‑–−]/g, '-')
  const decimal = /^\d+\.\d+$/.test(whole)
  return compound(start, signs, whole, null, decimal ? [] : wordRanges(start, signs, /[-‐‑–−/.:]/))
}

function joinedAt(text: string, start: number, joiner: string): Compound | null {
  if (joiner === '+' || joiner === '#') {
    const found = match(signed, text, start)
    if (found === null) return null
    const bare = found.replace(/[+#]+$/, '')
    return compound(start, found, fold(found), null, bare.length < 2 ? [] : [[start, start + bare.length]])
  }
  if (!".&'’‘ʼ＇".includes(joiner)) return null
  const found = withoutUnspaced(match(joinedWord, text, start) ?? '').replace(possessive, '')
  if (!/['’‘ʼ＇&.]/.test(found)) return null
  const whole = fold(found)
  if (acronym.test(found)) {
    const dotted = text.charAt(start + found.length) === '.' ? `${found}.` : found
    return compound(start, dotted, whole, found.replaceAll('.', '').toUpperCase(), [], true)
  }
  const pieces = wordRanges(start, found, /['’‘ʼ＇&.]/)
  // "they'll", "don't" and "1.5bn" are one word; "l'homme" and "O'Brien" are found by their second half too.
  const contraction = contracted.test(found)
  const parts = contraction || /^\d+\./.test(found) ? [] : pieces.filter(([from, to]) => to - from > 1)
  return compound(start, found, whole, null, parts)
}

/** The match as far as no script without spaces begins, which is read as pairs of letters. */
function withoutUnspaced(found: string): string {
  const at = found.search(unspacedScripts)
  return at < 0 ? found : found.slice(0, at).replace(/[^\p{L}\p{N}\p{M}]$/u, '')
}

/** Where the pieces between separators stand. */
function wordRanges(start: number, written: string, separator: string | RegExp): (readonly [number, number])[] {
  const ranges: [number, number][] = []
  let at = start
  for (const piece of written.split(separator)) {
    if (piece.length > 0) ranges.push([at, at + piece.length])
    at += piece.length + 1
  }
  return ranges
}
