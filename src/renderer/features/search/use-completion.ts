import { type Dispatch, useEffect, useReducer } from 'react'
import type { LibraryId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import {
  type CompletionAction,
  type CompletionState,
  closedCompletion,
  completionReducer,
  suggestionsAt,
} from './completion'
import { useSavedSearches } from './use-saved-searches'

/** Milliseconds after a keystroke until completions are asked for. */
const typingPause = 30

/** The list under the box and the questions that feed it; an answer that comes too late for what is typed is dropped. */
export function useCompletion(scope: LibraryId[] | null): readonly [CompletionState, Dispatch<CompletionAction>] {
  const connection = useConnection()
  const { searches } = useSavedSearches()
  const [state, dispatch] = useReducer(completionReducer, closedCompletion)
  const { at, mode } = state
  const asking = mode !== 'closed' && state.answers !== at
  const key = JSON.stringify(scope)
  useEffect(() => {
    if (!asking) return
    let dropped = false
    const timer = setTimeout(() => {
      const pieces = connection.request('search.complete', { ...at, scope: JSON.parse(key) as typeof scope })
      const blank = at.text.trim() === ''
      const recent = blank ? connection.request('search.recent', null) : Promise.resolve([])
      // A list that cannot be had is no list: it is in nobody's way.
      Promise.all([pieces, recent]).then(
        ([completions, texts]) => {
          const saved = blank ? (searches ?? []) : []
          if (!dropped)
            dispatch({ type: 'answered', to: at, items: suggestionsAt({ at, mode }, completions, texts, saved) })
        },
        () => undefined,
      )
    }, typingPause)
    return () => {
      dropped = true
      clearTimeout(timer)
    }
  }, [connection, asking, at, mode, key, searches])
  return [state, dispatch]
}
