/** `lectern annotations`: what the reader wrote as W3C Web Annotations, out of a folder's notebook and into it. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { LecternError } from '#shared/result'
import { wrongUse } from '../errors'
import { findFolder } from '../find'
import { type AnnotationsExportOutput, type AnnotationsImportOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import { withFolder } from '../session'
import type { ExitCode, Terminal } from '../terminal'

interface AnnotationsOptions {
  readonly json: boolean
  readonly notebook: 'beside' | 'app'
}

/** As in the contract: a file's greatest length, in UTF-16 code units. */
const longestFile = 100_000_000

/** Runs `annotations export`; `to` is the folder for the file, as typed. */
export async function runAnnotationsExport(
  terminal: Terminal,
  folder: string,
  { to, ...options }: AnnotationsOptions & { readonly to: string },
): Promise<ExitCode> {
  return withFolder(terminal, folder, options, async ({ ask }, { library }) => {
    const written = await ask('host.exportAnnotations', { library: library.id, to: resolve(terminal.cwd, to) })
    if (options.json) printJson<AnnotationsExportOutput>(terminal.stdout, written)
    else terminal.stdout.write(`${plainLine(written.file)}: ${counted(written.annotations, 'annotation')}\n`)
    return 0
  })
}

/** Runs `annotations import`; exit code 1 where nothing in the file could be taken in. */
export async function runAnnotationsImport(
  terminal: Terminal,
  folder: string,
  named: string,
  options: AnnotationsOptions,
): Promise<ExitCode> {
  // Before the folder is brought up to date, which may take long.
  await findFolder(terminal, folder)
  const json = await readText(resolve(terminal.cwd, named))
  return withFolder(terminal, folder, options, async ({ ask }, { library }) => {
    const report = await ask('annotations.import', { library: library.id, json })
    if (options.json) printJson<AnnotationsImportOutput>(terminal.stdout, report)
    else printReport(terminal, report)
    return report.highlights + report.notes + report.known === 0 ? 1 : 0
  })
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} could not be read: ${error.message}.`
    throw new LecternError('io', why)
  })
  if (bytes.length > longestFile) throw wrongUse(`${file} is larger than ${longestFile / 1_000_000} MB.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw wrongUse(`${file} is not UTF-8 text, so it holds no annotations.`)
  }
}

function printReport({ stdout, stderr }: Terminal, report: AnnotationsImportOutput): void {
  const { articles, highlights, notes, known, skipped } = report
  for (const { what, reason } of skipped)
    stderr.write(`lectern: ${plainLine(what)} was not taken in: ${plainLine(reason)}\n`)
  const taken = `${counted(highlights, 'highlight')} and ${counted(notes, 'note')} on ${counted(articles, 'article')}`
  stdout.write(`${taken} taken in, ${known} known before, ${skipped.length} left out\n`)
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
