/** What the reader wrote on articles that are not there (any more), and where these may be now. */
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { type ArticleRecord, isAnnotated, tagsOf } from '#core/notebook/record'
import type { OrphanInfo } from '#shared/annotation'
import { LecternError } from '#shared/result'
import type { OpenLibrary } from '../open-library'
import { likelyArticles } from './likely'
import { unplaced } from './placements'

/** The orphans of libraries, by the paths they had. */
export function listOrphans(libraries: readonly OpenLibrary[]): readonly OrphanInfo[] {
  return libraries.flatMap(orphansOf)
}

function orphansOf(library: OpenLibrary): readonly OrphanInfo[] {
  const records = library.notebook
    .records()
    .flatMap(({ path, record }) => (path === null && isAnnotated(record) ? [record] : []))
  if (records.length === 0) return []
  const likely = likelyArticles(library, records)
  return records
    .map((record, index) => ({
      ...{ library: library.id, record: record.id, path: record.article.path, title: record.article.title },
      ...{
        tags: tagsOf(record),
        note: noteText(record.note),
        highlights: unplaced(shownHighlights(record.highlights)),
      },
      likely: likely[index] ?? [],
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** A record whose article is gone. Throws `LecternError` 'not-found' where there is none (any more). */
export function orphanOf({ notebook }: OpenLibrary, id: string): ArticleRecord {
  const found = notebook.records().find(({ record }) => record.id === id)
  if (found !== undefined && found.path === null) return found.record
  throw new LecternError(
    'not-found',
    found === undefined
      ? 'This is not in the notebook (any more). Nothing was changed.'
      : 'The article of this was found again in the meantime. Nothing was changed.',
  )
}
