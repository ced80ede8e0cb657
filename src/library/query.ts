/** The list of articles and the search, over one or several open libraries. */
import { setImmediate as breathe } from 'node:timers/promises'
import { explainQuery, findHits, isBlank, makeSnippet, parseQuery, searchStores } from '#core/search/index'
import type { Query } from '#core/search/query'
import type { ArticleId, ArticleRow, MarkedText } from '#shared/article'
import type { ArticlePage, ArticleQuery } from '#shared/contract'
import { type CatalogRow, libraryOf } from './catalog'
import { Lru } from './lru'
import { narrow } from './narrowing'
import type { OpenLibrary } from './open-library'
import { compareBy, mergeSorted, type OrderName } from './orders'

/** The opening words of a list row, in characters, and the bytes they are taken from. */
const openingLength = 240
const openingBytes = 1200
const snippetLength = 240
/** Bytes of a text that are looked through for its best window: a book would hold up the rows after it. */
const snippetBytes = 512 * 1024
/** Hits are fetched in windows of this many and more, so that paging does not search again. */
const firstWindow = 200
/** Milliseconds of work after which other requests get their turn. */
const turn = 12
/** How many queries are remembered. */
const remembered = 8

interface Found {
  readonly row: CatalogRow
  readonly score: number | null
}

/** What a query came to, ready to be paged through. */
interface Plan {
  readonly query: Query | null
  readonly explanation: string
  readonly partial: boolean
  readonly total: number
  /** The rows from `offset` on, at most `limit` of them. */
  take(offset: number, limit: number): readonly Found[]
}

/** Answers queries; remembers the last few, so that paging and asking again cost little. */
export class Queries {
  readonly #plans = new Lru<Plan>(remembered)

  constructor(
    private readonly libraries: () => readonly OpenLibrary[],
    /** Milliseconds of a clock that is never set back. */
    private readonly now: () => number,
  ) {}

  async page(query: ArticleQuery, offset: number, limit: number): Promise<ArticlePage> {
    const start = this.now()
    const scope = this.#scope(query)
    const plan = this.#plan(query, scope)
    const rows: ArticleRow[] = []
    let turnStart = this.now()
    for (const found of plan.take(offset, limit)) {
      const library = scope.find(({ id }) => id === libraryOf(found.row.id))
      if (library !== undefined) rows.push(await shownRow(library, found, plan.query))
      if (this.now() - turnStart > turn) {
        await breathe()
        turnStart = this.now()
      }
    }
    const { total, partial, explanation } = plan
    return { total, partial, explanation, tookMs: this.now() - start, rows }
  }

  /** All articles of a query, in its order. */
  all(query: ArticleQuery): ArticleId[] {
    const plan = this.#plan(query, this.#scope(query))
    return plan.take(0, plan.total).map(({ row }) => row.id)
  }

  #scope({ scope, folder }: ArticleQuery): readonly OpenLibrary[] {
    const named = folder === null ? scope : [folder.library]
    return this.libraries().filter(({ id }) => named === null || named.includes(id))
  }

  #plan(query: ArticleQuery, scope: readonly OpenLibrary[]): Plan {
    const revisions = scope.map((library) => `${library.id}.${library.index.catalog.revision}.${library.annotations}`)
    return this.#plans.get(JSON.stringify([query, revisions]), () => makePlan(query, scope))
  }
}

function makePlan(query: ArticleQuery, scope: readonly OpenLibrary[]): Plan {
  const parsed = parseQuery(query.text)
  if (isBlank(parsed)) return listPlan(query, scope)
  return query.sort === 'relevance' ? rankedPlan(query, parsed, scope) : sortedSearchPlan(query, parsed, scope)
}

function listPlan(query: ArticleQuery, scope: readonly OpenLibrary[]): Plan {
  const tests = narrow(query, scope)
  const rows = sorted(query, scope, (library, path) => tests?.[library]?.(path) ?? true, tests !== null)
  return {
    query: null,
    explanation: '',
    partial: false,
    total: rows.length,
    take: (at, limit) => slice(rows, at, limit),
  }
}

