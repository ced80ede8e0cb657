/** Exports articles to a folder of Markdown files. */
import type { ExportableArticle } from '#core/export/article'
import type { ExportReport } from '#shared/contract'

export declare function exportArticles(
  articles: Iterable<ExportableArticle> | AsyncIterable<ExportableArticle>,
  toFolder: string,
  now: () => number,
): Promise<ExportReport>
