/** What is known of a library's articles: catalog, texts, search store and orders, changed together and kept on disk. */
import type { SearchStore } from '#core/search/types'
import type { ArticleId, LibraryId } from '#shared/article'
import type { FolderCount } from '#shared/library'
import type { FoundFile } from '../disk/file-state'
import type { IndexedReading, ReadFiles } from '../parse/parse-protocol'
import { foldersAbove } from '../paths'
import { Arrivals } from './arrivals'
import { articleIdOf, type Catalog, type CatalogRow } from './catalog'
import type { IndexFiles } from './index-files'
import { Merger } from './merger'
import { type KeptIndex, openIndexFiles } from './open-index'
import { Order, type OrderName } from './orders'
import type { Whereabouts } from './texts'

/** What a batch of readings came to. */
export interface Applied {
  readonly added: readonly ArticleId[]
  readonly changed: readonly ArticleId[]
  readonly removed: readonly ArticleId[]
}

/** Opens what the cache holds of a library, or an empty index; `mergeWorker`: the bundled script. */
export async function openLibraryIndex(
  cacheFolder: string,
  library: LibraryId,
  mergeWorker: URL,
): Promise<LibraryIndex> {
  return new LibraryIndex(library, await openIndexFiles(cacheFolder), mergeWorker)
}

export class LibraryIndex {
  readonly catalog: Catalog
  readonly store: SearchStore
  readonly #files: IndexFiles
  readonly #merger: Merger
  readonly #arrivals = new Arrivals()
  readonly #orders = new Map<OrderName, Order>()
  /** Told the path of an article whose kept text turned out to be damaged; it is read again as soon as it is looked at. */
  onDamage: (path: string) => void = () => undefined
  /** When an article that is new to the catalog came, where somebody else knows; null where nobody does. */
  arrivalOf: (file: FoundFile, hash: string, isFirstScan: boolean) => number | null = () => null
  /** Articles that were seen at a new place before they were missed at the old one. */
  #moves: { readonly from: string; readonly to: string }[] = []
  #hasBeenScanned: boolean
  #writing: Promise<void> = Promise.resolve()
  #folders: { readonly revision: number; readonly counts: readonly FolderCount[] } | null = null

  constructor(
    private readonly library: LibraryId,
    kept: KeptIndex,
    mergeWorker: URL,
  ) {
    this.catalog = kept.catalog
    this.store = kept.store
    this.#files = kept.files
    this.#hasBeenScanned = kept.hasBeenScanned
    this.#merger = new Merger(this.store, mergeWorker)
  }

  /** The rows in an order; cheap when little changed since it was last asked. */
  order(name: OrderName): ReturnType<Order['rows']> {
    let order = this.#orders.get(name)
    if (order === undefined) {
      order = new Order(name, this.catalog.rows())
      this.#orders.set(name, order)
    }
    return order.rows()
  }

  /** The canonical text of an article, or only its first `limit` bytes. */
  async text(row: CatalogRow, limit?: number): Promise<string> {
    const { text, isSound } = await this.#files.texts.read(row.text, limit)
    if (!isSound) this.#distrust(row)
    return text
  }

  /** Where an article's text can be read by a thread of its own; null: only through `text`. */
  whereabouts(row: CatalogRow): Whereabouts | null {
    return this.#files.texts.whereabouts(row.text)
  }

