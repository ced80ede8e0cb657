/** Finds the articles that annotations from elsewhere are about. */
import { placeRecords } from '#core/notebook/reconcile'
import type { NamedSource } from '#core/notebook/w3c-read'
import type { CatalogRow } from '../index/catalog'

/** A library's articles, and the name of its folder. */
interface Articles {
  readonly folderName: string
  readonly rows: ReadonlyMap<string, CatalogRow>
}

/**
 * The article of each source, or null. Ours are found as records are: by path, else by content. Those of other programs by the end of
 * their path, as long as it says more than a file's name; all of them, at last, by a title that only one article has.
 */
export function matchSources(
  sources: readonly NamedSource[],
  { folderName, rows }: Articles,
): ReadonlyMap<NamedSource, CatalogRow | null> {
  const ours = sources.filter(({ isOurs }) => isOurs)
  const named = ours.map(({ path, hash, title }) => ({ path: path ?? '', hash: hash ?? '', title: title ?? '' }))
  const homes = new Map(placeRecords(named, rows).map((path, index) => [ours[index], path] as const))
  const titles = byTitle(rows)
  return new Map(
    sources.map((source) => {
      const path = source.isOurs ? (homes.get(source) ?? null) : pathEnding(source.path ?? '', folderName, rows)
      const row = path === null ? titles.get(source.title ?? '') : rows.get(path)
      return [source, row ?? null]
    }),
  )
}

/** Sources that say the same are one. */
export function distinctSources(sources: readonly NamedSource[]): ReadonlyMap<NamedSource, NamedSource> {
  const known = new Map<string, NamedSource>()
  return new Map(
    sources.map((source) => {
      const key = JSON.stringify([source.path, source.hash, source.title, source.isOurs])
      const first = known.get(key) ?? source
      known.set(key, first)
      return [source, first]
    }),
  )
}

/** The article whose path is the whole of a path, or the longest end of it that has a folder in it, the library's own perhaps. */
function pathEnding(path: string, folderName: string, rows: Articles['rows']): string | null {
  const parts = path.normalize('NFC').split('/')
  for (let from = 0; from < parts.length; from++) {
    const end = parts.slice(from).join('/')
    const isTelling = from === 0 || parts.length - from > 1 || parts[from - 1] === folderName
    if (isTelling && rows.has(end)) return end
  }
  return null
}

/** Articles whose title no other has. */
function byTitle(rows: Articles['rows']): ReadonlyMap<string, CatalogRow> {
  const titles = new Map<string, CatalogRow>()
  const shared = new Set<string>([''])
  for (const row of rows.values()) {
    if (titles.has(row.title)) shared.add(row.title)
    titles.set(row.title, row)
  }
  for (const title of shared) titles.delete(title)
  return titles
}
