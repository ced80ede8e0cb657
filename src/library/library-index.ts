/** What is known of a library's articles: catalog, texts, search store and orders, changed together and kept on disk. */
import type { SearchStore } from '#core/search/types'
import type { ArticleId, FormatId, LibraryId } from '#shared/article'
import type { FolderCount } from '#shared/library'
import { articleIdOf, type Catalog, type CatalogRow } from './catalog'
import type { FileState } from './file-state'
import { type IndexFiles, type KeptIndex, openIndexFiles } from './index-files'
import { Order, type OrderName } from './orders'
import type { IndexedReading, Reading } from './parse-protocol'
import { foldersAbove } from './paths'

/** What a batch of readings came to. */
export interface Applied {
  readonly added: readonly ArticleId[]
  readonly changed: readonly ArticleId[]
  readonly removed: readonly ArticleId[]
}

/** Opens what the cache holds of a library, or an empty index. */
export async function openLibraryIndex(cacheFolder: string, library: LibraryId): Promise<LibraryIndex> {
  return new LibraryIndex(library, await openIndexFiles(cacheFolder))
}

export class LibraryIndex {
  readonly catalog: Catalog
  readonly store: SearchStore
  readonly #files: IndexFiles
  readonly #orders = new Map<OrderName, Order>()
  #writing: Promise<void> = Promise.resolve()
  #folders: { readonly revision: number; readonly counts: readonly FolderCount[] } | null = null

  constructor(
    private readonly library: LibraryId,
    kept: KeptIndex,
  ) {
    this.catalog = kept.catalog
    this.store = kept.store
    this.#files = kept.files
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
  text(row: CatalogRow, limit?: number): Promise<string> {
    return this.#files.texts.read(row.text, limit)
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

  /** Takes in what the parse workers read; `states` are the files as they were when they were found. */
  async apply(readings: readonly Reading[], states: ReadonlyMap<string, FileState>): Promise<Applied> {
    const articles = readings.filter((reading) => reading.is === 'article')
    const places = await this.#files.texts.append(articles.map(({ text }) => text))
    const outcome = { added: [] as ArticleId[], changed: [] as ArticleId[], removed: [] as ArticleId[] }
    articles.forEach((reading, index) => {
      const text = places[index]
      if (text === undefined) return
      const id = articleIdOf(this.library, reading.file.path)
      outcome[this.catalog.at(reading.file.path) === undefined ? 'added' : 'changed'].push(id)
      this.store.put(reading.file.path, reading.terms)
      this.#put({ ...reading.file, ...described(reading), id, text })
    })
    for (const reading of readings) {
      if (reading.is === 'unchanged') {
        const row = this.catalog.at(reading.file.path)
        if (row !== undefined) this.#put({ ...row, ...reading.file })
      } else if (reading.is === 'refused' || reading.is === 'gone') {
        outcome.removed.push(...this.remove(reading.path))
        const state = reading.is === 'refused' && reading.lasting ? states.get(reading.path) : undefined
        if (reading.is === 'refused' && state !== undefined) this.catalog.refuse({ ...state, reason: reading.reason })
      }
    }
    return outcome
  }

  /** Forgets a file; returns the article that it was, if it was one. */
  remove(path: string): readonly ArticleId[] {
    const row = this.catalog.at(path)
    this.catalog.remove(path)
    if (row === undefined) return []
    this.store.remove(path)
    for (const order of this.#orders.values()) order.change(row, undefined)
    return [row.id]
  }

  /** Puts on disk what changed; may run beside `apply`. Throws `LecternError` 'io'. */
  commit(): Promise<void> {
    return this.#write(() => this.#files.commit(this.catalog, this.store))
  }

  /** Commits, and writes everything anew where that is worth it. Nothing may be applied meanwhile. Throws `LecternError` 'io'. */
  async settle(): Promise<void> {
    await this.commit()
    await this.#write(() => this.#files.compact(this.catalog, this.store))
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#files.close()
  }

  #put(row: CatalogRow): void {
    const former = this.catalog.at(row.path)
    this.catalog.put(row)
    for (const order of this.#orders.values()) order.change(former, row)
  }

  #write(work: () => Promise<void>): Promise<void> {
    const next = this.#writing.then(work)
    this.#writing = next.catch(() => undefined)
    return next
  }
}

function described({ hash, format, title, date, author, source }: IndexedReading): {
  hash: string
  format: FormatId
} & Pick<CatalogRow, 'title' | 'date' | 'author' | 'source'> {
  return { hash, format, title, date, author, source }
}
