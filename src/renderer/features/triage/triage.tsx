import type { ArticleId } from '#shared/article'
import type { Request } from '#shared/contract'
import type { Triage } from '#shared/highlight'
import { useConnection } from '../../client/hooks'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { useOpenArticle } from '../../desk/open-article'
import { isSearching } from '../../desk/state'
import { formatNumber } from '../../ui/format'
import { useArticleList } from '../list/use-article-list'
import { useUndoToast } from '../undo/undo'
import { nextRow } from './next-row'

const sorted: Readonly<Record<Triage, string>> = {
  archived: 'Archived',
  later: 'Put by for later:',
  inbox: 'Back in the inbox:',
}

/** Longest title in a message, UTF-16 code units. */
const longestTitle = 60

/** Sorts by single keys: what is chosen in the list, else the open article; then the list goes on to the next. */
export function TriageKeys(): null {
  const connection = useConnection()
  const { state } = useDesk()
  const { pager, list, selection, place, visit } = useArticleList()
  const { value: article } = useOpenArticle()
  const { afterTriage } = usePreferences().preferences
  const { fail } = useNotices()
  const done = useUndoToast()

  const targets = (): readonly ArticleId[] => {
    if (selection.chosen.size > 0) return [...selection.chosen]
    return state.open === null ? [] : [state.open.id]
  }
  const nameOf = (ids: readonly ArticleId[]): string => {
    const [only] = ids
    if (ids.length !== 1 || only === undefined) return `${formatNumber(ids.length)} articles`
    const title = (article?.id === only ? article.title : list.rowAt(pager.indexOf(only))?.title) ?? 'the article'
    return `“${title.length > longestTitle ? `${title.slice(0, longestTitle)}…` : title}”`
  }
  const set = async (ids: readonly ArticleId[], deed: Pick<Request<'states.set'>, 'triage' | 'read'>, said: string) => {
    const name = nameOf(ids)
    try {
      await connection.request('states.set', { selection: { kind: 'articles', articles: [...ids] }, ...deed })
      // At once, not when the change comes round: what was sorted out of a view leaves it under the reader's eyes.
      pager.refresh()
      done(`${said} ${name}`)
    } catch (thrown) {
      fail(thrown)
    }
  }
  const sort = (triage: Triage): boolean => {
    const ids = targets()
    if (ids.length === 0) return false
    const leaving = new Set(ids)
    const from = selection.cursor < 0 ? place : selection.cursor
    const next = from < 0 ? -1 : nextRow(list.rowAt, list.total, from, leaving)
    const leavesList = state.view !== null && state.view !== triage
    const isOpen = state.open !== null && leaving.has(state.open.id)
    // Before the row goes, so that the focus is never on something that is gone.
    if (next >= 0 && (afterTriage === 'next' || leavesList))
      void visit(next, isOpen && afterTriage === 'next' ? (isSearching(state) ? 'first-hit' : 'position') : null)
    void set(ids, { triage }, sorted[triage])
    return true
  }
  useCommand('archive', () => sort('archived'))
  useCommand('later', () => sort('later'))
  useCommand('inbox', () => sort('inbox'))
  useCommand('toggle-read', () => {
    const ids = targets()
    if (ids.length === 0) return false
    // What is open may have changed since its row came.
    const known = pager.rowsAmong(new Set(ids)).filter(({ id }) => id !== article?.id)
    const opened = article !== null && ids.includes(article.id) ? [article] : []
    const read = [...opened, ...known].some(({ unread }) => unread)
    void set(ids, { read }, read ? 'Marked as read:' : 'Marked as unread:')
    return true
  })
  return null
}
