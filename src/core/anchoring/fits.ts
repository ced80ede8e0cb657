/** Places in a loosened text where a passage may stand that was edited. */
import { bestFit, type Fit } from './align'

/** Of a quote's letters, this share may differ in a fit that is looked at at all. */
const mostDifferent = 0.4
/** Longer quotes are compared by their two ends of this many letters. */
const longestCompared = 1_000
/** Likely windows looked at, at most. */
const mostWindows = 12
/** Letters of a seed, by which windows are found. */
const seedLength = 6

/** Places where something like the quote stands, found by the short runs of letters that it shares with the text. */
export function likelyFits(quote: string, text: string): readonly Fit[] {
  if (quote.length > longestCompared) return longFits(quote, text)
  const slack = Math.ceil(quote.length * mostDifferent)
  return likelyWindows(quote, text).flatMap((origin) => {
    const from = Math.max(0, origin - slack)
    const to = Math.min(text.length, origin + quote.length + slack)
    const fit = bestFit(quote, text, from, to, slack)
    return fit === null || fit.end <= fit.start ? [] : [fit]
  })
}

/** A long quote is where both of its ends are, in their order and about as far apart. */
function longFits(quote: string, text: string): Fit[] {
  const half = longestCompared / 2
  const ends = [quote.slice(0, half), quote.slice(-half)].map((part) => {
    const slack = Math.ceil(part.length * mostDifferent)
    return likelyWindows(part, text).flatMap((origin) => {
      const to = Math.min(text.length, origin + part.length + slack)
      const fit = bestFit(part, text, Math.max(0, origin - slack), to, slack)
      return fit === null ? [] : [fit]
    })
  })
  const [firsts = [], lasts = []] = ends
  return firsts.flatMap((first) =>
    lasts.flatMap((last) => {
      const length = last.end - first.start
      if (length < quote.length * (1 - mostDifferent) || length > quote.length * (1 + mostDifferent)) return []
      const shared = ((first.distance + last.distance) * quote.length) / longestCompared
      return [
        { start: first.start, end: last.end, distance: Math.round(Math.max(shared, Math.abs(length - quote.length))) },
      ]
    }),
  )
}

/** Where the pattern would begin, by how many of its seeds say so; the most agreed upon first. */
function likelyWindows(pattern: string, text: string): readonly number[] {
  const seeds = new Map<string, number[]>()
  for (let at = 0; at + seedLength <= pattern.length; at++) {
    const seed = pattern.slice(at, at + seedLength)
    const places = seeds.get(seed)
    if (places === undefined) seeds.set(seed, [at])
    else if (places.length < 4) places.push(at)
  }
  const width = Math.max(8, Math.ceil(pattern.length / 4))
  const votes = new Map<number, number>()
  for (let at = 0; at + seedLength <= text.length; at++) {
    for (const place of seeds.get(text.slice(at, at + seedLength)) ?? []) {
      const bucket = Math.floor((at - place) / width)
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1)
    }
  }
  return [...votes]
    .sort(([a, votesA], [b, votesB]) => votesB - votesA || a - b)
    .slice(0, mostWindows)
    .map(([bucket]) => bucket * width + Math.floor(width / 2))
}
