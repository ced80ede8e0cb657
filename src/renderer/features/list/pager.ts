/** The rows of a long list, asked for by pages as they come into view. No React and no clock in here. */
import type { ArticleId, ArticleRow } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage } from '#shared/contract'
import { type Failure, toFailure } from '#shared/result'

/** Rows in a page. */
export const pageSize = 100
/** Pages kept; the farthest from view go first. */
const pagesKept = 60

/** What the list shows now. A new object whenever anything changed. */
export interface ListSnapshot {
  /** The question these rows answer; null before the first answer. */
  readonly query: ArticleQuery | null
  readonly total: number
  readonly partial: boolean
  readonly explanation: string
  /** What keeps the answer from being whole, in plain words; null where nothing does. */
  readonly shortfall: string | null
  /** Milliseconds in the library process for the answer that is shown. */
  readonly tookMs: number
  readonly failure: Failure | null
  /** The row at an index, or null while its page is under way. */
  rowAt(index: number): ArticleRow | null
}

/**
 * Asks for a page. `line` names who asks: a new query ends the one that is under way on the same line, while pages of one
 * query, each on its own line, do not end each other.
 */
export type Ask = (query: ArticleQuery, offset: number, limit: number, line: string) => Promise<ArticlePage>

const empty: ListSnapshot = {
  query: null,
  total: 0,
  partial: false,
  explanation: '',
  shortfall: null,
  tookMs: 0,
  failure: null,
  rowAt: () => null,
}

/**
 * Asks for pages and keeps them. The rows of the last query stay until the first answer to the next one is there, so that
 * results replace results; an answer that is older than what is shown is dropped.
 */
export class Pager {
  #query: ArticleQuery | null = null
  /** Counts the queries asked; `#shown` is the one whose rows are shown. */
  #asked = 0
  #shown = 0
  /** Grows when what is known may be out of date; a page remembers the age it was asked at. */
  #age = 0
  #pages = new Map<number, { readonly rows: readonly ArticleRow[]; readonly age: number }>()
  #underWay = new Map<number, number>()
  #window: readonly [number, number] = [0, 0]
  #snapshot = empty
  readonly #listeners = new Set<() => void>()

  constructor(private readonly ask: Ask) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** For `useSyncExternalStore`. */
  readonly snapshot = (): ListSnapshot => this.#snapshot

  /** Asks another question; the first page of its answer replaces all rows. */
  setQuery(query: ArticleQuery): void {
    this.#query = query
    const turn = ++this.#asked
    const age = this.#age
    this.ask(query, 0, pageSize, 'query').then(
      (page) => this.#replace(turn, query, page, age),
      (thrown: unknown) => {
        if (turn === this.#asked) this.#publish({ failure: toFailure(thrown) })
      },
    )
  }

  /** Tells which rows are in view (`end` exclusive); asks for the pages that are missing or out of date. */
  show(start: number, end: number): void {
    this.#window = [start, end]
    if (this.#snapshot.query === null) return
    const last = Math.min(end, this.#snapshot.total)
    for (let page = Math.floor(start / pageSize); page * pageSize < last; page++) this.#fetch(page)
  }

  /** What is shown may be out of date: asks again for what is in view, and for the rest when it comes into view. */
  refresh(): void {
    this.#age++
    if (this.#snapshot.query === null || this.#snapshot.failure !== null) {
      if (this.#query !== null) this.setQuery(this.#query)
      return
    }
    this.#fetch(Math.floor(this.#window[0] / pageSize))
    this.show(...this.#window)
  }

  /** Where an article stands among the rows that are here; -1 where it does not. */
  indexOf(article: ArticleId): number {
    for (const [page, { rows }] of this.#pages) {
      const at = rows.findIndex((row) => row.id === article)
      if (at >= 0) return page * pageSize + at
    }
    return -1
  }

  /** Those rows of the articles that are here, in the list's order; one pass, however many are asked for. */
  rowsAmong(articles: ReadonlySet<ArticleId>): readonly ArticleRow[] {
    const pages = [...this.#pages].sort(([a], [b]) => a - b)
    return pages.flatMap(([, { rows }]) => rows.filter(({ id }) => articles.has(id)))
  }

  /** The ids of the rows from `start` to `end` (inclusive, any order), asking for pages that are not here. */
  async idsBetween(start: number, end: number): Promise<readonly ArticleId[]> {
    const query = this.#snapshot.query
    if (query === null) return []
    const [first, last] = start <= end ? [start, end] : [end, start]
    const ids: ArticleId[] = []
    for (let page = Math.floor(first / pageSize); page * pageSize <= last; page++) {
      const rows =
        this.#pages.get(page)?.rows ?? (await this.ask(query, page * pageSize, pageSize, `range ${page}`)).rows
      ids.push(...rows.slice(Math.max(0, first - page * pageSize), last - page * pageSize + 1).map((row) => row.id))
    }
    return ids
  }

  #fetch(page: number): void {
    const { query } = this.#snapshot
    const known = this.#pages.get(page)
    if (query === null || (known !== undefined && known.age === this.#age)) return
    if (this.#underWay.get(page) === this.#age) return
    const turn = this.#shown
    const age = this.#age
    this.#underWay.set(page, age)
    this.ask(query, page * pageSize, pageSize, `page ${page}`)
      .then(
        (answer) => {
          if (turn !== this.#shown) return
          this.#pages.set(page, { rows: answer.rows, age })
          this.#forgetFar()
          const { total, partial, explanation, shortfall } = answer
          this.#publish({ total, partial, explanation, shortfall, failure: null })
        },
        (thrown: unknown) => {
          const failure = toFailure(thrown)
          // A page that gave way to a later question is asked for again when it is looked at.
          if (turn === this.#shown && failure.code !== 'cancelled') this.#publish({ failure })
        },
      )
      .finally(() => {
        if (turn === this.#shown && this.#underWay.get(page) === age) this.#underWay.delete(page)
      })
  }

  #replace(turn: number, query: ArticleQuery, page: ArticlePage, age: number): void {
    if (turn <= this.#shown) return
    this.#shown = turn
    this.#pages = new Map([[0, { rows: page.rows, age }]])
    this.#underWay = new Map()
    this.#window = [0, 0]
    const { total, partial, explanation, shortfall, tookMs } = page
    this.#publish({ query, total, partial, explanation, shortfall, tookMs, failure: null })
    // Something changed after it was asked: what is shown is asked for once more.
    if (age !== this.#age) this.#fetch(0)
  }

  #forgetFar(): void {
    if (this.#pages.size <= pagesKept) return
    const middle = Math.floor((this.#window[0] + this.#window[1]) / 2 / pageSize)
    const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle))[0]
    if (far !== undefined) this.#pages.delete(far)
  }

  #publish(change: Partial<ListSnapshot>): void {
    this.#snapshot = {
      ...this.#snapshot,
      ...change,
      rowAt: (index) => this.#pages.get(Math.floor(index / pageSize))?.rows[index % pageSize] ?? null,
    }
    for (const listener of this.#listeners) listener()
  }
}
