import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
} from 'react'
import { deskReducer } from './reducer'
import { type DeskAction, type DeskState, initialDesk } from './state'

interface DeskHandle {
  readonly state: DeskState
  dispatch(action: DeskAction): void
  /** Tells the first offset of the open article in view, UTF-16 code units; null while none is shown. */
  readonly whereabouts: RefObject<(() => number) | null>
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
  const whereabouts = useRef<(() => number) | null>(null)
  const [state, reduce] = useReducer(
    (now: DeskState, { action, offset }: { readonly action: DeskAction; readonly offset: number | null }) =>
      deskReducer(now, action, offset),
    initialDesk,
  )
  const dispatch = useCallback((action: DeskAction) => reduce({ action, offset: whereabouts.current?.() ?? null }), [])
  const handle = useMemo(() => ({ state, dispatch, whereabouts }), [state, dispatch])
  return <DeskContext value={handle}>{children}</DeskContext>
}

/** Says where the reader is in the open article, while the component lives: the way back leads there. */
export function useWhereabouts(offset: () => number): void {
  const { whereabouts } = useDesk()
  useEffect(() => {
    whereabouts.current = offset
    return () => {
      whereabouts.current = null
    }
  }, [whereabouts, offset])
}
