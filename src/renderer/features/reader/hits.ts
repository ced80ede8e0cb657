/** Going from hit to hit, and finding words in the open article. Offsets are UTF-16 code units of the canonical text. */
import type { Mark } from '#shared/article'
import type { Landing } from '../../desk/state'

/** The hit after (or before) `current` among `count`, around the end; -1 where there is none. */
export function stepHit(count: number, current: number, direction: 1 | -1): number {
  if (count === 0) return -1
  if (current < 0) return direction === 1 ? 0 : count - 1
  return (current + direction + count) % count
}

/** The hit that follows without going around: after `current`, or, before the first step, after an offset; null at the end. */
export function hitBeyond(hits: readonly Mark[], current: number, offset: number, direction: 1 | -1): number | null {
  const index =
    current >= 0
      ? current + direction
      : direction === 1
        ? hits.findIndex(([start]) => start >= offset)
        : hits.findLastIndex(([start]) => start < offset)
  return index >= 0 && index < hits.length ? index : null
}

/** The hit an article opens at; -1 where it opens at none. */
export function landingHit(hits: readonly Mark[], landing: Landing): number {
  if (landing === 'position' || (typeof landing === 'object' && !('offset' in landing))) return -1
  if (landing === 'first-hit') return hits.length > 0 ? 0 : -1
  if (landing === 'last-hit') return hits.length - 1
  return hits.findIndex(([start, end]) => start >= landing.offset || end > landing.offset)
}

/** The first hit at or after an offset, around the end; -1 where there is none. Hits are ordered. */
export function hitAtOrAfter(hits: readonly Mark[], offset: number): number {
  const found = hits.findIndex(([start]) => start >= offset)
  return found === -1 && hits.length > 0 ? 0 : found
}

/** Letter by letter without case and accents, each code unit standing where it stood. */
function foldInPlace(text: string): string {
  let folded = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    if (unit < '\u0080') {
      folded += unit
      continue
    }
    const plain = unit.normalize('NFD').replace(/\p{M}+$/u, '')
    folded += plain.length === 1 ? plain : unit
  }
  const lower = folded.toLowerCase()
  if (lower.length === folded.length) return lower
  return Array.from({ length: folded.length }, (_, at) => {
    const unit = folded.charAt(at).toLowerCase()
    return unit.length === 1 ? unit : folded.charAt(at)
  }).join('')
}

/** The most places that are marked in one article. */
const mostFound = 10_000

/** Every place where the words stand as typed, whatever their case and accents; white space matches any white space. */
export function findInText(text: string, words: string): readonly Mark[] {
  const needle = foldInPlace(words.normalize('NFC')).trim().split(/\s+/u).map(escapeForPattern).join('\\s+')
  if (needle === '') return []
  const found: Mark[] = []
  for (const match of foldInPlace(text).matchAll(new RegExp(needle, 'gu'))) {
    found.push([match.index, match.index + match[0].length])
    if (found.length === mostFound) break
  }
  return found
}

const escapeForPattern = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
