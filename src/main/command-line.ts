/** What the desktop was started with. */
import { resolve } from 'node:path'

export interface CommandLine {
  readonly argv: readonly string[]
  /** True for `electron <app> <folder>…`, where the first plain argument is the app itself. */
  readonly hasAppArgument: boolean
  /** What relative folders are taken from, absolute. */
  readonly cwd: string
}

/** The folders named on the command line, absolute; switches (`--like-this`) are Electron's own. */
export function foldersOf({ argv, hasAppArgument, cwd }: CommandLine): string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return plain.slice(hasAppArgument ? 1 : 0).map((folder) => resolve(cwd, folder))
}
