/** `lectern doctor`: looks over what Lectern keeps about a folder; with `--repair` mends what can be mended, after a copy of all of it. */
import { randomBytes } from 'node:crypto'
import { dataFolder } from '#library/disk/folders'
import { examine } from '#library/doctor/examine'
import { examinationOf, type Finding } from '#library/doctor/finding'
import { repair } from '#library/doctor/repair'
import type { ArticleRef } from '#library/notebook/types'
import { LecternError } from '#shared/result'
import { findFolder } from '../find'
import { type DoctorOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal, TextOutput } from '../terminal'

interface DoctorOptions {
  readonly json: boolean
  readonly repair: boolean
}

/** Runs the command. Exit code 1 when something needs attention (still, after a repair); what a cut-off write left behind does not. */
export async function runDoctor(terminal: Terminal, named: string, options: DoctorOptions): Promise<ExitCode> {
  const folder = await findFolder(terminal, named)
  const dataDir = dataFolder(terminal.env, terminal.platform, terminal.home)
  const files = await listArticles(terminal, folder)
  if (!options.repair) {
    const { sound, findings } = await examine(folder, dataDir, files)
    if (options.json) printJson<DoctorOutput>(terminal.stdout, { sound, findings: findings.map(asJson) })
    else printExamination(terminal.stdout, folder, findings)
    return sound ? 0 : 1
  }
  const newId = (): string => randomBytes(12).toString('hex')
  const { backup, done, findings } = await repair({ folder, dataDir, ...(files && { files }), now: Date.now, newId })
  const { sound } = examinationOf(findings)
  if (options.json)
    printJson<DoctorOutput>(terminal.stdout, { sound, findings: findings.map(asJson), backup, done: [...done] })
  else {
    for (const line of done) terminal.stdout.write(`repaired: ${plainLine(line)}\n`)
    if (backup !== null) terminal.stdout.write(`What was there before is in ${plainLine(backup)}\n`)
    printExamination(terminal.stdout, folder, findings)
  }
  return sound ? 0 : 1
}

const asJson = ({ kind, path, message, repairable }: Finding): Finding => ({ kind, path, message, repairable })

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

function printExamination(stdout: TextOutput, folder: string, findings: readonly Finding[]): void {
  for (const { kind, message } of findings) stdout.write(`${kind}: ${plainLine(message)}\n`)
  if (findings.some(({ repairable }) => repairable))
    stdout.write('Some of it can be repaired: run lectern doctor --repair, which makes a copy first.\n')
  if (examinationOf(findings).sound) stdout.write(`Everything Lectern keeps about ${plainLine(folder)} is sound.\n`)
}
