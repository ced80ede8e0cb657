import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo } from 'react'
import type { LibraryId } from '#shared/article'
import type { SavedSearch } from '#shared/contract'
import { type Asked, useConnection, useEvent, useGathered, useQuery } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { type SearchDraft, scopeOf, shownSearch } from './saved-search'

interface SavedSearches {
  /** As they were last counted; null until then. */
  readonly searches: readonly SavedSearch[] | null
  /** Why they could not be counted again, and how to ask once more. */
  readonly asked: Pick<Asked<unknown>, 'failure' | 'reload'>
  /** The one that the desk shows now. */
  readonly shown: SavedSearch | null
  /** Rejects with `place-needed` where the reader has not said yet where notes are kept. */
  save(library: LibraryId, name: string, draft: SearchDraft): Promise<void>
  rename(search: SavedSearch, name: string): Promise<void>
  /** Removes it at once; the notice brings it back. */
  remove(search: SavedSearch): void
  /** Shows what it finds, and counts as a visit. */
  run(search: SavedSearch): void
}

const SavedSearchesContext = createContext<SavedSearches | null>(null)

/** The saved searches of the open libraries. */
export function useSavedSearches(): SavedSearches {
  const handle = useContext(SavedSearchesContext)
  if (handle === null) throw new Error('No saved searches are provided.')
  return handle
}

/** Milliseconds to gather changes before the searches are counted again. */
const gathering = 300

/** Keeps the saved searches as the library process counts them. */
export function SavedSearchesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { state, dispatch } = useDesk()
  const { tell, fail } = useNotices()
  const libraries = useLibraries() ?? []
  const asked = useQuery('searches.list', null)
  const { reload } = asked
  useEvent('searches.changed', useGathered(gathering, reload))
  const open = libraries.map(({ id }) => id).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: each library brings its own searches
  useEffect(reload, [open, reload])

  const save = useCallback(
    async (library: LibraryId, name: string, draft: SearchDraft) => {
      await connection.request('searches.save', { library, name, ...draft })
      reload()
    },
    [connection, reload],
  )
  const rename = useCallback(
    async ({ library, id }: SavedSearch, name: string) => {
      await connection.request('searches.rename', { library, id, name })
      reload()
    },
    [connection, reload],
  )
  const remove = useCallback(
    (search: SavedSearch) => {
      const { library, id, name } = search
      connection.request('searches.remove', { library, id }).then(() => {
        reload()
        const { text, folder, tags } = search
        const undo = (): void => void save(library, name, { text, folder, tags }).catch(fail)
        tell('info', `The search “${name}” is removed.`, { name: 'Undo', run: undo })
      }, fail)
    },
    [connection, reload, save, tell, fail],
  )
  const count = libraries.length
  const run = useCallback(
    (search: SavedSearch) => {
      const { library, id, text, tags } = search
      dispatch({ type: 'run-search', text, scope: scopeOf(search, count), tags })
      // What was new stays unread on a failure, which is nothing to tell: the next visit says so again.
      connection.request('searches.visit', { library, id }).then(reload, () => undefined)
    },
    [connection, dispatch, reload, count],
  )
  const searches = asked.last
  const { text, scope, tags, view } = state
  const shown = useMemo(
    () => shownSearch({ text, scope, tags, view }, searches ?? [], count),
    [text, scope, tags, view, searches, count],
  )
  const handle = useMemo(
    () => ({ searches, asked, shown, save, rename, remove, run }),
    [searches, asked, shown, save, rename, remove, run],
  )
  return <SavedSearchesContext value={handle}>{children}</SavedSearchesContext>
}
