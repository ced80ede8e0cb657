/** How well a few typed letters fit a name. Pure: the palette ranks with it. */
import type { Mark } from '#shared/article'

/** A name that fits: the higher the score the better; `marks` are the letters met, UTF-16 code units of the name. */
export interface Fit {
  readonly score: number
  readonly marks: readonly Mark[]
}

/** Points for a letter at the start of a word, next to the one before, and anywhere else. */
const points = { start: 10, next: 8, elsewhere: 1 }
/** Taken for each word of the query that has to be spelt out of scattered letters, by letter skipped; at most `most`. */
const gap = { letter: 1, most: 6 }
/** What a letter has to bring on average: less is chance. */
const least = 4

const foldLetter = (letter: string): string => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const foldEach = (text: string): readonly string[] =>
  Array.from({ length: text.length }, (_, at) => foldLetter(text.charAt(at)).charAt(0))

const isWordLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)

/** Fits every word of `query` somewhere into `name`, its letters in order; null where one does not fit. */
export function fitName(query: string, name: string): Fit | null {
  const words = query.split(/\s+/u).filter((word) => word !== '')
  const letters = foldEach(name)
  let score = 0
  const met = new Set<number>()
  for (const word of words) {
    const found = fitWord(foldEach(word), letters)
    if (found === null) return null
    score += found.score
    for (const at of found.places) met.add(at)
  }
  // Among names that fit as well, the one that says little more comes first.
  return { score: score - Math.min(5, name.length / 20), marks: marksOf(met) }
}

/** The best way to spell a word with letters of a name: for each letter of the word, the best score that ends at each place. */
function fitWord(
  word: readonly string[],
  letters: readonly string[],
): { readonly score: number; readonly places: readonly number[] } | null {
  let row = new Map<number, { readonly score: number; readonly places: readonly number[] }>()
  for (const [index, letter] of word.entries()) {
    const next: typeof row = new Map()
    for (let at = index; at < letters.length; at++) {
      if (letters[at] !== letter) continue
      const starts = !isWordLetter(letters[at - 1])
      if (index === 0) {
        next.set(at, { score: starts ? points.start : points.elsewhere, places: [at] })
        continue
      }
      let best: { score: number; places: readonly number[] } | null = null
      for (const [before, { score, places }] of row) {
        if (before >= at) continue
        const skipped = at - before - 1
        const own =
          skipped === 0
            ? points.next
            : (starts ? points.start : points.elsewhere) - Math.min(gap.most, skipped * gap.letter)
        if (best === null || score + own > best.score) best = { score: score + own, places: [...places, at] }
      }
      if (best !== null) next.set(at, best)
    }
    row = next
  }
  const best = [...row.values()].reduce<{ score: number; places: readonly number[] } | null>(
    (winner, one) => (winner === null || one.score > winner.score ? one : winner),
    null,
  )
  return best === null || best.score < word.length * least ? null : best
}

function marksOf(places: ReadonlySet<number>): readonly Mark[] {
  const marks: [number, number][] = []
  for (const at of [...places].sort((a, b) => a - b)) {
    const last = marks.at(-1)
    if (last?.[1] === at) last[1] = at + 1
    else marks.push([at, at + 1])
  }
  return marks
}
