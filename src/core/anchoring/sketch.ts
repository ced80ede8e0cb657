/**
 * A sketch of a text: 64 characters by which two texts can be compared for how much they share, without either of them.
 *
 * MinHash (Broder, 1997, “On the resemblance and containment of documents”) over runs of three words, with the last six bits
 * of each smallest value (Li and König, 2010, “b-bit minwise hashing”). The share of equal characters, less those that are
 * equal by chance, is the share of runs that both texts have of all that either has: a paragraph that is moved changes almost
 * nothing, a text put before or after changes as much as it adds.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Characters of a sketch. */
const width = 64
/** Words of a run. */
const runLength = 3
/** A text of fewer runs has no sketch: too little to be known by. */
const fewestRuns = 40
/** Letters looked at, in UTF-16 code units; what follows in a longer text does not count. */
const longestSketched = 500_000

const word = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]|[\p{L}\p{N}]+/gu

/** The sketch of a text; null where there are too few words. Linear in its length. */
export function sketchOf(text: string): string | null {
  const words = text.slice(0, longestSketched).toLowerCase().match(word) ?? []
  if (words.length - runLength + 1 < fewestRuns) return null
  const hashes = words.map(hashOf)
  const smallest = new Uint32Array(width).fill(0xffffffff)
  for (let at = 0; at + runLength <= hashes.length; at++) {
    let run = 0
    for (let next = at; next < at + runLength; next++) run = mixed(Math.imul(run, 31) + (hashes[next] ?? 0))
    for (let line = 0; line < width; line++) {
      const value = mixed(run ^ Math.imul(line + 1, 0x9e3779b1))
      if (value < (smallest[line] ?? 0)) smallest[line] = value
    }
  }
  return Array.from(smallest, (value) => alphabet[value & 63]).join('')
}

/** How much two sketched texts share, 0 to 1; within 0.12 of the truth 19 times in 20. 0 where one has no sketch. */
export function likenessOf(a: string | null | undefined, b: string | null | undefined): number {
  if (a?.length !== width || b?.length !== width) return 0
  let equal = 0
  for (let at = 0; at < width; at++) if (a[at] === b[at]) equal += 1
  return Math.max(0, (equal / width - 1 / alphabet.length) / (1 - 1 / alphabet.length))
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

/** The finaliser of MurmurHash3: every bit of the outcome depends on every bit of the value. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
