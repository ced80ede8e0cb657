/** What becomes of a change that did not get to the disk. */
import { LecternError } from '#shared/result'

/** Refused for good: a newer Lectern keeps the file, and nothing was changed. */
export function isRefused(problem: unknown): boolean {
  return problem instanceof LecternError && problem.code === 'newer-format'
}

/** Made, as the reader sees; it is not on the disk yet, and is tried to be saved again. */
export function isUnsaved(problem: unknown): boolean {
  return problem instanceof LecternError && (problem.code === 'io' || problem.code === 'locked')
}
