/** How far scanning and indexing are, on standard error: a line that changes in a terminal, now and then a line elsewhere. */
import type { LibraryInfo } from '#shared/library'
import { plainLine } from './plain-text'
import type { Terminal } from './terminal'

/** Shows what a library reports; `end` leaves no trace in a terminal. */
interface Progress {
  show(libraries: readonly LibraryInfo[]): void
  end(): void
}

/** Milliseconds between two lines where nobody watches; nothing is said about what takes less. */
const linesApart = 5000

/** Starts showing progress. */
export function createProgress({ stderr, now }: Pick<Terminal, 'stderr' | 'now'>): Progress {
  let shown = ''
  let lastLine = now()
  return {
    show(libraries) {
      const text = libraries.flatMap((library) => inWords(library) ?? []).join(' · ')
      if (text === '' || text === shown) return
      if (stderr.isTerminal) {
        stderr.write(`\r\u001b[2K${text}`)
        shown = text
      } else if (now() - lastLine >= linesApart) {
        stderr.write(`${text}\n`)
        shown = text
        lastLine = now()
      }
    },
    end() {
      if (stderr.isTerminal && shown !== '') stderr.write('\r\u001b[2K')
      shown = ''
    },
  }
}

function inWords({ name, phase, done, total, timeLeft }: LibraryInfo): string | null {
  if (phase !== 'scanning' && phase !== 'indexing') return null
  const amount = total === null ? `${done} files` : `${done} of ${total} files`
  const left = timeLeft === null ? '' : `, about ${Math.max(1, Math.round(timeLeft / 1000))} s left`
  return `${plainLine(name)}: ${phase === 'scanning' ? 'looking through the folder' : 'reading articles'}, ${amount}${left}`
}
