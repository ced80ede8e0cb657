/** The catalog as lines of JSON: one for each change of what is known of a file, the last one counts. */
import { type FormatId, formatIds } from '#shared/article'
import type { FileState } from '../disk/file-state'
import type { CatalogRow, RefusedFile } from './catalog-row'

/** An article's line. */
export const rowLine = (row: CatalogRow): string =>
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
    row.language,
    row.added,
    row.text.at,
    row.text.bytes,
    row.text.check,
    row.sketch ?? null,
    ...row.keywords,
  ])

/** The line of a file that is no article. */
export const refusedLine = (file: RefusedFile): string =>
  JSON.stringify(['!', file.path, file.size, file.modified, file.changed, file.reason])

/** The line that says that a file is gone. */
export const goneLine = (path: string): string => JSON.stringify(['-', path])

/** What a line says. */
type CatalogEntry =
  | { readonly kind: 'row'; readonly row: CatalogRow }
  | { readonly kind: 'refused'; readonly file: RefusedFile }
  | { readonly kind: 'gone'; readonly path: string }

/**
 * Reads a line; `known` are the values that many rows share. By hand and not by a schema: there are as many lines as articles,
 * and all are read before the list can be shown. Throws where it is none.
 */
export function readLine(line: string, known: Map<string, string>): CatalogEntry {
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
    ...{ language: share(fields.textOrNull(), known), added: fields.number() },
    text: { at: fields.number(), bytes: fields.number(), check: fields.number() },
    ...{ sketch: fields.textOrNull() ?? undefined, keywords: fields.rest(known) },
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

  /** Texts that many rows share, to the end. */
  rest(known: Map<string, string>): readonly string[] {
    if (this.#next === this.fields.length) return none
    const texts: string[] = []
    while (this.#next < this.fields.length) texts.push(share(this.text(), known))
    return texts
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

const none: readonly string[] = []

const malformed = (): RangeError => new RangeError('This is no line of a catalog.')

/** One string for all rows that say the same: a library has few sources and many articles. */
function share<T extends string | null>(value: T, known: Map<string, string>): T | string {
  if (value === null) return value
  const shared = known.get(value)
  if (shared !== undefined) return shared
  known.set(value, value)
  return value
}
