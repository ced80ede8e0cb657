import type { LibraryInfo } from '#shared/library'
import { assertNever } from '#shared/result'
import { counted, formatNumber, formatTimeLeft } from '../../ui/format'

/** Whether something is under way that can be cancelled. */
export const isWorking = (library: LibraryInfo): boolean => library.phase === 'scanning' || library.phase === 'indexing'

/** How much of the running phase is done, 0 to 1; null while that cannot be known. */
export const shareDone = (library: LibraryInfo): number | null =>
  library.total === null || library.total === 0 ? null : Math.min(1, library.done / library.total)

/** What a library is doing, in plain words. */
export function describeLibrary(library: LibraryInfo, locale?: string): string {
  switch (library.phase) {
    case 'scanning':
      return `Looking for articles: ${counted(library.done, 'file', 'files', locale)} so far`
    case 'indexing': {
      const of = library.total === null ? '' : ` of ${formatNumber(library.total, locale)}`
      const left = library.timeLeft === null ? '' : ` – ${formatTimeLeft(library.timeLeft, locale)}`
      return `Indexing ${formatNumber(library.done, locale)}${of}${left}`
    }
    case 'ready':
      return counted(library.articles, 'article', 'articles', locale)
    case 'cancelled':
      return `Stopped at ${counted(library.articles, 'article', 'articles', locale)}`
    case 'failed':
      return library.problem ?? 'This folder could not be read.'
    default:
      return assertNever(library.phase)
  }
}

/** What all open libraries are doing, for the status line. */
export function describeAll(libraries: readonly LibraryInfo[], locale?: string): string {
  const working = libraries.filter(isWorking)
  const [first] = working
  if (first !== undefined) {
    const others = working.length - 1
    const name = libraries.length > 1 ? `${first.name}: ` : ''
    return `${name}${describeLibrary(first, locale)}${others > 0 ? ` (and ${counted(others, 'other library', 'other libraries', locale)})` : ''}`
  }
  const articles = libraries.reduce((sum, library) => sum + library.articles, 0)
  const [only] = libraries
  if (libraries.length === 1 && only !== undefined) return describeLibrary(only, locale)
  return libraries.length === 0
    ? 'No library is open'
    : `${counted(articles, 'article', 'articles', locale)} in ${counted(libraries.length, 'library', 'libraries', locale)}`
}
