/** `lectern doctor`: looks over what Lectern keeps about a folder, and changes nothing. */
import { examine } from '#library/doctor'
import { dataFolder } from '#library/folders'
import { findFolder } from '../find'
import { type DoctorOutput, printJson } from '../json'
import { plainLine } from '../plain-text'
import type { ExitCode, Terminal } from '../terminal'

export interface DoctorOptions {
  readonly json: boolean
}

/**
 * Runs the command. It looks at the files themselves and opens no library: opening one would already set a corrupt file aside,
 * and would refuse the very notebook that is to be looked over.
 */
export async function runDoctor(terminal: Terminal, named: string, options: DoctorOptions): Promise<ExitCode> {
  const folder = await findFolder(terminal, named)
  const examination = await examine(folder, dataFolder(terminal.env, terminal.platform, terminal.home))
  const findings = examination.findings.map(({ kind, path, message }) => ({ kind, path, message }))
  if (options.json) printJson<DoctorOutput>(terminal.stdout, { sound: examination.sound, findings })
  else {
    for (const { kind, path, message } of findings)
      terminal.stdout.write(`${plainLine(path)}: ${plainLine(message)} (${kind})\n`)
    if (examination.sound) terminal.stdout.write(`Everything Lectern keeps about ${plainLine(folder)} is sound.\n`)
  }
  return examination.sound ? 0 : 1
}
