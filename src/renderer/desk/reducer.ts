/** How the desk changes, with the way back. Pure. */
import { keepPlace, travel } from './history'
import { act, type DeskAction, type DeskState } from './state'

/** The next state of the desk. `offset`: where the reader is in the open article, for the way back to it. */
export function deskReducer(state: DeskState, action: DeskAction, offset: number | null = null): DeskState {
  if (action.type === 'back' || action.type === 'forward') return travel(state, action.type, offset)
  const next = act(state, action)
  if (next === state || action.type === 'close-article' || action.type === 'library-gone') return next
  return keepPlace(state, next, offset, action.type === 'search')
}
