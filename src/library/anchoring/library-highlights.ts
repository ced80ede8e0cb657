/** The highlights of one library: where each of them stands, and which wait for the reader. */
import { setImmediate as breathe } from 'node:timers/promises'
import type { ArticleId } from '#shared/article'
import type { Highlight } from '#shared/highlight'
import type { CatalogRow } from '../index/catalog'
import type { LibraryIndex } from '../index/library-index'
import type { Notebooks } from '../notebook/notebooks'
import { Placements } from './placements'

/** Milliseconds of work without a pause, so that thousands of annotated articles keep nobody waiting. */
const slice = 8

/** Places highlights as they are asked for, and all of them behind that, to know what waits for the reader. */
export class LibraryHighlights {
  readonly placements = new Placements()
  /** By path, how many of its highlights wait. Only articles with such stand in it. */
  readonly #waiting = new Map<string, number>()
  /** What is to be looked at; null: everything. */
  #pending: Set<string> | null = new Set()
  #work: Promise<void> = Promise.resolve()
  #isWorking = false

  constructor(
    private readonly index: LibraryIndex,
    private readonly notebook: Notebooks,
    private readonly signal: AbortSignal,
    /** Told of articles with more or fewer highlights that wait. */
    private readonly onWaiting: (articles: readonly ArticleId[]) => void,
  ) {}

  /** How many highlights wait for the reader to say where their passages are, as far as is known yet. */
  get waiting(): number {
    let sum = 0
    for (const count of this.#waiting.values()) sum += count
    return sum
  }

  /** An article's highlights as they stand in the text that the index has of it. */
  async of(row: CatalogRow): Promise<readonly Highlight[]> {
    const { highlights } = this.notebook.annotation(row.path)
    if (highlights.length === 0) return []
    return this.placements.known(row, highlights) ?? this.placements.place(row, await this.index.text(row), highlights)
  }

  /** Looks behind everything else which highlights wait, where something changed; null: anywhere. */
  look(paths: readonly string[] | null): void {
    if (paths === null) this.#pending = null
    else for (const path of paths) this.#pending?.add(path)
    if (this.#isWorking || this.#pending?.size === 0) return
    this.#isWorking = true
    this.#work = this.#lookAll()
      .catch(() => undefined)
      .finally(() => {
        this.#isWorking = false
        // What came while the last look was ending.
        this.look([])
      })
  }

  /** Resolves when all is looked at that was to be. */
  settled(): Promise<void> {
    return this.#work
  }

  async #lookAll(): Promise<void> {
    const changed: ArticleId[] = []
    let paused = performance.now()
    while (this.#pending === null || this.#pending.size > 0) {
      const isAll = this.#pending === null
      const paths: Iterable<string> = this.#pending ?? this.notebook.annotatedPaths()
      this.#pending = new Set()
      const seen = new Set<string>()
      for (const path of paths) {
        if (this.signal.aborted) return
        seen.add(path)
        // An article whose text is being replaced is looked at again when that is done; the others do not wait for it.
        if (await this.#lookAt(path).catch(() => false)) changed.push(...this.#idOf(path))
        if (performance.now() - paused > slice) {
          await breathe()
          paused = performance.now()
        }
      }
      if (isAll) this.#keepOnly(seen)
    }
    if (changed.length > 0) this.onWaiting(changed)
  }

  /** Returns whether another number of an article's highlights waits than before. */
  async #lookAt(path: string): Promise<boolean> {
    const row = this.index.catalog.at(path)
    const highlights = row === undefined ? [] : await this.of(row)
    const waiting = highlights.filter(({ standing }) => standing.kind === 'review').length
    const before = this.#waiting.get(path) ?? 0
    if (waiting > 0) this.#waiting.set(path, waiting)
    else this.#waiting.delete(path)
    return waiting !== before
  }

  #keepOnly(paths: ReadonlySet<string>): void {
    this.placements.keepOnly(paths)
    for (const path of this.#waiting.keys()) if (!paths.has(path)) this.#waiting.delete(path)
  }

  #idOf(path: string): readonly ArticleId[] {
    const row = this.index.catalog.at(path)
    return row === undefined ? [] : [row.id]
  }
}
