/** From the canonical text of an article back to the file it was read from: letters and digits are what both have in common. */

/** Letters and digits compared on each side of a place: enough to tell most repetitions of a sentence apart. */
const reach = 160
/** Letters that the file may have fewer than the canonical text before a place: a character written as its number, say. */
const slack = 200

/** The line, from 1, in which the code unit at `offset` stands. Lines end as editors end them: `\n`, `\r\n` or `\r`. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index + end.length > offset) break
    line++
  }
  return line
}

/** The letters and digits of a text without their accents, and where each stands. */
interface Skeleton {
  readonly letters: string
  /** For each code unit of `letters`: the offset in the text, UTF-16 code units. */
  readonly at: readonly number[]
}

/** Takes a text down to what formats do not change: its letters and digits. */
export function skeletonOf(text: string): Skeleton {
  const pieces: string[] = []
  const at: number[] = []
  for (const { 0: letter, index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    // A file may hold an accent as a character of its own, where the canonical text (NFC) has one letter with its accent.
    const bare = letter.normalize('NFD').replace(/\p{M}/gu, '')
    pieces.push(bare)
    for (let unit = 0; unit < bare.length; unit++) at.push(index)
  }
  return { letters: pieces.join(''), at }
}

/**
 * Where the place at `offset` of the canonical text stands in the file's text; null where the file does not have it in
 * one piece. The file has all letters of the canonical text and some more (a header, addresses of links), so that a place
 * can only lie as many letters later as there are more. Of the occurrences in that span the one with the longest surroundings
 * in common counts; of equal ones, the one nearest to where it would be if the extra letters were spread evenly.
 */
export function placeInFile(canonical: Skeleton, file: Skeleton, offset: number): number | null {
  const rank = firstAtOrAfter(canonical.at, offset)
  if (rank >= canonical.letters.length) return null
  const extra = Math.max(0, file.letters.length - canonical.letters.length)
  const expected = rank * (file.letters.length / canonical.letters.length)
  let best: { readonly rank: number; readonly common: number } | null = null
  // A markup character inside a word, an entity, a footnote: the shorter the piece, the likelier the file has it whole.
  for (const length of [32, 12, 4, 1]) {
    const piece = canonical.letters.slice(rank, rank + length)
    let found = file.letters.indexOf(piece, Math.max(0, rank - slack))
    for (; found !== -1 && found <= rank + extra + slack; found = file.letters.indexOf(piece, found + 1)) {
      const common = commonLength(canonical.letters, rank, file.letters, found)
      const isNearer = best !== null && Math.abs(found - expected) < Math.abs(best.rank - expected)
      if (best === null || common > best.common || (common === best.common && isNearer)) best = { rank: found, common }
    }
    if (best !== null) return file.at[best.rank] ?? null
  }
  return null
}

/** Letters that agree without a gap around two places, at most `reach` to each side. */
function commonLength(one: string, oneAt: number, other: string, otherAt: number): number {
  let after = 0
  while (after < reach && oneAt + after < one.length && one[oneAt + after] === other[otherAt + after]) after++
  let before = 0
  while (before < reach && before < oneAt && one[oneAt - before - 1] === other[otherAt - before - 1]) before++
  return before + after
}

/** The index of the first value that is not below `wanted`, in ascending values. */
function firstAtOrAfter(values: readonly number[], wanted: number): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
