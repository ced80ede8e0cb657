/** `lectern doctor`: looks over what Lectern keeps about a folder, and changes nothing. */
import { type Examination, examine } from '#library/doctor'
import { dataFolder } from '#library/folders'
import type { ArticleRef } from '#library/notebook/notebook'
import { LecternError } from '#shared/result'
import { findFolder } from '../find'
import { type DoctorOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal, TextOutput } from '../terminal'

export interface DoctorOptions {
  readonly json: boolean
}

/** Runs the command. Exit code 1 when something needs attention; what a cut-off write left behind does not. */
export async function runDoctor(terminal: Terminal, named: string, options: DoctorOptions): Promise<ExitCode> {
  const folder = await findFolder(terminal, named)
  const dataDir = dataFolder(terminal.env, terminal.platform, terminal.home)
  const articles = await listArticles(terminal, folder)
  const examination = await examine(folder, dataDir, articles)
  if (options.json) {
    const findings = examination.findings.map(({ kind, path, message }) => ({ kind, path, message }))
    printJson<DoctorOutput>(terminal.stdout, { sound: examination.sound, findings })
  } else printExamination(terminal.stdout, folder, examination)
  return examination.sound ? 0 : 1
}

/**
 * The articles that are there now, so that notes of a moved one are not taken for lost; undefined where the library cannot even
 * be opened, which is when looking it over matters most.
 */
async function listArticles(terminal: Terminal, folder: string): Promise<Map<string, ArticleRef> | undefined> {
  const articles = new Map<string, ArticleRef>()
  try {
    await withFolder(terminal, folder, { notebook: 'beside', silent: true }, async (_session, { library }) => {
      for (const article of library.articles()) articles.set(article.path, article)
      return 0
    })
    return articles
  } catch (error) {
    if (error instanceof LecternError) return undefined
    throw error
  }
}

function printExamination(stdout: TextOutput, folder: string, { sound, findings }: Examination): void {
  for (const { kind, message } of findings) stdout.write(`${kind}: ${plainLine(message)}\n`)
  if (sound) stdout.write(`Everything Lectern keeps about ${plainLine(folder)} is sound.\n`)
}
