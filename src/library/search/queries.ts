/** The list of articles and the search, over one or several open libraries. Remembers the last few queries. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { ArticleId, ArticleRow } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage, Facets } from '#shared/contract'
import type { CatalogRow } from '../index/catalog'
import { orderNames } from '../index/orders'
import { Lru } from '../lru'
import type { OpenLibrary } from '../open-library'
import { Askers } from './askers'
import { type CountedArticle, facetsOf } from './facets'
import { localDay } from './local-day'
import { Marker } from './marker'
import { PatternSearch } from './pattern-search'
import { makePlan, type Plan } from './plan'
import { shownRow } from './rows'
import { cancelled, SharedWork } from './shared-work'
import { Sources } from './sources'
import type { TextThread } from './text-thread'

/** Rows made together, their texts being read at the same time; after them other requests get their turn. */
const rowsTogether = 16
const sorts: readonly ArticleQuery['sort'][] = ['relevance', ...orderNames]
/** How many queries are remembered. */
const remembered = 12
/** Milliseconds that regular expressions may take to be pointed out in the rows of a page. */
const patternTime = 500

/** What queries are asked of. */
interface QueriesOptions {
  readonly libraries: () => readonly OpenLibrary[]
  /** Milliseconds of a clock that is never set back. */
  readonly now: () => number
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** Looks through articles for regular expressions. */
  readonly looking: TextThread
  /** Points out what was found. */
  readonly marking: TextThread
  /** The bundled merge worker. */
  readonly mergeWorker: () => URL
  /** Told when all is found in a library that an earlier search missed. */
  readonly onWhole: (library: OpenLibrary) => void
}

export class Queries {
  readonly sources: Sources
  readonly marker: Marker
  readonly #patterns: PatternSearch
  readonly #plans = new Lru<SharedWork<Plan>>(remembered)
  readonly #facets = new WeakMap<Plan, Facets>()
  /** A page asks for both at once. */
  readonly #askers = new Askers()
  readonly #facetAskers = new Askers()

  constructor(private readonly options: QueriesOptions) {
    this.sources = new Sources(options.mergeWorker, options.onWhole)
    this.#patterns = new PatternSearch(options.looking)
    this.marker = new Marker(options.marking)
  }

  /**
   * The articles from `offset` on. Rejects with 'cancelled' where the asker has another question before it is answered. Who
   * gives no name waits for all that is written; the others are told by `onWhole`.
   */
  page(query: ArticleQuery, offset: number, limit: number, asker?: string): Promise<ArticlePage> {
    const start = this.options.now()
    return this.#askers.ask(asker, JSON.stringify(query), async (signal) => {
      if (asker === undefined) await this.sources.whole(this.#scope(query))
      const plan = await this.plan(query, { signal })
      const rows = await this.#rows(plan, offset, limit, signal)
      const { total, partial, explanation, shortfall } = plan
      return { total, partial, explanation, shortfall, tookMs: this.options.now() - start, rows }
    })
  }

  /** How all articles of a query spread. Rejects as `page`. */
  facets(query: ArticleQuery, asker?: string): Promise<Facets> {
    return this.#facetAskers.ask(asker, JSON.stringify(query), async (signal) => {
      const plan = await this.plan(this.#likeRemembered(query), { signal })
      const known = this.#facets.get(plan)
      if (known !== undefined) return known
      const facets = facetsOf(this.#counted(plan))
      this.#facets.set(plan, facets)
      return facets
    })
  }

  /** All articles of a query, in its order. */
  async all(query: ArticleQuery): Promise<ArticleId[]> {
    await this.sources.whole(this.#scope(query))
    const plan = await this.plan(query)
    return plan.take(0, plan.total).map(({ row }) => row.id)
  }

  /** All articles of a query by library, in no particular order. */
  async rows(query: ArticleQuery): Promise<ReadonlyMap<OpenLibrary, readonly CatalogRow[]>> {
    await this.sources.whole(this.#scope(query))
    const groups = new Map<OpenLibrary, CatalogRow[]>()
    for (const { library, row } of (await this.plan(query)).articles()) {
      const rows = groups.get(library)
      if (rows === undefined) groups.set(library, [row])
      else rows.push(row)
    }
    return groups
  }

  /** Equal for a query as long as its answer is. */
  keyOf(query: ArticleQuery): string {
    // Articles are read all the time: a question that is not about that keeps its answer.
    const isOfStates = /is:/i.test(query.text)
    const revisions = this.#scope(query).map((library) => {
      const { id, index, annotations, stated } = library
      const read = this.sources.versionOf(library)
      return `${id}.${index.catalog.revision}.${annotations}.${read}.${isOfStates ? stated : ''}`
    })
    return JSON.stringify([query, revisions, localDay(this.options.clock())])
  }

  /** What a query comes to; remembered for those who ask again. */
  plan(
    query: ArticleQuery,
    {
      signal,
      isRemembered = true,
    }: { readonly signal?: AbortSignal | undefined; readonly isRemembered?: boolean } = {},
  ): Promise<Plan> {
    const key = this.keyOf(query)
    if (this.#plans.peek(key)?.isSpent === true) this.#plans.delete(key)
    const begin = (): SharedWork<Plan> => {
      const planner = { sources: this.sources, patterns: this.#patterns, today: localDay(this.options.clock()) }
      return new SharedWork((off) => makePlan(query, this.#scope(query), planner, off))
    }
    const work = isRemembered ? this.#plans.get(key, begin) : (this.#plans.peek(key) ?? begin())
    return work.join(signal)
  }

  /** The query in an order in which its answer is known already, where there is one: the articles are the same in any. */
  #likeRemembered(query: ArticleQuery): ArticleQuery {
    for (const sort of sorts) {
      for (const refine of [true, false]) {
        const like = { ...query, sort, refine }
        if (this.#plans.peek(this.keyOf(like))?.isSpent === false) return like
      }
    }
    return { ...query, sort: 'relevance', refine: false }
  }

  async #rows(plan: Plan, offset: number, limit: number, signal: AbortSignal | undefined): Promise<ArticleRow[]> {
    const maker = { patterns: this.#patterns, marker: this.marker }
    const patternBudget = { left: patternTime }
    const found = plan.take(offset, limit)
    const rows: ArticleRow[] = []
    for (let at = 0; at < found.length; at += rowsTogether) {
      if (at > 0) await breathe()
      if (signal?.aborted) throw cancelled()
      const batch = found.slice(at, at + rowsTogether)
      rows.push(...(await Promise.all(batch.map((one) => shownRow(one, plan, maker, patternBudget)))))
    }
    return rows
  }

  *#counted(plan: Plan): Generator<CountedArticle> {
    const annotated = new Map<OpenLibrary, ReturnType<Sources['annotated']>>()
    for (const { library, row } of plan.articles()) {
      const notes = annotated.get(library) ?? this.sources.annotated(library)
      annotated.set(library, notes)
      const { date, source, format, language, keywords, path } = row
      yield { date: date.iso, source, format, language, keywords, tags: notes.get(path)?.tags ?? [] }
    }
  }

  #scope({ scope, folder }: ArticleQuery): readonly OpenLibrary[] {
    const named = folder === null ? scope : [folder.library]
    return this.options.libraries().filter(({ id }) => named === null || named.includes(id))
  }
}
