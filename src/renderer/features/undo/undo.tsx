import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import { useConnection, useEvent } from '../../client/hooks'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { isWriting } from '../../ui/is-writing'

const UndoContext = createContext<((done: string) => void) | null>(null)

/** How to say what was just done (`Archived 12 articles`) with a way back beside it. */
export function useUndoToast(): (done: string) => void {
  const offer = useContext(UndoContext)
  if (offer === null) throw new Error('No undoing is provided.')
  return offer
}

/** Undoes and redoes what was written into notebooks, and offers it after each deed until something else would be undone. */
export function UndoProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { state, dispatch } = useDesk()
  const { tell, show, fail } = useNotices()
  const open = useRef(state.open?.id)
  useEffect(() => {
    open.current = state.open?.id
  })
  /** The offer on the screen: what it would undo, and how to take it back. */
  const shown = useRef<{ readonly label: string; readonly close: () => void } | null>(null)
  const withdraw = useCallback((): void => {
    shown.current?.close()
    shown.current = null
  }, [])

  const travel = useCallback(
    async (to: 'undo' | 'redo'): Promise<void> => {
      withdraw()
      try {
        const { label, article } = await connection.request(`undo.${to}`, null)
        if (label === null) {
          tell('info', to === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.')
          return
        }
        if (article !== null && article !== open.current) dispatch({ type: 'open', article, landing: 'position' })
        const back = to === 'undo' ? 'redo' : 'undo'
        const action = { name: back === 'redo' ? 'Redo' : 'Undo', run: () => void travel(back) }
        const standing = await connection.request('undo.state', null)
        const close = show('info', `${to === 'undo' ? 'Undone' : 'Done again'}: ${label}.`, action)
        shown.current = { label: standing.undo ?? '', close }
      } catch (thrown) {
        fail(thrown)
      }
    },
    [connection, dispatch, tell, show, withdraw, fail],
  )

  const offer = useCallback(
    async (done: string): Promise<void> => {
      const { undo } = await connection.request('undo.state', null).catch(() => ({ undo: null }))
      withdraw()
      if (undo === null) {
        tell('info', `${done}.`)
        return
      }
      const close = show('info', `${done}.`, { name: 'Undo', run: () => void travel('undo') })
      shown.current = { label: undo, close }
    },
    [connection, tell, show, travel, withdraw],
  )
  useEvent('undo.changed', ({ undo }) => {
    if (shown.current !== null && (undo ?? '') !== shown.current.label) withdraw()
  })
  // In a field, the field's own undoing wins.
  useCommand('undo', () => (isWriting() ? false : void travel('undo')))
  useCommand('redo', () => (isWriting() ? false : void travel('redo')))
  const handle = useMemo(() => (done: string) => void offer(done), [offer])
  return <UndoContext value={handle}>{children}</UndoContext>
}
