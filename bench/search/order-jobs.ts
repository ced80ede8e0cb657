/** Whether Lectern's base order is the one that stock lunr gives over the same analysis. */
import { parseQuery, searchStores } from '#core/search/index'
import { findingEveryTerm, lunrOver, lunrScores } from '../../tests/support/stock-lunr'
import { answerJob } from './child'
import { readDocuments } from './documents'
import type { Ask } from './engine'
import { written } from './engines/lectern'
import { openSources } from './sources'

export interface OrderFigures {
  readonly queries: number
  /** Queries whose first ten are the same, in the same order. */
  readonly identical: number
  /** The largest difference between two scores of one article. */
  readonly largestDifference: number
  readonly different: readonly string[]
}

interface CompareInput {
  readonly prepared: string
  readonly folder: string
  readonly asks: readonly Ask[]
}

/** Scores are compared as Lectern keeps them. */
const rounded = (score: number): number => Math.round(score * 1e10) / 1e10

answerJob({
  async compare({ prepared, folder, asks }: CompareInput): Promise<OrderFigures> {
    const { store, sources } = openSources(folder)
    const index = findingEveryTerm(lunrOver(await readDocuments(prepared)))
    const different: string[] = []
    let largestDifference = 0
    for (const ask of asks) {
      const query = parseQuery(written(ask), { languages: store.languages, today: null })
      const outcome = searchStores(sources, query, { offset: 0, limit: 10 })
      const scores = lunrScores(index, query, outcome.terms)
      // Which articles are found is the language's concern; in which order, lunr's.
      const expected = outcome
        .matching()
        .map(({ key }) => ({ key, score: rounded(scores.get(key) ?? 0) }))
        .sort((one, two) => two.score - one.score || (one.key < two.key ? -1 : 1))
        .slice(0, 10)
      outcome.hits.forEach(({ key, score }) => {
        largestDifference = Math.max(largestDifference, Math.abs(score - rounded(scores.get(key) ?? 0)))
      })
      if (outcome.hits.some(({ key }, at) => key !== expected[at]?.key) || outcome.hits.length !== expected.length)
        different.push(written(ask))
    }
    return { queries: asks.length, identical: asks.length - different.length, largestDifference, different }
  },
})
