/** Looks at the states of many files, as the disk they are on can bear it. */
import { lstatSync, type Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'

/** What a look at a file came to: its state (that of a link itself), or why it has none. */
export type Look = { readonly stats: Stats } | { readonly stats: null; readonly error: unknown }

/** How many files are looked at together. */
const filesAtOnce = 64
/** Milliseconds: what a look at a file takes on a disk that has to be waited for, and how long a run of them may last. */
const slowCall = 5
const turn = 8
/** One slow call may be the machine's being busy with something else. */
const fewSlowCalls = 3

/**
 * A call that waits its turn costs ten times one that does not, so on a disk that answers at once they are made in short
 * runs; once it has been slow (a network, a sleeping disk), many are under way at a time instead.
 */
export class Looks {
  #slowCalls = 0

  /** `pause` is called between the runs; what it throws ends them. */
  constructor(private readonly pause: () => void) {}

  /** Looks at files (absolute paths) and tells of each by its index, in any order. */
  async at(paths: readonly string[], tell: (index: number, look: Look) => void): Promise<void> {
    let next = 0
    for (let turnStart = performance.now(); next < paths.length && this.#slowCalls < fewSlowCalls; next++) {
      const start = performance.now()
      tell(next, lookNow(paths[next] ?? ''))
      const now = performance.now()
      if (now - start > slowCall) this.#slowCalls++
      if (now - turnStart < turn) continue
      await breathe()
      this.pause()
      turnStart = performance.now()
    }
    for (; next < paths.length; next += filesAtOnce) {
      const first = next
      const looks = await Promise.all(paths.slice(first, first + filesAtOnce).map(lookLater))
      for (const [index, look] of looks.entries()) tell(first + index, look)
      this.pause()
    }
  }
}

function lookNow(path: string): Look {
  try {
    return { stats: lstatSync(path) }
  } catch (error) {
    return { stats: null, error }
  }
}

const lookLater = (path: string): Promise<Look> =>
  lstat(path).then(
    (stats) => ({ stats }),
    (error) => ({ stats: null, error }),
  )
