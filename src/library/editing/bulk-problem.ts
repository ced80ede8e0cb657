/** What a reader is told of a bulk some of which failed. */
import { englishNumber } from '#shared/english-number'
import { LecternError } from '#shared/result'
import { isRefused } from './outcome'

/** Articles named at most. */
const named = 3

type Failed = readonly [string, LecternError]

/** What kept `failures` (by the path of the article) of `total` articles from the disk, in a sentence that says which; null where nothing did. */
export function bulkProblem(failures: readonly Failed[], total: number): LecternError | null {
  const [first] = failures
  if (first === undefined) return null
  if (total === 1) return first[1]
  const refused = failures.filter(([, failure]) => isRefused(failure))
  const unsaved = failures.filter(([, failure]) => !isRefused(failure))
  const [worst = first] = refused
  const kinds = [told(refused, 'not changed', total), told(unsaved, 'not saved yet', total)].filter(
    (kind) => kind !== '',
  )
  const [, why] = worst
  return new LecternError(why.code, `${kinds.join(' ')} The others are. ${why.message}`)
}

/** How many of `total` articles failed so, and which; empty where none did. */
function told(failed: readonly Failed[], what: string, total: number): string {
  if (failed.length === 0) return ''
  const paths = failed.slice(0, named).map(([path]) => `“${path}”`)
  const more = failed.length - paths.length
  const which = more > 0 ? `${paths.join(', ')} and ${englishNumber(more)} more` : paths.join(', ')
  const are = failed.length === 1 ? 'is' : 'are'
  return `${englishNumber(failed.length)} of ${englishNumber(total)} articles ${are} ${what}: ${which}.`
}
