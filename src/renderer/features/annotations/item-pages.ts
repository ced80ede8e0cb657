/** The highlights and notes that a filter finds, asked for by pages as they come into view. No React and no clock in here. */
import type { AnnotationItem } from '#shared/annotation'
import type { Response } from '#shared/contract'
import type { AnnotationFilter } from '#shared/notebook-channels'
import { type Failure, toFailure } from '#shared/result'

/** Items in a page. */
export const pageSize = 100

type Answer = Response<'annotations.list'>

/** What is known now. A new object whenever anything changed. */
export interface ItemSnapshot {
  /** The filter these items answer; null before the first answer. */
  readonly filter: AnnotationFilter | null
  readonly total: number
  readonly review: number
  readonly orphaned: number
  readonly colours: Answer['colours']
  readonly tags: Answer['tags']
  readonly failure: Failure | null
  /** The item at an index, or null while its page is under way. */
  itemAt(index: number): AnnotationItem | null
}

const nothing: ItemSnapshot = {
  ...{ filter: null, total: 0, review: 0, orphaned: 0, colours: [], tags: [], failure: null },
  itemAt: () => null,
}

/** Asks for pages and keeps them; the items of one filter stay until the first answer to the next is there. */
export class ItemPages {
  #filter: AnnotationFilter | null = null
  /** Grows with each filter and with each change of what it finds; a page remembers the turn it was asked in. */
  #turn = 0
  #pages = new Map<number, readonly AnnotationItem[]>()
  /** Pages that were asked for in this turn. */
  #asked = new Set<number>()
  #window: readonly [number, number] = [0, 0]
  #snapshot = nothing
  readonly #listeners = new Set<() => void>()

  constructor(private readonly ask: (filter: AnnotationFilter, offset: number, limit: number) => Promise<Answer>) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** For `useSyncExternalStore`. */
  readonly snapshot = (): ItemSnapshot => this.#snapshot

  /** Asks another question; the first page of its answer replaces all items. */
  setFilter(filter: AnnotationFilter): void {
    this.#filter = filter
    this.#window = [0, 0]
    this.#begin()
    this.#fetch(0, true)
  }

  /** What is known may be out of date: asks again for what is in view, and for the rest when it comes into view. */
  refresh(): void {
    if (this.#filter === null) return
    this.#begin()
    const answered = this.#snapshot.filter === this.#filter && this.#snapshot.failure === null
    this.#fetch(answered ? Math.floor(this.#window[0] / pageSize) : 0, !answered)
    if (answered) this.show(...this.#window)
  }

  /** Tells which items are in view (`end` exclusive); asks for the pages that are missing or out of date. */
  show(start: number, end: number): void {
    this.#window = [start, end]
    const last = Math.min(end, this.#snapshot.total)
    for (let page = Math.floor(start / pageSize); page * pageSize < last; page++) this.#fetch(page, false)
  }

  #begin(): void {
    this.#turn += 1
    this.#asked = new Set()
  }

  #fetch(page: number, replace: boolean): void {
    const filter = this.#filter
    if (filter === null || this.#asked.has(page)) return
    this.#asked.add(page)
    const turn = this.#turn
    this.ask(filter, page * pageSize, pageSize).then(
      ({ items, ...counts }) => {
        if (turn !== this.#turn) return
        if (replace) this.#pages = new Map()
        this.#pages = new Map(this.#pages).set(page, items)
        this.#publish({ ...counts, filter, failure: null })
      },
      (thrown: unknown) => {
        if (turn !== this.#turn) return
        this.#asked.delete(page)
        this.#publish({ failure: toFailure(thrown) })
      },
    )
  }

  #publish(change: Partial<ItemSnapshot>): void {
    const pages = this.#pages
    this.#snapshot = {
      ...this.#snapshot,
      ...change,
      itemAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null,
    }
    for (const listener of this.#listeners) listener()
  }
}
