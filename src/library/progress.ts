/** Where a library's work stands, as state -> state; the clock is passed in. */
import type { LibraryPhase } from '#shared/library'

/** The running phase; times are milliseconds of any clock that is never set back. */
export interface Progress {
  readonly phase: LibraryPhase
  readonly done: number
  readonly total: number | null
  readonly since: number
}

/** Below this many milliseconds, an estimate would only jump about. */
const worthEstimating = 500

export const atRest: Progress = { phase: 'ready', done: 0, total: null, since: 0 }

/** A phase begins. */
export const begin = (phase: LibraryPhase, total: number | null, now: number): Progress => ({
  phase,
  done: 0,
  total,
  since: now,
})

/** More of it is done. */
export const advance = (progress: Progress, done: number): Progress => ({ ...progress, done })

/** Milliseconds until the phase ends if it goes on as it went so far; null where nothing can be said. */
export function timeLeft(
  { done, total, since }: Pick<Progress, 'done' | 'total' | 'since'>,
  now: number,
): number | null {
  const taken = now - since
  if (total === null || done === 0 || taken < worthEstimating) return null
  return Math.round((taken / done) * (total - done))
}
