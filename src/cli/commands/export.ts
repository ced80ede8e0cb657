/** `lectern export`: Markdown files of the annotated articles, or of what a query finds. */
import { resolve } from 'node:path'
import type { ExportReport, ExportSelection } from '#shared/contract'
import { type ExportOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { type OpenFolder, withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

export interface ExportOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
  /** The folder for the files, as typed. */
  readonly to: string
  /** Null: all annotated articles. */
  readonly query: string | null
}

/** Runs the command. */
export function runExport(terminal: Terminal, folder: string, options: ExportOptions): Promise<ExitCode> {
  return withFolder(terminal, folder, options, async ({ ask }, open) => {
    const to = resolve(terminal.cwd, options.to)
    const selection = select(open, options.query)
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

/** What to export; null when the reader annotated nothing. */
function select({ library }: OpenFolder, query: string | null): ExportSelection | null {
  if (query !== null)
    return { kind: 'query', query: { text: query, scope: [library.id], folder: null, tags: [], sort: 'relevance' } }
  const articles = library.notebook.annotatedPaths().flatMap((path) => library.articleAt(path) ?? [])
  return articles.length === 0 ? null : { kind: 'articles', articles }
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
