/** Exports what was selected: articles are read one by one as they are written, so that a large selection needs little memory. */
import type { ExportableArticle } from '#core/export/article'
import type { ArticleSelection } from '#shared/article-query'
import type { ExportReport } from '#shared/contract'
import { toFailure } from '#shared/result'
import { exportArticles } from '../export/export'
import type { Queries } from '../search/queries'
import type { LibraryHost } from './library-host'

/** Exports to a folder; articles that cannot be read are named in the report and do not stop the others. */
export async function exportSelection(
  host: LibraryHost,
  queries: Queries,
  selection: ArticleSelection,
  to: string,
): Promise<ExportReport> {
  const ids = selection.kind === 'articles' ? selection.articles : await queries.all(selection.query)
  const unreadable: { article: string; reason: string }[] = []
  async function* read(): AsyncGenerator<ExportableArticle> {
    for (const id of ids) {
      try {
        const library = host.libraryOf(id)
        yield { ...(await library.read(id)), libraryName: library.info().name }
      } catch (error) {
        unreadable.push({ article: pathOf(host, id), reason: toFailure(error).message })
      }
    }
  }
  const report = await exportArticles(read(), to, Date.now)
  return { ...report, failed: [...report.failed, ...unreadable] }
}

function pathOf(host: LibraryHost, id: string): string {
  try {
    return host.libraryOf(id).row(id).path
  } catch {
    return id
  }
}
