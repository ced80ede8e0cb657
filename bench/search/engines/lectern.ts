/** Lectern's own search: the core over its texts, as the library process uses it. */
import { Worker } from 'node:worker_threads'
import {
  createStore,
  feedbackHits,
  freezeArticles,
  makeSnippet,
  parseQuery,
  refine,
  refineDepth,
  type SearchableArticle,
  type SearchOutcome,
  type SearchStore,
  searchStores,
} from '#core/search/index'
import { joinSegments } from '#core/search/join'
import type { Query } from '#core/search/query'
import { Texts } from '../documents'
import type { Ask, Engine, Need } from '../engine'
import { openSources, saveStore, sourcesOf } from '../sources'

/** Articles that a parse worker turns into one segment. */
const batch = 500
const snippetLength = 240
/** A word that no article has: with it nothing meets all of a query. */
const nowhere = 'zzqnowherezzq'

/** A query in the language of the search box. */
export function written({ kind, words }: Ask): string {
  const text = words.join(' ')
  switch (kind) {
    case 'phrase':
      return `"${text}"`
    case 'near':
      return `"${text}"~10`
    case 'prefix':
      return `${text}*`
    case 'fuzzy':
      return `${text}~`
    default:
      return text
  }
}

/** The engine; `refined`: with the re-ranking above lunr's order. */
export function lectern(refined: boolean): Engine {
  let store = createStore()
  let texts: Texts | null = null
  const parse = (text: string): Query => parseQuery(text, { languages: store.languages, today: null })
  const run = (query: Query, limit: number): SearchOutcome =>
    searchStores(sourcesOf(store), query, { offset: 0, limit: refined ? Math.max(limit, refineDepth) : limit })
  const ordered = (query: Query, outcome: SearchOutcome, limit: number): readonly string[] => {
    const hits = refined
      ? refine(
          sourcesOf(store),
          query,
          outcome,
          feedbackHits(query, outcome).map(({ key }) => texts?.read(key) ?? null),
        )
      : outcome.hits
    return hits.slice(0, limit).map(({ key }) => key)
  }
  return {
    name: refined ? 'Lectern' : 'Lectern, lunr’s order',
    kinds: ['words', 'phrase', 'near', 'prefix', 'fuzzy'],
    async build(articles, cores) {
      store = createStore()
      if (cores > 1) await freezeInWorkers(store, articles, cores)
      else for (let at = 0; at < articles.length; at += batch) store.add(freezeArticles(articles.slice(at, at + batch)))
      for (let plan = store.plan(true); plan !== null; plan = store.plan(true))
        store.replace(plan, joinSegments(plan.inputs))
    },
    save: (folder) => saveStore(store, folder),
    open(folder, prepared) {
      store = openSources(folder).store
      texts = new Texts(prepared)
    },
    rank(ask: Ask, need: Need, limit: number) {
      const query = parse(need === 'all' ? written(ask) : `${written(ask)} ${nowhere}`)
      const outcome = run(query, limit)
      return need === 'all' && outcome.partial ? [] : ordered(query, outcome, limit)
    },
    page(ask) {
      const query = parse(written(ask))
      const outcome = run(query, 10)
      return ordered(query, outcome, 10).map((key) => {
        const { body, language } = texts?.read(key) ?? { body: '', language: null }
        const options = { field: 'body', language, terms: outcome.terms } as const
        return { key, snippet: makeSnippet(body, query, snippetLength, options).text }
      })
    },
  }
}

/** As the app does it: worker threads analyse and index, this thread takes their segments in. */
async function freezeInWorkers(
  store: SearchStore,
  articles: readonly SearchableArticle[],
  cores: number,
): Promise<void> {
  let next = 0
  const script = new URL('./freeze-worker.js', import.meta.url)
  await Promise.all(
    Array.from(
      { length: cores },
      () =>
        new Promise<void>((resolve, reject) => {
          const worker = new Worker(script)
          const give = (): void => {
            if (next >= articles.length) {
              worker.terminate().then(() => resolve(), reject)
              return
            }
            worker.postMessage(articles.slice(next, next + batch))
            next += batch
          }
          worker.on('message', (segment: Uint8Array) => {
            give()
            store.add(segment)
          })
          worker.on('error', reject)
          give()
        }),
    ),
  )
}
