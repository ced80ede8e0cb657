/** What a query came to, ready to be paged through. */
import { explainQuery, feedbackHits, isBlank, parseQuery, refine, refineDepth } from '#core/search/index'
import type { Query, QueryNode } from '#core/search/query'
import { mostTerms } from '#core/search/terms'
import type { SearchField, SearchHit, SearchOutcome } from '#core/search/types'
import type { ArticleQuery } from '#shared/article-query'
import { englishNumber } from '#shared/english-number'
import type { CatalogRow } from '../index/catalog'
import { compareBy, mergeSorted, type OrderName } from '../index/orders'
import type { OpenLibrary } from '../open-library'
import { type Finding, find, type Searched } from './find'
import { narrow } from './narrowing'
import type { Candidate, PatternSearch } from './pattern-search'
import { type SharedTerms, sharedTerms } from './show'
import type { Sources } from './sources'

/** Hits are fetched in windows of this many and more, so that paging does not search again. */
const firstWindow = 200
/** Bytes of a text that re-ranking reads. */
const feedbackBytes = 256 * 1024

/** An article of the answer. `score` and `fields` (where its words were met) are of a search. */
export interface Found extends Candidate {
  readonly score: number | null
  readonly fields: readonly SearchField[]
}

export interface Plan {
  /** Null where nothing is searched for: the plan is a list. */
  readonly query: Query | null
  /** What wildcards and fuzzy words stand for; null in a list. */
  readonly terms: SharedTerms | null
  readonly explanation: string
  readonly partial: boolean
  readonly shortfall: string | null
  readonly total: number
  /** The articles from `offset` on, at most `limit` of them. */
  take(offset: number, limit: number): readonly Found[]
  /** All articles, in no particular order. */
  articles(): Iterable<Candidate>
}

/** What plans are made with. */
interface Planner {
  readonly sources: Sources
  readonly patterns: PatternSearch
  /** The day that relative dates speak of. */
  readonly today: string
}

/** The query of a text, as the libraries of a scope read it. */
export const parseFor = (text: string, scope: readonly OpenLibrary[], today: string): Query =>
  parseQuery(text, { languages: [...new Set(scope.flatMap(({ index }) => index.store.languages))], today })

/** Works a query out. Rejects with 'cancelled' where aborted. */
export async function makePlan(
  asked: ArticleQuery,
  scope: readonly OpenLibrary[],
  planner: Planner,
  signal?: AbortSignal,
): Promise<Plan> {
  const { sources } = planner
  const query = parseFor(asked.text, scope, planner.today)
  const tests = narrow(asked, scope, sources)
  const order: OrderName = asked.sort === 'relevance' ? 'date-newest' : asked.sort
  if (isBlank(query)) {
    const accepts = (library: number, path: string): boolean => tests?.[library]?.(path) ?? true
    return listPlan(sorted(order, scope, tests === null ? null : accepts))
  }
  const rows = (): Iterable<Candidate> => sorted(order, scope, null)
  const searched: Searched = {
    ...{ query, scope, tests, rows, sources: scope.map((library) => sources.of(library)) },
    missing: hasWords(query.root) ? scope.reduce((sum, library) => sum + sources.missingIn(library), 0) : 0,
  }
  const finding = await find(searched, planner.patterns, signal)
  return asked.sort === 'relevance'
    ? rankedPlan(searched, finding, asked.refine)
    : sortedPlan(searched, finding, asked.sort)
}

function listPlan(rows: readonly Candidate[]): Plan {
  return {
    ...{ query: null, terms: null, explanation: '', partial: false, shortfall: null, total: rows.length },
    take: (offset, limit) => rows.slice(offset, offset + limit).map((row) => ({ ...row, score: null, fields: [] })),
    articles: () => rows,
  }
}

async function rankedPlan(searched: Searched, finding: Finding, isRefined: boolean): Promise<Plan> {
  let outcome = finding.window(0, firstWindow)
  const best = isRefined ? await refined(searched, outcome) : outcome.hits.slice(0, refineDepth)
  const { total } = outcome
  return {
    ...planOf(searched, finding, outcome),
    take(offset, limit) {
      const needed = Math.min(offset + limit, total)
      if (needed > outcome.hits.length) outcome = finding.window(0, Math.max(needed, outcome.hits.length * 4))
      const hits = [
        ...best.slice(offset, offset + limit),
        ...outcome.hits.slice(Math.max(offset, best.length), offset + limit),
      ]
      return hits.flatMap((hit) => foundOf(searched, hit) ?? [])
    },
  }
}

