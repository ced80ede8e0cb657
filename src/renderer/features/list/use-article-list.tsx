import {
  createContext,
  type ReactNode,
  type SetStateAction,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ArticleId } from '#shared/article'
import { useConnection, useEvent, useGathered } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { usePreferences } from '../../client/preferences'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { type Landing, queryOf } from '../../desk/state'
import { asker } from './asker'
import { type ListSnapshot, Pager } from './pager'
import { chooseOne, noSelection, type Selection } from './selection'

interface ArticleList {
  readonly pager: Pager
  readonly list: ListSnapshot
  /** Whether the rows still answer an earlier question. */
  readonly busy: boolean
  readonly selection: Selection
  /** By a function where what is chosen meanwhile must not be taken back. */
  select(selection: SetStateAction<Selection>): void
  /** Where the open article stands in the list; -1 where it does not. */
  readonly place: number
  /** Chooses the article at an index and opens it (`landing` null: leaves it closed); false where the list has none there. */
  visit(index: number, landing: Landing | null): Promise<boolean>
  /** The article that was visited last, anew with each visit, to be scrolled to; `focused`: the focus was in the list, or nowhere, and goes along. */
  readonly visited: Visited | null
}

interface Visited {
  readonly article: ArticleId
  readonly focused: boolean
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
  const { state, dispatch } = useDesk()
  const { preferences } = usePreferences()
  const { fail } = useNotices()
  const [selection, select] = useState(noSelection)
  const pager = useMemo(
    () =>
      new Pager((query, offset, limit, line) =>
        connection.request('articles.query', { query, offset, limit, asker: `${asker} ${line}` }),
      ),
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
  const opened = state.open?.id ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: `list` is new with each page that arrives
  const place = useMemo(() => (opened === null ? -1 : pager.indexOf(opened)), [pager, list, opened])
  const [visited, setVisited] = useState<Visited | null>(null)
  const visit = useCallback(
    async (index: number, landing: Landing | null): Promise<boolean> => {
      if (index < 0 || index >= pager.snapshot().total) return false
      const [article] = await pager.idsBetween(index, index).catch((thrown: unknown) => {
        fail(thrown)
        return []
      })
      if (article === undefined) return false
      select(chooseOne(index, article))
      const at = document.activeElement
      setVisited({ article, focused: at === document.body || at?.closest('[data-row-button]') != null })
      if (landing !== null) dispatch({ type: 'open', article, landing })
      return true
    },
    [pager, dispatch, fail],
  )
  const alone = (article: ArticleId): Selection => {
    const index = pager.indexOf(article)
    return index < 0 ? noSelection : chooseOne(index, article)
  }
  const turn = state.open?.turn ?? 0
  // What is opened from elsewhere, by the way back or a link, is what single keys mean from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening
  useEffect(() => {
    if (opened !== null && !selection.chosen.has(opened)) select(alone(opened))
  }, [turn])
  const hidden = state.annotations !== null
  // What is not to be seen is not chosen: keys would sort it unseen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the list gives its place away
  useEffect(() => {
    if (hidden && selection.chosen.size > 1) select(opened === null ? noSelection : alone(opened))
  }, [hidden])
  // The one that is chosen stays so where rows come or go before it.
  const [only] = selection.chosen.size === 1 ? selection.chosen : []
  // biome-ignore lint/correctness/useExhaustiveDependencies: when rows came or went, not when the reader moved
  useEffect(() => {
    const { cursor, anchor } = selection
    if (only === undefined || cursor !== anchor || list.rowAt(cursor)?.id === only) return
    const index = pager.indexOf(only)
    if (index >= 0) select(chooseOne(index, only))
  }, [pager, list, only])
  const handle = useMemo(
    () => ({ pager, list, busy, selection, select, place, visit, visited }),
    [pager, list, busy, selection, place, visit, visited],
  )
  return <ArticleListContext value={handle}>{children}</ArticleListContext>
}
