/** How text stands out in a terminal. */
import type { Terminal } from './terminal'

/** Ways for a piece of text to stand out. The text must have no control characters of its own. */
export interface Style {
  bold(text: string): string
  dim(text: string): string
}

const asItIs: Style = { bold: (text) => text, dim: (text) => text }
const inTerminal: Style = {
  bold: (text) => (text === '' ? '' : `\u001b[1m${text}\u001b[22m`),
  dim: (text) => (text === '' ? '' : `\u001b[2m${text}\u001b[22m`),
}

/** The style of standard output: none but in a terminal, and none with NO_COLOR (https://no-color.org: set to anything but nothing). */
export const styleOf = ({ stdout, env }: Pick<Terminal, 'stdout' | 'env'>): Style =>
  stdout.isTerminal && (env.NO_COLOR ?? '') === '' ? inTerminal : asItIs