/** The first hits in the order of the re-ranking. */
async function refined({ query, scope, sources }: Searched, outcome: SearchOutcome): Promise<readonly SearchHit[]> {
  const first = { partial: outcome.partial, hits: outcome.hits.slice(0, refineDepth) }
  const texts = feedbackHits(query, first).map(async ({ source, key }) => {
    const { index } = scope[source] ?? {}
    const row = index?.catalog.at(key)
    if (index === undefined || row === undefined) return null
    return { title: row.title, body: await index.text(row, feedbackBytes), language: row.language }
  })
  return refine(sources, query, first, await Promise.all(texts))
}

function sortedPlan(searched: Searched, finding: Finding, order: OrderName): Plan {
  const { scope } = searched
  const outcome = finding.window(0, 0)
  const found = scope.map(() => new Set<string>())
  for (const { source, key } of outcome.matching()) found[source]?.add(key)
  const rows = sorted(order, scope, (library, path) => found[library]?.has(path) ?? false)
  return {
    ...planOf(searched, finding, outcome),
    take(offset, limit) {
      const shown = rows.slice(offset, offset + limit)
      const paths = scope.map(
        (library) => new Set(shown.filter((row) => row.library === library).map(({ row }) => row.path)),
      )
      const { hits } = finding.window(0, shown.length, (source, key) => paths[source]?.has(key) ?? false)
      const hitOf = new Map(hits.map((hit) => [scope[hit.source]?.index.catalog.at(hit.key), hit]))
      return shown.map((row) => {
        const hit = hitOf.get(row.row)
        return { ...row, score: hit?.score ?? null, fields: hit?.fields ?? [] }
      })
    },
  }
}

function planOf(searched: Searched, { shortfalls }: Finding, outcome: SearchOutcome): Omit<Plan, 'take'> {
  const { query, scope, missing } = searched
  const said = [
    ...(missing === 0 ? [] : [missingNotice(missing)]),
    ...shortfalls,
    ...outcome.cut.map(
      (word) => `“${word}” stands for more words than are looked up; the ${mostTerms} most frequent were.`,
    ),
  ]
  const shortfall = said.length === 0 ? null : said.join(' ')
  return {
    ...{ query, terms: sharedTerms(query, outcome.terms), explanation: explainQuery(query) },
    ...{ partial: outcome.partial, shortfall, total: outcome.total },
    *articles() {
      for (const { source, key } of outcome.matching()) {
        const library = scope[source]
        const row = library?.index.catalog.at(key)
        if (library !== undefined && row !== undefined) yield { library, row }
      }
    },
  }
}

/** Whether words are looked for: tags and other values are known without the index. */
function hasWords(node: QueryNode | null): boolean {
  if (node === null) return false
  if (node.kind === 'all' || node.kind === 'any') return node.nodes.some(hasWords)
  return node.kind === 'not' ? hasWords(node.node) : node.kind === 'text'
}

function missingNotice(missing: number): string {
  const articles = missing === 1 ? 'one article' : `${englishNumber(missing)} articles`
  return `What you wrote on ${articles} is being read; its words are found in a moment.`
}

function foundOf({ scope }: Searched, { source, key, score, fields }: SearchHit): Found | null {
  const library = scope[source]
  const row = library?.index.catalog.at(key)
  return library === undefined || row === undefined ? null : { library, row, score, fields }
}

interface Sorted extends Candidate {
  readonly key: string
}

/** The articles of all libraries in an order; `accepts` null: all of them. */
function sorted(
  order: OrderName,
  scope: readonly OpenLibrary[],
  accepts: ((library: number, path: string) => boolean) | null,
): readonly Candidate[] {
  const lists = scope.map((library, number): readonly Sorted[] => {
    const rows: readonly { readonly row: CatalogRow; readonly key: string }[] = library.index.order(order)
    const wanted = accepts === null ? rows : rows.filter(({ row }) => accepts(number, row.path))
    return wanted.map(({ row, key }) => ({ library, row, key }))
  })
  return mergeSorted(lists, compareBy[order])
}