function rankedPlan(query: ArticleQuery, parsed: Query, scope: readonly OpenLibrary[]): Plan {
  const search = searcher(query, parsed, scope)
  let outcome = search(0, firstWindow)
  const { total, partial } = outcome
  const take = (offset: number, limit: number): readonly Found[] => {
    const needed = Math.min(offset + limit, total)
    if (needed > outcome.hits.length) outcome = search(0, Math.max(needed, outcome.hits.length * 4))
    return outcome.hits.slice(offset, offset + limit).flatMap(({ store, key, score }) => {
      const row = scope[store]?.index.catalog.at(key)
      return row === undefined ? [] : [{ row, score }]
    })
  }
  return { query: parsed, explanation: explainQuery(parsed), partial, total, take }
}

function sortedSearchPlan(query: ArticleQuery, parsed: Query, scope: readonly OpenLibrary[]): Plan {
  const everything = scope.reduce((sum, { index }) => sum + index.store.size, 0)
  const outcome = searcher(query, parsed, scope)(0, everything)
  const scores = scope.map(() => new Map<string, number>())
  for (const { store, key, score } of outcome.hits) scores[store]?.set(key, score)
  const rows = sorted(query, scope, (library, path) => scores[library]?.has(path) ?? false, true)
  const scoreOf = (row: CatalogRow): number | null =>
    scores[scope.findIndex(({ id }) => id === libraryOf(row.id))]?.get(row.path) ?? null
  return {
    ...{ query: parsed, explanation: explainQuery(parsed), partial: outcome.partial, total: rows.length },
    take: (at, limit) => slice(rows, at, limit).map(({ row }) => ({ row, score: scoreOf(row) })),
  }
}

function searcher(
  query: ArticleQuery,
  parsed: Query,
  scope: readonly OpenLibrary[],
): (offset: number, limit: number) => ReturnType<typeof searchStores> {
  const stores = scope.map(({ index }) => index.store)
  const tests = narrow(query, scope)
  return (offset, limit) =>
    searchStores(stores, parsed, {
      offset,
      limit,
      ...(tests !== null && { accepts: (store: number, key: string) => tests[store]?.(key) ?? true }),
    })
}

interface Sorted {
  readonly row: CatalogRow
  readonly key: string
}

function sorted(
  query: ArticleQuery,
  scope: readonly OpenLibrary[],
  accepts: (library: number, path: string) => boolean,
  isNarrowed: boolean,
): readonly Sorted[] {
  const order: OrderName = query.sort === 'relevance' ? 'date-newest' : query.sort
  const lists = scope.map(({ index }, library) => {
    const rows = index.order(order)
    return isNarrowed ? rows.filter(({ row }) => accepts(library, row.path)) : rows
  })
  return mergeSorted(lists, compareBy[order])
}

const slice = (rows: readonly Sorted[], offset: number, limit: number): readonly Found[] =>
  rows.slice(offset, offset + limit).map(({ row }) => ({ row, score: null }))

async function shownRow(library: OpenLibrary, { row, score }: Found, query: Query | null): Promise<ArticleRow> {
  const { id, path, title, date, author, source, format } = row
  const { tags, note } = library.notebook.annotation(path)
  return {
    ...{ id, library: library.id, path, title, date, author, source, format, tags, hasNote: note !== '' },
    snippet: query === null ? await opening(library, row) : await snippet(library, row, query),
    titleMarks: query === null ? [] : findHits(title, query, 'title'),
    ...(score !== null && { score }),
  }
}

async function opening(library: OpenLibrary, row: CatalogRow): Promise<MarkedText> {
  const start = (await library.index.text(row, openingBytes)).replace(/\s+/g, ' ').trim()
  if (start.length <= openingLength) return { text: start, marks: [] }
  const cut = start.slice(0, openingLength)
  // Not in the middle of a word, nor of a character.
  const end = Math.max(cut.lastIndexOf(' '), openingLength / 2)
  return { text: `${cut.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`, marks: [] }
}

async function snippet(library: OpenLibrary, row: CatalogRow, query: Query): Promise<MarkedText> {
  return makeSnippet(await library.index.text(row, snippetBytes), query, snippetLength)
}
