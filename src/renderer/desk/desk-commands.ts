/** The commands that belong to the desk as a whole. */
import { useContext } from 'react'
import { useOpenFolder } from '../features/library/use-open-folder'
import { setFilter } from '../features/list/query-edit'
import { dateValue } from '../features/list/time-bars'
import { CommandContext, useCommand } from './commands'
import { useDesk } from './desk-context'
import { useOpenArticle } from './open-article'
import { isSearching, type View } from './state'
import { weekOf } from './week'

/** Takes them while the desk is there. */
export function useDeskCommands(): void {
  const { state, dispatch } = useDesk()
  const { value: article } = useOpenArticle()
  const bus = useContext(CommandContext)
  useCommand('open-folder', useOpenFolder())
  useCommand('back', () => dispatch({ type: 'back' }))
  useCommand('forward', () => dispatch({ type: 'forward' }))
  useCommand('shortcuts', () => dispatch({ type: 'panel', panel: { kind: 'shortcuts' } }))
  useCommand('search-help', () => dispatch({ type: 'panel', panel: { kind: 'search-help' } }))
  useCommand('next-hit-or-note', () => bus.run(isSearching(state) ? 'next-hit' : 'note'))
  useCommand('escape', () => {
    if (state.panel === null) return false
    dispatch({ type: 'panel', panel: null })
    return true
  })

  const show = (view: View) => (): void => dispatch({ type: 'view', view })
  useCommand('show-all', () => dispatch({ type: 'scope', scope: { kind: 'all' } }))
  useCommand('show-inbox', show('inbox'))
  useCommand('show-later', show('later'))
  useCommand('show-archive', show('archived'))

  /** A day; null where the open article's date is not known to the day. */
  const day =
    article !== null && article.id === state.open?.id && article.date.iso?.length === 10 ? article.date.iso : null
  const narrow = (from: string, to: string): void => {
    // The neighbours in time of an article are neither only those of its folder nor only those that fit the search.
    const text = setFilter('', 'date', dateValue(from, to))
    dispatch({ type: 'run-search', text, scope: { kind: 'all' }, tags: [] })
  }
  useCommand('same-day', () => {
    if (day === null) return false
    narrow(day, day)
    return true
  })
  useCommand('same-week', () => {
    if (day === null) return false
    const { from, to } = weekOf(day)
    narrow(from, to)
    return true
  })
}
