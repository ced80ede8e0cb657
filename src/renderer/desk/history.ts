/** The way back: what was listed and read, and where in it. Pure. */
import type { DeskState, Place } from './state'

const longestHistory = 100

const placeOf = ({ text, scope, tags, view, annotations, open }: DeskState, offset: number | null): Place => ({
  ...{ text, scope, tags, view, annotations, open },
  offset: open === null ? null : offset,
})

/** What the list shows, to be compared. */
const listed = ({ text, scope, tags, view, annotations }: DeskState): string =>
  JSON.stringify([text, scope, tags, view, annotations])

/**
 * The next state with the way back from it. `offset`: where the reader is in the open article. Typing one search is one
 * step, however many letters it has; landing in the open article is one where it leads to another place in it.
 */
export function keepPlace(before: DeskState, next: DeskState, offset: number | null, isTyping: boolean): DeskState {
  const sameList = listed(before) === listed(next)
  const sameArticle = before.open?.id === next.open?.id
  const leaps =
    sameArticle && before.open?.turn !== next.open?.turn && typeof next.open?.landing === 'object' && (offset ?? 0) > 0
  const typing = isTyping && !sameList
  if ((sameList && sameArticle && !leaps) || (typing && before.typing)) return { ...next, typing }
  // To open an article where none was open leaves nothing behind.
  const isFirst = before.open === null && sameList
  return {
    ...next,
    typing,
    back: isFirst ? before.back : [...before.back, placeOf(before, offset)].slice(-longestHistory),
    forward: [],
  }
}

/** One step along the way; the state itself where there is none. */
export function travel(state: DeskState, to: 'back' | 'forward', offset: number | null): DeskState {
  const target = state[to].at(-1)
  if (target === undefined) return state
  const from = to === 'back' ? 'forward' : 'back'
  const { open, offset: left, ...list } = target
  const turn = (state.open?.turn ?? 0) + 1
  return {
    ...state,
    ...list,
    // An article that is open stays where it is, unless the step leads to another place in it.
    open: open === null ? null : { id: open.id, landing: left === null ? 'position' : { exactly: left }, turn },
    [to]: state[to].slice(0, -1),
    [from]: [...state[from], placeOf(state, offset)],
    typing: false,
    choosing: null,
    panel: null,
  }
}
