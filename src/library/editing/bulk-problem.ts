/** What a reader is told of a bulk some of which failed. */
import { englishNumber } from '#shared/english-number'
import { LecternError } from '#shared/result'

/** Articles named at most. */
const named = 3

/** What kept `failures` (by the path of the article) of `total` articles from the disk, in a sentence that says which; null where nothing did. */
export function bulkProblem(
  failures: readonly (readonly [string, LecternError])[],
  total: number,
): LecternError | null {
  const [first] = failures
  if (first === undefined) return null
  const [, { code, message }] = first
  if (total === 1) return first[1]
  const paths = failures.slice(0, named).map(([path]) => `“${path}”`)
  const others = failures.length - paths.length
  const which = others > 0 ? `${paths.join(', ')} and ${englishNumber(others)} more` : paths.join(', ')
  const what = code === 'io' ? 'not saved yet' : 'not changed'
  return new LecternError(
    code,
    `${englishNumber(failures.length)} of ${englishNumber(total)} articles ${failures.length === 1 ? 'is' : 'are'} ${what}: ${which}. ` +
      `The others are. ${message}`,
  )
}
