import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useConnection, useEvent, useGathered } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { usePreferences } from '../../client/preferences'
import { useDesk } from '../../desk/desk-context'
import { queryOf } from '../../desk/state'
import { type ListSnapshot, Pager } from './pager'
import { noSelection, type Selection } from './selection'

interface ArticleList {
  readonly pager: Pager
  readonly list: ListSnapshot
  /** Whether the rows still answer an earlier question. */
  readonly busy: boolean
  readonly selection: Selection
  select(selection: Selection): void
}

const ArticleListContext = createContext<ArticleList | null>(null)

/** The list of articles and what is chosen in it. */
export function useArticleList(): ArticleList {
  const handle = useContext(ArticleListContext)
  if (handle === null) throw new Error('No article list is provided.')
  return handle
}

/** Milliseconds to gather changes before the rows in view are asked for again. */
const gathering = 400

/** Keeps the rows that answer the desk's question. */
export function ArticleListProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { state } = useDesk()
  const { preferences } = usePreferences()
  const [selection, select] = useState(noSelection)
  const pager = useMemo(
    () => new Pager((query, offset, limit) => connection.request('articles.query', { query, offset, limit })),
    [connection],
  )
  const list = useSyncExternalStore(pager.subscribe, pager.snapshot)

  const query = queryOf(state, preferences.refine)
  const key = JSON.stringify(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the query
  useEffect(() => {
    pager.setQuery(query)
    select(noSelection)
  }, [pager, key])

  const refresh = useGathered(gathering, () => pager.refresh())
  useEvent('articles.changed', refresh)
  const found = (useLibraries() ?? []).map(({ id, articles }) => `${id} ${articles}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a library that grew may have more rows to show
  useEffect(refresh, [found])
  useEffect(() => connection.onReconnect(() => pager.refresh()), [connection, pager])
  useEffect(() => {
    if (list.failure?.code !== 'unavailable') return
    const timer = setTimeout(() => pager.refresh(), 1000)
    return () => clearTimeout(timer)
  }, [list.failure, pager])

  const busy = list.failure === null && JSON.stringify(list.query) !== key
  const handle = useMemo(() => ({ pager, list, busy, selection, select }), [pager, list, busy, selection])
  return <ArticleListContext value={handle}>{children}</ArticleListContext>
}
