/** The catalog of a library: what is known of each of its files, in memory, with a journal of lines for the cache. */
import { createHash } from 'node:crypto'
import type { ArticleId, LibraryId } from '#shared/article'
import { goneLine, readLine, refusedLine, rowLine } from './catalog-lines'
import type { CatalogRow, RefusedFile } from './catalog-row'

export type { CatalogRow, RefusedFile } from './catalog-row'

/** The id of an article: opaque, the same at every start, since it is made of the library's id and the path. */
export const articleIdOf = (library: LibraryId, path: string): ArticleId =>
  `${library}-${createHash('sha256').update(path).digest('hex').slice(0, 20)}`

/** The library an article's id belongs to. */
export const libraryOf = (article: ArticleId): LibraryId => article.slice(0, Math.max(0, article.lastIndexOf('-')))

/** Rows by path and by id. `revision` grows with every change. */
export class Catalog {
  readonly #rows = new Map<string, CatalogRow>()
  readonly #byId = new Map<ArticleId, CatalogRow>()
  readonly #refused = new Map<string, RefusedFile>()
  #journal: string[] = []
  #revision = 0

  get size(): number {
    return this.#rows.size
  }

  get revision(): number {
    return this.#revision
  }

  rows(): IterableIterator<CatalogRow> {
    return this.#rows.values()
  }

  refused(): IterableIterator<RefusedFile> {
    return this.#refused.values()
  }

  at(path: string): CatalogRow | undefined {
    return this.#rows.get(path)
  }

  byId(id: ArticleId): CatalogRow | undefined {
    return this.#byId.get(id)
  }

  refusedAt(path: string): RefusedFile | undefined {
    return this.#refused.get(path)
  }

  put(row: CatalogRow): void {
    this.#set(row)
    this.#journal.push(rowLine(row))
  }

  refuse(file: RefusedFile): void {
    this.#drop(file.path)
    this.#refused.set(file.path, file)
    this.#journal.push(refusedLine(file))
  }

  remove(path: string): void {
    if (this.#drop(path)) this.#journal.push(goneLine(path))
  }

  /** The lines since the last time this was asked, to be appended to the cache. */
  takeJournal(): string[] {
    const lines = this.#journal
    this.#journal = []
    return lines
  }

  /** All that is known, in as few lines as it takes. */
  allLines(): string[] {
    return [...Array.from(this.#rows.values(), rowLine), ...Array.from(this.#refused.values(), refusedLine)]
  }

  /** Takes in the lines of a cache. Throws where they are not what this program writes. */
  replay(lines: readonly string[]): void {
    const known = new Map<string, string>()
    for (const line of lines) {
      const entry = readLine(line, known)
      if (entry.kind === 'row') this.#set(entry.row)
      else {
        this.#drop(entry.kind === 'gone' ? entry.path : entry.file.path)
        if (entry.kind === 'refused') this.#refused.set(entry.file.path, entry.file)
      }
    }
  }

  #set(row: CatalogRow): void {
    this.#refused.delete(row.path)
    this.#rows.set(row.path, row)
    this.#byId.set(row.id, row)
    this.#revision++
  }

  #drop(path: string): boolean {
    const row = this.#rows.get(path)
    if (row !== undefined) this.#byId.delete(row.id)
    const dropped = this.#rows.delete(path)
    const forgotten = this.#refused.delete(path)
    if (dropped) this.#revision++
    return dropped || forgotten
  }
}
