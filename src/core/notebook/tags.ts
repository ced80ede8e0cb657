/** Tags: words of the reader's own, in levels parted by `/`. */
import { LecternError } from '#shared/result'
import { compareText } from './revision'

/** Longest tag, in UTF-16 code units. */
const maxTagLength = 200

/**
 * The form in which a tag is kept: NFC, white space around each level gone and inside a level single, no empty level; upper
 * and lower case as written. Throws 'invalid' where nothing is left or it is too long.
 */
export function normaliseTag(written: string): string {
  const levels = written
    .normalize('NFC')
    .split('/')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .map((level) => level.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ').trim())
    .filter((level) => level !== '')
  const tag = levels.join('/')
  if (tag === '') throw new LecternError('invalid', 'A tag needs at least one letter. Nothing was changed.')
  if (tag.length > maxTagLength) {
    throw new LecternError('invalid', `A tag has at most ${maxTagLength} characters. Nothing was changed.`)
  }
  return tag
}

/** The form in which tags are put in order, and words looked for in what the reader wrote: without upper and lower case or accents. */
export function foldTag(tag: string): string {
  return tag.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Whether a tag is `of` or lies below it: `politics/us` is within `politics`, `politicsweb` is not. */
export function isWithinTag(tag: string, of: string): boolean {
  return tag === of || tag.startsWith(`${of}/`)
}

/** By name, without upper and lower case; tags that differ in nothing else have a fixed order too. */
export function compareTags(a: string, b: string): number {
  return compareText(foldTag(a), foldTag(b)) || compareText(a, b)
}
