/** A library's index without a library: articles go in as the parse workers would give them. */
import { crc32 } from 'node:zlib'
import { freezeArticles } from '#core/search/index'
import type { FoundFile } from '#library/disk/file-state'
import type { CatalogRow } from '#library/index/catalog'
import { type LibraryIndex, openLibraryIndex } from '#library/index/library-index'
import type { IndexedReading, ReadFiles, Reading } from '#library/parse/parse-protocol'
import { workerScript } from '#library/parse/worker-scripts'

/** Opens the index kept in a folder. */
export const openIndex = (folder: string): Promise<LibraryIndex> =>
  openLibraryIndex(folder, 'library', workerScript('merge-worker', process.env))

/** A file as a scan would find it. */
export const found = (path: string, state: Partial<FoundFile> = {}): FoundFile => ({
  ...{ path, size: 1, modified: 10, changed: 20, born: 30 },
  ...state,
})

/** An article as a parse worker reads it; its content decides its hash. */
export const articleReading = (path: string, text: string, file: Partial<FoundFile> = {}): IndexedReading => ({
  is: 'article',
  file: found(path, file),
  summary: {
    ...{ hash: `hash-${crc32(text)}`, format: 'plain-text', title: path, date: { iso: null, written: null } },
    ...{ author: null, source: null, language: 'en', keywords: [] },
  },
  text: new TextEncoder().encode(text),
})

/** The answer of a parse worker: readings, and the segment of the articles among them. */
export function answered(...readings: readonly Reading[]): ReadFiles {
  const articles = readings.flatMap((reading) => (reading.is === 'article' ? [reading] : []))
  const segment = freezeArticles(
    articles.map(({ file, summary: { title, author, source, keywords, language }, text }) => ({
      ...{ key: file.path, title, body: new TextDecoder().decode(text), author, source, keywords, language },
    })),
  )
  return { readings, segments: articles.length > 0 ? [segment] : [] }
}

/** Takes in readings of files that are in the state they were found in. */
export const apply = (index: LibraryIndex, readings: readonly Reading[], now = 1000) =>
  index.apply(answered(...readings), new Map(), now)

/** Waits until everything is joined and on disk. */
export const settle = (index: LibraryIndex): Promise<void> => index.settle(new AbortController().signal)

/** What an index knows, to compare: each path with its text and where the search finds it. */
export async function stateOf(index: LibraryIndex): Promise<Record<string, string>> {
  const rows: readonly CatalogRow[] = [...index.catalog.rows()]
  const entries = await Promise.all(
    rows.map(async (row) => {
      const place = index.store.locate(row.path)
      const segment = place === null ? undefined : index.store.parts()[place.part]?.segment
      const tokens = place === null ? -1 : (segment?.lengths[segment.documents + place.document] ?? -1)
      return [row.path, `${row.hash} ${tokens} ${await index.text(row)}`] as const
    }),
  )
  return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)))
}
