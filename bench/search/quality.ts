/** How good an order is, by what people said is relevant. */
import type { Ask } from './engine'

/** A question with the keys of all articles that answer it. */
export interface Judged {
  readonly ask: Ask
  readonly relevant: readonly string[]
}

/** Means over all questions. */
export interface Quality {
  /** Järvelin and Kekäläinen 2002, relevant or not, first ten. */
  readonly ndcg10: number
  readonly recall100: number
  /** Mean average precision over the first hundred. */
  readonly map: number
  /** nDCG@10 of the questions at even and at odd places, to see what chance does. */
  readonly halves: readonly [number, number]
}

const discount = (place: number): number => 1 / Math.log2(place + 2)

export function ndcg(found: readonly string[], relevant: readonly string[], depth: number): number {
  const isRelevant = new Set(relevant)
  const gained = found.slice(0, depth).reduce((sum, key, place) => sum + (isRelevant.has(key) ? discount(place) : 0), 0)
  const most = relevant.slice(0, depth).reduce((sum, _, place) => sum + discount(place), 0)
  return most === 0 ? 0 : gained / most
}

function averagePrecision(found: readonly string[], relevant: readonly string[]): number {
  const isRelevant = new Set(relevant)
  let met = 0
  let sum = 0
  found.forEach((key, place) => {
    if (!isRelevant.has(key)) return
    met += 1
    sum += met / (place + 1)
  })
  return relevant.length === 0 ? 0 : sum / relevant.length
}

/** `found[i]`: the keys for question `i`, best first, a hundred at most. */
export function qualityOf(questions: readonly Judged[], found: readonly (readonly string[])[]): Quality {
  const mean = (of: (keys: readonly string[], relevant: readonly string[]) => number, keeps = (_: number) => true) => {
    const values = questions.map(({ relevant }, i) => of(found[i] ?? [], relevant)).filter((_, i) => keeps(i))
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  const first = (keys: readonly string[], relevant: readonly string[]): number => ndcg(keys, relevant, 10)
  return {
    ndcg10: mean(first),
    recall100: mean((keys, relevant) => {
      const found100 = new Set(keys.slice(0, 100))
      return relevant.length === 0 ? 0 : relevant.filter((key) => found100.has(key)).length / relevant.length
    }),
    map: mean((keys, relevant) => averagePrecision(keys.slice(0, 100), relevant)),
    halves: [mean(first, (i) => i % 2 === 0), mean(first, (i) => i % 2 === 1)],
  }
}

/** Mean reciprocal rank: one article each was looked for. */
export function reciprocalRank(wanted: readonly string[], found: readonly (readonly string[])[]): number {
  const ranks = wanted.map((key, i) => (found[i] ?? []).indexOf(key))
  return ranks.reduce((sum, rank) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0) / Math.max(1, wanted.length)
}
