/** Where in a text a pattern fits best, with the fewest letters changed. */

/** The best fit of a pattern: `[start, end)` in the text and how many letters differ. */
export interface Fit {
  readonly start: number
  readonly end: number
  readonly distance: number
}

/**
 * The place in `[from, to)` of a text that needs the fewest insertions, deletions and substitutions to become the pattern
 * (Sellers, 1980: an edit distance whose ends in the text are free). Of equal places the first. Takes pattern length times
 * window length steps; stops early with null once no place can stay within `most` differences.
 */
export function bestFit(pattern: string, text: string, from: number, to: number, most: number): Fit | null {
  const length = pattern.length
  let distances = new Uint32Array(length + 1)
  let starts = new Uint32Array(length + 1)
  let nextDistances = new Uint32Array(length + 1)
  let nextStarts = new Uint32Array(length + 1)
  for (let row = 0; row <= length; row++) {
    distances[row] = row
    starts[row] = from
  }
  let best: Fit | null = (distances[length] ?? 0) <= most ? { start: from, end: from, distance: length } : null
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    nextDistances[0] = 0
    nextStarts[0] = at + 1
    for (let row = 1; row <= length; row++) {
      const diagonal = (distances[row - 1] ?? 0) + (pattern.charCodeAt(row - 1) === unit ? 0 : 1)
      const left = (distances[row] ?? 0) + 1
      const up = (nextDistances[row - 1] ?? 0) + 1
      if (diagonal <= left && diagonal <= up) {
        nextDistances[row] = diagonal
        // The first letter of the pattern that is met decides where the fit begins.
        nextStarts[row] = row === 1 ? at : (starts[row - 1] ?? at)
      } else if (left <= up) {
        nextDistances[row] = left
        nextStarts[row] = starts[row] ?? at
      } else {
        nextDistances[row] = up
        nextStarts[row] = nextStarts[row - 1] ?? at
      }
    }
    const distance = nextDistances[length] ?? 0
    if (distance <= most && (best === null || distance < best.distance))
      best = { start: Math.min(nextStarts[length] ?? at, at), end: at + 1, distance }
    ;[distances, nextDistances] = [nextDistances, distances]
    ;[starts, nextStarts] = [nextStarts, starts]
  }
  return best
}
