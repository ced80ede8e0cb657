/** What the desktop was started with. */
import { resolve } from 'node:path'

interface CommandLine {
  readonly argv: readonly string[]
  /** True for `electron <app> <folder>…`, where the first plain argument is the app itself. */
  readonly hasAppArgument: boolean
  /** What relative folders are taken from, absolute. */
  readonly cwd: string
}

/** What a start asks to be opened: folders, absolute, and links to articles as they were given. */
export interface Wanted {
  readonly folders: readonly string[]
  readonly links: readonly string[]
}

/** What is named on the command line; switches (`--like-this`) are Electron's own. */
export function wantedBy({ argv, hasAppArgument, cwd }: CommandLine): Wanted {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  const named = plain.slice(hasAppArgument ? 1 : 0)
  return {
    folders: named.filter((argument) => !isLink(argument)).map((folder) => resolve(cwd, folder)),
    links: named.filter(isLink),
  }
}

const isLink = (argument: string): boolean => /^lectern:/i.test(argument)
