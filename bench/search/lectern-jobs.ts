/** What only Lectern is asked for: what words that stand together cost, what the re-ranking costs, and a change in the store. */
import { feedbackHits, freezeArticles, parseQuery, refine, refineDepth, searchStores } from '#core/search/index'
import { answerJob } from './child'
import { readDocuments, Texts } from './documents'
import type { Ask } from './engine'
import { written } from './engines/lectern'
import { type Spread, spreadOf, timed } from './measure'
import { openSources } from './sources'

export interface TogetherFigures {
  readonly words: Spread
  readonly phrase: Spread
  readonly near: Spread
}

interface StoreInput {
  readonly prepared: string
  readonly folder: string
}

answerJob({
  /** The same pairs of words as words, as a phrase and near each other; ranking alone, no snippets. */
  together({ folder, asks }: StoreInput & { asks: readonly Ask[] }): TogetherFigures {
    const { store, sources } = openSources(folder)
    const run = (ask: Ask): number => {
      const [, ms] = timed(() => {
        const query = parseQuery(written(ask), { languages: store.languages, today: null })
        return searchStores(sources, query, { offset: 0, limit: 10 })
      })
      return ms
    }
    const times = { words: [] as number[], phrase: [] as number[], near: [] as number[] }
    for (const pass of [0, 1])
      for (const ask of asks)
        for (const kind of ['words', 'phrase', 'near'] as const) {
          const ms = run({ ...ask, kind })
          if (pass === 1) times[kind].push(ms)
        }
    return { words: spreadOf(times.words), phrase: spreadOf(times.phrase), near: spreadOf(times.near) }
  },

  /** The re-ranking alone, with the texts it reads, after the search; `far`: of questions that no article meets in full. */
  refining({ prepared, folder, asks }: StoreInput & { asks: readonly Ask[] }): Spread {
    const { store, sources } = openSources(folder)
    const texts = new Texts(prepared)
    const times: number[] = []
    for (const [number, ask] of [...asks, ...asks].entries()) {
      const query = parseQuery(written(ask), { languages: store.languages, today: null })
      const outcome = searchStores(sources, query, { offset: 0, limit: refineDepth })
      const [, ms] = timed(() =>
        refine(
          sources,
          query,
          outcome,
          feedbackHits(query, outcome).map(({ key }) => texts.read(key)),
        ),
      )
      if (number >= asks.length) times.push(ms)
    }
    return spreadOf(times)
  },

  /** One article changed: analysed, put into the store and found. */
  async update({ prepared, folder, count }: StoreInput & { count: number }): Promise<Spread> {
    const { store, sources } = openSources(folder)
    const articles = await readDocuments(prepared)
    const times = Array.from({ length: count }, (_, i) => {
      const article = articles[Math.floor((i * articles.length) / count)]
      if (article === undefined) throw new RangeError('There are no articles.')
      const word = `updated${i}q`
      const query = parseQuery(word)
      const [outcome, ms] = timed(() => {
        store.add(freezeArticles([{ ...article, body: `${article.body}\n\nThis was ${word}.` }]))
        return searchStores(sources, query, { offset: 0, limit: 10 })
      })
      if (outcome.hits[0]?.key !== article.key) throw new Error(`${article.key} was not found by ${word}.`)
      return ms
    })
    return spreadOf(times)
  },
})
