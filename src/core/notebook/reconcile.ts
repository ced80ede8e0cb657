/** Fits records to the articles that are there now: found again, edited, moved, or gone. */
import { compareText } from './revision'

/** What a record says about its article. */
export interface NamedArticle {
  readonly path: string
  readonly hash: string
  readonly title: string
}

/** A file in the library, by its path. */
export type LibraryFiles = ReadonlyMap<string, { readonly hash: string; readonly title: string }>

/**
 * For each record (by its place in the list) the path of its article now, or null where it is gone. Several records may
 * speak of one article.
 *
 * - The same path, whatever its content: it is the same article, edited. Except where another article has taken its place
 *   (the title is another too, or another record knows exactly this content) and the old one lies elsewhere.
 * - The path is gone and the content lies at another, which no other record has: it was moved. Among several equal files, the
 *   one of the same name, then the one of the same title, then the first by path.
 */
export function placeRecords(records: readonly NamedArticle[], files: LibraryFiles): readonly (string | null)[] {
  // Most libraries have none, and many files.
  if (records.length === 0) return []
  const pathsByHash = groupByHash(files)
  const composed = composedNames(files)
  const homes = records.map((record) => (files.has(record.path) ? record.path : composed.get(nfc(record.path))) ?? null)
  const exact = new Set(
    records.flatMap((record, index) => {
      const home = homes[index]
      return home && files.get(home)?.hash === record.hash ? [home] : []
    }),
  )
  const kept = records.map((record, index) => {
    const home = homes[index] ?? null
    const file = home === null ? undefined : files.get(home)
    if (!file) return null
    if (file.hash === record.hash) return home
    const replaced = home !== null && (exact.has(home) || file.title !== record.title)
    const elsewhere = (pathsByHash.get(record.hash) ?? []).some(
      (path) => !exact.has(path) && files.get(path)?.title === record.title,
    )
    return replaced && elsewhere ? null : home
  })
  const taken = new Set(kept)
  return records.map(
    (record, index) => kept[index] ?? whereMoved(record, pathsByHash, files, taken) ?? homes[index] ?? null,
  )
}

function whereMoved(
  record: NamedArticle,
  pathsByHash: ReadonlyMap<string, readonly string[]>,
  files: LibraryFiles,
  taken: ReadonlySet<string | null>,
): string | null {
  const likeness = (path: string): number =>
    (fileName(path) === fileName(record.path) ? 2 : 0) + (files.get(path)?.title === record.title ? 1 : 0)
  const candidates = (pathsByHash.get(record.hash) ?? []).filter((path) => !taken.has(path))
  return candidates.toSorted((a, b) => likeness(b) - likeness(a) || compareText(a, b))[0] ?? null
}

function groupByHash(files: LibraryFiles): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const [path, { hash }] of files) {
    const group = groups.get(hash)
    if (group) group.push(path)
    else if (hash !== '') groups.set(hash, [path])
  }
  return groups
}

/** Systems write `é` in names as one code point or as two; a library that travels between them must not lose its notes. */
function composedNames(files: LibraryFiles): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const path of files.keys()) names.set(nfc(path), path)
  return names
}

function nfc(path: string): string {
  return path.normalize('NFC')
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
