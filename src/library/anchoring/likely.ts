/** Where articles may be now that are gone: for the reader to choose from. */
import { likelyFiles } from '#core/notebook/near'
import type { ArticleRecord } from '#core/notebook/record'
import type { OrphanInfo } from '#shared/annotation'
import type { OpenLibrary } from '../open-library'

/** For each record the articles it may speak of, the likeliest first; none that another record is about. */
export function likelyArticles(
  { index, notebook }: OpenLibrary,
  records: readonly ArticleRecord[],
): readonly OrphanInfo['likely'][] {
  const claimed = new Set(notebook.annotatedPaths())
  const rows = index.catalog.rowsByPath
  return records.map(({ article }) =>
    likelyFiles(article, rows, (path) => !claimed.has(path)).flatMap(({ path, likeness }) => {
      const row = rows.get(path)
      return row === undefined ? [] : [{ article: row.id, path, title: row.title, likeness }]
    }),
  )
}