  /** How many articles lie in each folder and below it. */
  folders(): readonly FolderCount[] {
    const { revision } = this.catalog
    if (this.#folders?.revision === revision) return this.#folders.counts
    const counts = new Map<string, number>([['', this.catalog.size]])
    for (const { path } of this.catalog.rows()) {
      for (const folder of foldersAbove(path)) counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
    const list = Array.from(counts, ([path, count]) => ({ library: this.library, path, count }))
    this.#folders = { revision, counts: list.sort((a, b) => (a.path < b.path ? -1 : 1)) }
    return this.#folders.counts
  }

  /**
   * Takes in what the parse workers read, each file at most once; `states` are the files as they were when they were found,
   * `now` is the time in milliseconds since the epoch.
   */
  async apply(
    { readings, segments }: ReadFiles,
    states: ReadonlyMap<string, FoundFile>,
    now: number,
  ): Promise<Applied> {
    const articles = readings.filter((reading) => reading.is === 'article')
    const places = await this.#files.texts.append(articles.map(({ text }) => text))
    const outcome = { added: [] as ArticleId[], changed: [] as ArticleId[], removed: [] as ArticleId[] }
    // From here on without a pause: catalog and store say the same at any time.
    for (const segment of segments) this.store.add(segment)
    articles.forEach((reading, index) => {
      const text = places[index]
      if (text === undefined) return
      const { path, size, modified, changed } = reading.file
      const former = this.catalog.at(path)
      const id = articleIdOf(this.library, path)
      outcome[former === undefined ? 'added' : 'changed'].push(id)
      const added = former?.added ?? this.#arrival(reading, now)
      this.#put({ path, size, modified, changed, ...reading.summary, id, added, text })
    })
    for (const reading of readings) {
      if (reading.is === 'unchanged') {
        const { path, size, modified, changed } = reading.file
        const row = this.catalog.written(path)
        if (row !== undefined) this.#put({ ...row, size, modified, changed })
      } else if (reading.is === 'refused' || reading.is === 'gone') {
        outcome.removed.push(...this.remove(reading.path))
        const state = reading.is === 'refused' && reading.lasting ? states.get(reading.path) : undefined
        if (reading.is === 'refused' && state !== undefined) {
          const { path, size, modified, changed } = state
          this.catalog.refuse({ path, size, modified, changed, reason: reading.reason })
        }
      }
    }
    this.#merger.wake()
    return outcome
  }

  /** What makes a row out of what an article says, from now on; those that are there wait for `recorrect`. */
  correctBy(correct: (row: CatalogRow) => CatalogRow): void {
    this.catalog.correctBy(correct)
  }

  /** Takes in that the reader put articles right. */
  recorrect(paths: Iterable<string>): void {
    for (const path of paths) {
      const former = this.catalog.at(path)
      this.catalog.recorrect(path)
      this.#reorder(former, this.catalog.at(path))
    }
  }

  /** Forgets a file; returns the article that it was, if it was one. */
  remove(path: string): readonly ArticleId[] {
    const row = this.catalog.at(path)
    this.catalog.remove(path)
    if (row === undefined) return []
    this.store.remove(path)
    this.#reorder(row, undefined)
    this.#leave(row)
    return [row.id]
  }

  /** Whether the whole folder has been looked through once. */
  get hasBeenScanned(): boolean {
    return this.#hasBeenScanned
  }

  /** The moves since this was asked last. */
  takeMoves(): readonly { readonly from: string; readonly to: string }[] {
    const moves = this.#moves
    this.#moves = []
    return moves
  }

  /** Takes note that the whole folder has been looked through once: what is found from now on came now. */
  scanned(): void {
    this.#hasBeenScanned = true
  }

  /** Puts on disk what changed; may run beside `apply`. Throws `LecternError` 'io'. */
  commit(): Promise<void> {
    return this.#write(() => this.#files.commit(this.#kept))
  }

  /** Joins what is worth joining once no more articles are about to come, unless aborted, and commits. Throws `LecternError` 'io'. */
  async tidy(signal: AbortSignal): Promise<void> {
    await this.#merger.rest(signal)
    await this.commit()
  }

  /** Tidies, and writes everything anew where that is worth it. Nothing may be applied meanwhile. Throws `LecternError` 'io'. */
  async settle(signal: AbortSignal): Promise<void> {
    await this.tidy(signal)
    await this.#write(() => this.#files.compact(this.#kept))
  }

  async close(): Promise<void> {
    await this.#merger.close()
    await this.#writing
    await this.#files.close()
  }

  get #kept() {
    return { catalog: this.catalog, store: this.store, hasBeenScanned: this.#hasBeenScanned }
  }

  /** Makes the next look at a file read it again, and asks for that look. */
  #distrust(row: CatalogRow): void {
    if (this.catalog.at(row.path) !== row || row.hash === '') return
    this.#put({ ...(this.catalog.written(row.path) ?? row), size: -1, hash: '' })
    this.onDamage(row.path)
  }

  /** An article that was moved keeps its time, also where it was seen at its new place before it was missed at the old one. */
  #leave(row: CatalogRow): void {
    const path = this.#arrivals.left(row)
    const moved = path === undefined ? undefined : this.catalog.written(path)
    if (moved?.hash !== row.hash) return
    this.#moves.push({ from: row.path, to: moved.path })
    if (moved.added > row.added) this.#put({ ...moved, added: row.added })
  }

  #arrival({ summary: { hash }, file }: IndexedReading, now: number): number {
    const isFirstScan = !this.#hasBeenScanned
    const seen = this.#arrivals.added(hash, file, isFirstScan, now)
    return this.arrivalOf(file, hash, isFirstScan) ?? seen
  }

  #put(row: CatalogRow): void {
    const former = this.catalog.at(row.path)
    this.catalog.put(row)
    this.#reorder(former, this.catalog.at(row.path))
  }

  #reorder(former: CatalogRow | undefined, row: CatalogRow | undefined): void {
    if (former !== row) for (const order of this.#orders.values()) order.change(former, row)
  }

  #write(work: () => Promise<void>): Promise<void> {
    const next = this.#writing.then(work)
    this.#writing = next.catch(() => undefined)
    return next
  }
}
