/** `lectern export`: Markdown files of the annotated articles, or of what a query finds. */
import { resolve } from 'node:path'
import type { ArticleQuery, ArticleSelection } from '#shared/article-query'
import type { ExportReport } from '#shared/contract'
import { wrongUse } from '../errors'
import { type ExportOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { type OpenFolder, type Session, withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

interface ExportOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
  /** The folder for the files, as typed. */
  readonly to: string
  /** Null: all annotated articles. */
  readonly query: string | null
}

/** Runs the command. */
export async function runExport(terminal: Terminal, folder: string, options: ExportOptions): Promise<ExitCode> {
  // An empty query finds everything: from a script that is more likely a mistake than a wish.
  if (options.query?.trim() === '') throw wrongUse('--query is empty; leave it out to export all annotated articles.')
  return withFolder(terminal, folder, options, async ({ ask }, open) => {
    const to = resolve(terminal.cwd, options.to)
    const selection = options.query === null ? annotated(open) : await findable(ask, open, options.query)
    const report: ExportReport =
      selection === null
        ? { folder: to, written: [], unchanged: [], kept: [], failed: [] }
        : await ask('host.export', { selection, to })
    if (options.json) printJson<ExportOutput>(terminal.stdout, report)
    else printReport(terminal, report)
    if (report.failed.length > 0) return 3
    return report.written.length + report.unchanged.length + report.kept.length === 0 ? 1 : 0
  })
}

/** The articles the reader tagged or wrote about; null when there are none. */
function annotated({ library }: OpenFolder): ArticleSelection | null {
  const articles = library.notebook.annotatedPaths().flatMap((path) => library.articleAt(path) ?? [])
  return articles.length === 0 ? null : { kind: 'articles', articles }
}

/** What a query finds; null when that is nothing, so that no empty folder is made for it. */
async function findable(ask: Session['ask'], { library }: OpenFolder, text: string): Promise<ArticleSelection | null> {
  const query: ArticleQuery = { text, scope: [library.id], folder: null, tags: [], sort: 'relevance', refine: true }
  const { total } = await ask('articles.query', { query, offset: 0, limit: 1 })
  return total === 0 ? null : { kind: 'query', query }
}

function printReport({ stdout, stderr }: Terminal, { folder, written, unchanged, kept, failed }: ExportReport): void {
  for (const file of written) stdout.write(`${plainLine(file)}\n`)
  for (const { file, instead, reason } of kept)
    stdout.write(`${plainLine(instead)}  (${plainLine(file)} was left as it is: ${plainLine(reason)})\n`)
  for (const { article, reason } of failed)
    stderr.write(`lectern: ${plainLine(article)} was not exported: ${plainLine(reason)}\n`)
  const done = written.length + kept.length
  if (done + unchanged.length + failed.length === 0) stderr.write('There was nothing to export.\n')
  else stderr.write(`${done} written, ${unchanged.length} unchanged, ${failed.length} failed in ${plainLine(folder)}\n`)
}
