/** The catalog of a library: what is known of each of its files, in memory, with a journal of lines for the cache. */
import { createHash } from 'node:crypto'
import { type ArticleDate, type ArticleId, type FormatId, formatIds, type LibraryId } from '#shared/article'
import type { FileState } from './file-state'
import type { TextPlace } from './texts'

/** An article as the list needs it. Rows are replaced, never changed, but for `text`, which the text store moves. */
export interface CatalogRow extends FileState {
  readonly id: ArticleId
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string
  readonly format: FormatId
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  /** Where its canonical text lies. */
  readonly text: TextPlace
}

/** A file that cannot be an article as it is now; it is not tried again until it changes. */
export interface RefusedFile extends FileState {
  readonly reason: string
}

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
    if (this.#drop(path)) this.#journal.push(JSON.stringify(['-', path]))
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

const rowLine = (row: CatalogRow): string =>
  JSON.stringify([
    '+',
    row.path,
    row.id,
    row.size,
    row.modified,
    row.changed,
    row.hash,
    formatIds.indexOf(row.format),
    row.title,
    row.date.iso,
    row.date.written,
    row.author,
    row.source,
    row.text.at,
    row.text.bytes,
  ])

const refusedLine = (file: RefusedFile): string =>
  JSON.stringify(['!', file.path, file.size, file.modified, file.changed, file.reason])

type Entry =
  | { readonly kind: 'row'; readonly row: CatalogRow }
  | { readonly kind: 'refused'; readonly file: RefusedFile }
  | { readonly kind: 'gone'; readonly path: string }

/** By hand and not by a schema: there are as many lines as articles, and all are read before the list can be shown. */
function readLine(line: string, known: Map<string, string>): Entry {
  const entry: unknown = JSON.parse(line)
  if (!Array.isArray(entry)) throw malformed()
  const fields = new Fields(entry)
  const kind = fields.text()
  const path = fields.text()
  if (kind === '-') return { kind: 'gone', path }
  if (kind === '!') return { kind: 'refused', file: { path, ...fields.state(), reason: fields.text() } }
  if (kind !== '+') throw malformed()
  const row = {
    ...{ path, id: fields.text(), ...fields.state(), hash: fields.text(), format: fields.format() },
    ...{ title: fields.text(), date: { iso: fields.textOrNull(), written: fields.textOrNull() } },
    ...{ author: share(fields.textOrNull(), known), source: share(fields.textOrNull(), known) },
    text: { at: fields.number(), bytes: fields.number() },
  }
  return { kind: 'row', row }
}

/** The fields of a line, one after the other. */
class Fields {
  #next = 0

  constructor(private readonly fields: readonly unknown[]) {}

  text(): string {
    const field = this.fields[this.#next++]
    if (typeof field !== 'string') throw malformed()
    return field
  }

  textOrNull(): string | null {
    const field = this.fields[this.#next++]
    if (field !== null && typeof field !== 'string') throw malformed()
    return field
  }

  number(): number {
    const field = this.fields[this.#next++]
    if (typeof field !== 'number') throw malformed()
    return field
  }

  state(): Omit<FileState, 'path'> {
    return { size: this.number(), modified: this.number(), changed: this.number() }
  }

  format(): FormatId {
    const format = formatIds[this.number()]
    if (format === undefined) throw malformed()
    return format
  }
}

const malformed = (): RangeError => new RangeError('This is no line of a catalog.')

/** One string for all rows that say the same: a library has few sources and many articles. */
function share(value: string | null, known: Map<string, string>): string | null {
  if (value === null) return null
  const shared = known.get(value)
  if (shared !== undefined) return shared
  known.set(value, value)
  return value
}
