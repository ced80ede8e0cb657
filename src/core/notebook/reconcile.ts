/** Fits records to the articles that are there now: found again, edited, moved, or gone. */
import { fileName, followNear, isOther, type NearFile, nearestFiles } from './near'
import { compareText } from './revision'

/** What a record says about its article. */
export interface NamedArticle {
  readonly path: string
  readonly hash: string
  readonly title: string
  /** Of its text, as `sketchOf` makes it; absent where nobody made one, or it is too short. */
  readonly sketch?: string | undefined
}

/** A file in the library. */
export interface KnownFile extends NearFile {
  readonly hash: string
}

/** The files of a library by their paths. */
export type LibraryFiles = ReadonlyMap<string, KnownFile>

/**
 * For each record (by its place in the list) the path of its article now, or null where it is gone. Several records may
 * speak of one article.
 *
 * - The same path, whatever its content: it is the same article, edited. Except where another article has taken its place (the
 *   title or the text is plainly another, or another record knows exactly this content) and the old one lies elsewhere; or where
 *   the content is known to belong to a record whose own article is gone: then that one was moved here.
 * - The path is gone and the content lies at another, which no other record has: it was moved. Among several equal files, the
 *   one of the same name, then the one of the same title, then the first by path.
 * - Path and content are gone, and a file that came since holds nearly the same text, without any look-alike: it was moved and
 *   edited.
 */
export function placeRecords(records: readonly NamedArticle[], files: LibraryFiles): readonly (string | null)[] {
  // Most scans find every article as its record left it.
  const settled = records.map(({ path, hash }) => (files.get(path)?.hash === hash ? path : null))
  if (!settled.includes(null)) return settled
  const pathsByHash = groupByHash(files)
  const composed = composedNames(files)
  const homes = records.map(({ path }) => (files.has(path) ? path : (composed().get(nfc(path)) ?? null)))
  const exact = new Set(
    records.flatMap((record, index) => {
      const home = homes[index]
      return home && files.get(home)?.hash === record.hash ? [home] : []
    }),
  )
  const homeless = new Set(records.flatMap(({ hash }, index) => (homes[index] === null && hash !== '' ? [hash] : [])))
  const kept = records.map((record, index) => {
    const home = homes[index] ?? null
    const file = home === null ? undefined : files.get(home)
    if (home === null || file === undefined) return null
    if (file.hash === record.hash) return home
    if (!exact.has(home) && !isAnother(record, file)) return home
    if (isTaken(home, file)) return null
    const liesElsewhere = (pathsByHash.get(record.hash) ?? []).some(
      (path) => !exact.has(path) && files.get(path)?.title === record.title,
    )
    return liesElsewhere ? null : home
  })
  const taken = new Set(kept)
  const movedTo = movesAmong(pathsByHash, files, taken)
  const found = records.map((record, index) => kept[index] ?? movedTo(record))
  const near = followAll(records, found, homes, files)
  return records.map((record, index) => {
    const home = homes[index] ?? null
    const file = home === null ? undefined : files.get(home)
    const isLost = home === null || file === undefined || (isAnother(record, file) && isTaken(home, file))
    return near[index] ?? found[index] ?? (isLost ? null : home)
  })

  /** Whether a record whose article is gone knows exactly what lies there, and nobody else does. */
  function isTaken(path: string, { hash }: KnownFile): boolean {
    return homeless.has(hash) && !exact.has(path)
  }
}

/** Whether a file at a record's path speaks for another article. */
function isAnother(record: NamedArticle, file: KnownFile): boolean {
  return file.title !== record.title || isOther(record, file)
}

/** Where the articles went that were edited too; no two of different records to one file. */
function followAll(
  records: readonly NamedArticle[],
  found: readonly (string | null)[],
  homes: readonly (string | null)[],
  files: LibraryFiles,
): readonly (string | null)[] {
  // Most scans find none, and an article is followed to no other.
  if (![...files.values()].some(({ isNew }) => isNew === true)) return records.map(() => null)
  const taken = new Set(found)
  const gone = records.filter((record, index) => {
    const path = found[index] ?? null
    const file = path === null ? undefined : files.get(path)
    return path === null || (path === homes[index] && file !== undefined && isOther(record, file))
  })
  const near = nearestFiles(gone, files)
  const isFree = (path: string): boolean => !taken.has(path)
  const followed = new Map(gone.map((one) => [one, followNear(one, files, near.get(one.sketch ?? '') ?? [], isFree)]))
  const goals = records.map((record) => followed.get(record)?.path ?? null)
  const claims = new Map<string, Set<string>>()
  goals.forEach((goal, index) => {
    if (goal !== null) claims.set(goal, (claims.get(goal) ?? new Set()).add(records[index]?.path ?? ''))
  })
  return goals.map((goal) => (goal !== null && claims.get(goal)?.size === 1 ? goal : null))
}

/**
 * Finds where an article lies whose file is gone: among the equal files that nobody has, the one of the same name and title, then
 * of the same name, then of the same title, then the first by path. Thousands of records may ask of thousands of equal files.
 */
function movesAmong(
  pathsByHash: ReadonlyMap<string, readonly string[]>,
  files: LibraryFiles,
  taken: ReadonlySet<string | null>,
): (record: NamedArticle) => string | null {
  const groups = new Map<string, ReadonlyMap<string, string>>()
  const groupOf = (hash: string): ReadonlyMap<string, string> => {
    const known = groups.get(hash)
    if (known !== undefined) return known
    const first = new Map<string, string>()
    const free = (pathsByHash.get(hash) ?? []).filter((path) => !taken.has(path)).toSorted(compareText)
    for (const path of free)
      for (const key of keysOf(path, files.get(path)?.title ?? '')) if (!first.has(key)) first.set(key, path)
    groups.set(hash, first)
    return first
  }
  return ({ hash, path, title }) => {
    const first = groupOf(hash)
    for (const key of keysOf(path, title)) {
      const found = first.get(key)
      if (found !== undefined) return found
    }
    return null
  }
}

/** What is looked for, the most telling first. A path’s last part has no `/`. */
function keysOf(path: string, title: string): readonly string[] {
  const name = fileName(path)
  return [`both/${name}/${title}`, `name/${name}`, `title/${title}`, 'any']
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

/**
 * Systems write `é` in names as one code point or as two; a library that travels between them must not lose its notes. Made when it
 * is first asked for: most records name a file as it is.
 */
function composedNames(files: LibraryFiles): () => ReadonlyMap<string, string> {
  let names: ReadonlyMap<string, string> | null = null
  return () => {
    names ??= new Map(Array.from(files.keys(), (path) => [nfc(path), path]))
    return names
  }
}

function nfc(path: string): string {
  return path.normalize('NFC')
}
