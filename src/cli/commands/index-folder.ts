/** `lectern index`: brings a folder's index up to date and says what changed. */
import { type IndexOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

interface IndexOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
}

/** Runs the command. */
export function runIndex(terminal: Terminal, folder: string, options: IndexOptions): Promise<ExitCode> {
  return withFolder(terminal, folder, options, async (_session, { report }) => {
    const { articles, added, changed, removed, ignored, tookMs } = report
    const skipped = report.skipped.map(({ path, reason }) => ({ path, reason }))
    if (options.json)
      printJson<IndexOutput>(terminal.stdout, { articles, added, changed, removed, ignored, skipped, tookMs })
    else {
      const seconds = (tookMs / 1000).toFixed(1)
      terminal.stdout.write(
        `${articles} ${articles === 1 ? 'article' : 'articles'}: ${added} added, ${changed} changed, ${removed} removed (${seconds} s)\n`,
      )
      terminal.stdout.write(`${ignored} ${ignored === 1 ? 'file' : 'files'} ignored, ${skipped.length} skipped\n`)
      for (const { path, reason } of skipped) terminal.stdout.write(`  ${plainLine(path)}: ${plainLine(reason)}\n`)
    }
    return 0
  })
}
