/** The catalog of a library: what is known of each of its files, in memory, with a journal of lines for the cache. */
import { createHash } from 'node:crypto'
import type { ArticleId, LibraryId } from '#shared/article'
import { goneLine, readLine, refusedLine, rowLine } from './catalog-lines'
import type { CatalogRow, RefusedFile } from './catalog-row'
import { Contents } from './contents'

export type { CatalogRow } from './catalog-row'

/** The id of an article: opaque, the same at every start, since it is made of the library's id and the path. */
export const articleIdOf = (library: LibraryId, path: string): ArticleId =>
  `${library}-${createHash('sha256').update(path).digest('hex').slice(0, 20)}`

/** The library an article's id belongs to. */
export const libraryOf = (article: ArticleId): LibraryId => article.slice(0, Math.max(0, article.lastIndexOf('-')))

/** Rows by path and by id, as the reader put them right; kept as the articles say. `revision` grows with every change. */
export class Catalog {
  readonly #rows = new Map<string, CatalogRow>()
  readonly #byId = new Map<ArticleId, CatalogRow>()
  readonly #contents = new Contents()
  readonly #refused = new Map<string, RefusedFile>()
  /** As their articles say, where the rows are others. */
  readonly #written = new Map<string, CatalogRow>()
  #correct: (row: CatalogRow) => CatalogRow = (row) => row
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

  /** The rows themselves, not a copy: what is put or removed later shows. */
  get rowsByPath(): ReadonlyMap<string, CatalogRow> {
    return this.#rows
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

  /** The rows of a content (SHA-256, hex), in the order of their paths; none for the empty hash of what has to be read again. */
  withContent(hash: string): readonly CatalogRow[] {
    return this.#contents.at(hash).flatMap((path) => this.#rows.get(path) ?? [])
  }

  /** A row as its article says. */
  written(path: string): CatalogRow | undefined {
    return this.#written.get(path) ?? this.#rows.get(path)
  }

  /** What makes a row out of what an article says, from now on; those that are there wait for `recorrect`. */
  correctBy(correct: (row: CatalogRow) => CatalogRow): void {
    this.#correct = correct
  }

  /** Takes in that the reader put an article right. */
  recorrect(path: string): void {
    const row = this.written(path)
    if (row !== undefined && (this.#written.has(path) || this.#correct(row) !== row)) this.#set(row)
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
    const rows = Array.from(this.#rows.values(), (row) => this.#written.get(row.path) ?? row)
    return [...rows.map(rowLine), ...Array.from(this.#refused.values(), refusedLine)]
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
    const shown = this.#correct(row)
    if (shown === row) this.#written.delete(row.path)
    else this.#written.set(row.path, row)
    this.#refused.delete(row.path)
    const former = this.#rows.get(row.path)
    if (former !== undefined && former.hash !== row.hash) this.#contents.remove(former.hash, row.path)
    if (row.hash !== '') this.#contents.add(row.hash, row.path)
    this.#rows.set(row.path, shown)
    this.#byId.set(row.id, shown)
    this.#revision++
  }

  #drop(path: string): boolean {
    const row = this.#rows.get(path)
    if (row !== undefined) {
      this.#byId.delete(row.id)
      this.#contents.remove(row.hash, path)
    }
    this.#written.delete(path)
    const dropped = this.#rows.delete(path)
    const forgotten = this.#refused.delete(path)
    if (dropped) this.#revision++
    return dropped || forgotten
  }
}
