/** Saved searches and the desk: which one is on show, where one is kept, what it is called. */
import type { LibraryId } from '#shared/article'
import type { SavedSearch } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { type DeskState, type Scope, searchText } from '../../desk/state'
import { counted, formatNumber } from '../../ui/format'

/** What of a search is kept. */
export type SearchDraft = Pick<SavedSearch, 'text' | 'folder' | 'tags'>

/** Code units of a name, as the contract bounds it. */
export const longestName = 200

/** What the list shows of a saved search: its library, which goes without saying where it is the only one open. */
export function scopeOf(search: Pick<SavedSearch, 'library' | 'folder'>, openLibraries: number): Scope {
  const { library, folder } = search
  if (folder !== '') return { kind: 'folder', library, path: folder }
  return openLibraries > 1 ? { kind: 'library', library } : { kind: 'all' }
}

/** The saved search that the desk shows now, if it is one. */
export function shownSearch(
  state: Pick<DeskState, 'text' | 'scope' | 'tags' | 'view'>,
  searches: readonly SavedSearch[],
  openLibraries: number,
): SavedSearch | null {
  const shows = (search: SavedSearch): boolean =>
    search.text.trim() === searchText(state).trim() &&
    search.tags.length === state.tags.length &&
    search.tags.every((tag) => state.tags.includes(tag)) &&
    sameScope(scopeOf(search, openLibraries), plainScope(state.scope, openLibraries))
  return searches.find(shows) ?? null
}

/** The only open library is all there is. */
const plainScope = (scope: Scope, openLibraries: number): Scope =>
  scope.kind === 'library' && openLibraries === 1 ? { kind: 'all' } : scope

const sameScope = (a: Scope, b: Scope): boolean => {
  if (a.kind === 'all' || b.kind === 'all') return a.kind === b.kind
  if (a.library !== b.library) return false
  return a.kind === 'folder' ? b.kind === 'folder' && a.path === b.path : b.kind === 'library'
}

/** What of the desk is kept. */
export const draftOf = (state: Pick<DeskState, 'text' | 'scope' | 'tags' | 'view'>): SearchDraft => ({
  text: searchText(state).trim(),
  folder: state.scope.kind === 'folder' ? state.scope.path : '',
  tags: state.tags,
})

/** The library a search is kept with: that of the scope, else the only one open; null where the reader has to say. */
export function homeOf(scope: Scope, libraries: readonly LibraryInfo[]): LibraryId | null {
  if (scope.kind !== 'all') return scope.library
  return libraries.length === 1 ? (libraries[0]?.id ?? null) : null
}

/** A name to start from: the query itself on one line. */
export const nameFor = (text: string): string => text.trim().replace(/\s+/gu, ' ').slice(0, longestName)

/** What is new since the last visit, as a badge shows it; empty where nothing is. */
export const badgeOf = ({ fresh }: Pick<SavedSearch, 'fresh'>, locale?: string): string =>
  fresh === 0 ? '' : `+${formatNumber(fresh, locale)} new`

/** A saved search in words, for those who cannot see its row. */
export function describeSearch({ name, total, fresh }: SavedSearch, locale?: string): string {
  const found = `${name}, ${counted(total, 'article', 'articles', locale)}`
  return fresh === 0 ? found : `${found}, ${formatNumber(fresh, locale)} new since your last visit`
}
