import { createContext, type Dispatch, type ReactNode, useContext, useMemo, useReducer } from 'react'
import { type DeskAction, type DeskState, deskReducer, initialDesk } from './state'

interface DeskHandle {
  readonly state: DeskState
  readonly dispatch: Dispatch<DeskAction>
}

const DeskContext = createContext<DeskHandle | null>(null)

/** What the reader is looking at, and how to change it. */
export function useDesk(): DeskHandle {
  const handle = useContext(DeskContext)
  if (handle === null) throw new Error('No desk is provided.')
  return handle
}

/** Keeps the state of the desk. */
export function DeskProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [state, dispatch] = useReducer(deskReducer, initialDesk)
  const handle = useMemo(() => ({ state, dispatch }), [state])
  return <DeskContext value={handle}>{children}</DeskContext>
}
