/** How much of what stood beside a passage stands there still. */
import { bestFit } from './align'

/** So many letters next to the passage, all equal, are as good as all of the context: an edit farther away tells nothing. */
const nearRun = 24

/** How much two texts share, 0 to 1, read from their beginnings (differences allowed); 1 where the first is empty. */
export function alikeStart(wanted: string, found: string): number {
  if (wanted === '') return 1
  let run = 0
  while (run < wanted.length && wanted[run] === found[run]) run += 1
  if (run === wanted.length || run >= nearRun) return 1
  const fit = bestFit(wanted, found, 0, Math.min(found.length, wanted.length + 8), wanted.length)
  const edited = fit === null ? 0 : 1 - (fit.distance + fit.start / 2) / wanted.length
  return Math.max(0, edited, run / nearRun)
}

/** The same, read from their ends. */
export const alikeEnd = (wanted: string, found: string): number => alikeStart(reversed(wanted), reversed(found))

const reversed = (text: string): string => text.split('').reverse().join('')
