/** The list under the search box as state and pure transitions. It never chooses by itself: typing goes on as if it were not there. */
import type { Completion, SavedSearch } from '#shared/contract'
import { assertNever } from '#shared/result'

/** What stands in the box, and where in it: `caret` in UTF-16 code units. */
export interface Place {
  readonly text: string
  readonly caret: number
}

/** A row of the list. */
export type Suggestion =
  /** Stands at the caret instead of what is typed there. */
  | { readonly kind: 'piece'; readonly completion: Completion }
  /** A whole search that was run before. */
  | { readonly kind: 'recent'; readonly text: string }
  | { readonly kind: 'saved'; readonly search: SavedSearch }
  /** Forgets the searches that were run before. */
  | { readonly kind: 'forget' }

export interface CompletionState {
  /** `typing`: the list shows what goes with the word being typed; `called`: whatever could stand at the caret. */
  readonly mode: 'closed' | 'typing' | 'called'
  readonly at: Place
  readonly items: readonly Suggestion[]
  /** What the items answer: until it is `at`, they are on show but cannot be taken. */
  readonly answers: Place | null
  /** The item that Enter takes; null: Enter searches. */
  readonly active: number | null
}

export type CompletionAction =
  | { readonly type: 'typed'; readonly at: Place }
  | { readonly type: 'moved'; readonly at: Place }
  /** The list was asked for, whatever is typed. */
  | { readonly type: 'called'; readonly at: Place }
  | { readonly type: 'answered'; readonly to: Place; readonly items: readonly Suggestion[] }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'closed' }

export const closedCompletion: CompletionState = {
  mode: 'closed',
  at: { text: '', caret: 0 },
  items: [],
  answers: null,
  active: null,
}

/** Letters of a plain word before a field is offered for it. */
const lettersForField = 2

const samePlace = (a: Place, b: Place): boolean => a.text === b.text && a.caret === b.caret

/** The next state of the list. */
export function completionReducer(state: CompletionState, action: CompletionAction): CompletionState {
  switch (action.type) {
    case 'typed':
      return { ...state, mode: 'typing', at: action.at, active: null }
    case 'moved':
      if (samePlace(state.at, action.at)) return state
      return { ...state, at: action.at, active: null }
    case 'called':
      return { ...state, mode: 'called', at: action.at, active: null }
    case 'answered':
      if (state.mode === 'closed' || !samePlace(state.at, action.to)) return state
      return { ...state, items: action.items, answers: action.to, active: null }
    case 'step':
      return canTake(state) ? { ...state, active: step(state.active, action.by, state.items.length) } : state
    case 'closed':
      return { ...state, mode: 'closed', items: [], answers: null, active: null }
    default:
      return assertNever(action)
  }
}

/** From item to item, and past either end back to what was typed. */
function step(active: number | null, by: 1 | -1, count: number): number | null {
  if (active === null) return by === 1 ? 0 : count - 1
  const next = active + by
  return next < 0 || next >= count ? null : next
}

/** Whether the list is on show. */
export const isOpen = (state: CompletionState): boolean =>
  state.mode !== 'closed' && state.items.length > 0 && (state.mode === 'called' || goesWithTyping(state))

/** Whether an item may be taken: the list is on show and answers what stands in the box now. */
export const canTake = (state: CompletionState): boolean =>
  isOpen(state) && state.answers !== null && samePlace(state.answers, state.at)

/**
 * Plain words bring up no list, so that Down leads to the results; the name of a field does, a value after its colon, and an
 * empty box.
 */
function goesWithTyping({ items, answers }: CompletionState): boolean {
  if (answers === null) return false
  if (answers.text.trim() === '') return true
  return items.some((item) => {
    if (item.kind !== 'piece') return false
    const { kind, start } = item.completion
    const typed = answers.text.slice(start, answers.caret)
    return kind === 'field'
      ? typed.length >= lettersForField
      : typed.includes(':') || answers.text.slice(0, start).endsWith(':')
  })
}

/** Searches of each kind that an empty box offers. */
const mostWhole = 6

/**
 * What is offered at a place. An empty box offers whole searches, and pieces where there are none to offer or where the list
 * was called.
 */
export function suggestionsAt(
  { at, mode }: Pick<CompletionState, 'at' | 'mode'>,
  completions: readonly Completion[],
  recent: readonly string[],
  saved: readonly SavedSearch[],
): readonly Suggestion[] {
  const pieces = completions.map((completion): Suggestion => ({ kind: 'piece', completion }))
  if (at.text.trim() !== '') return pieces
  const known = new Set(saved.map(({ text }) => text))
  const texts = recent.filter((text) => !known.has(text)).slice(0, mostWhole)
  const whole: readonly Suggestion[] = [
    ...saved.slice(0, mostWhole).map((search) => ({ kind: 'saved', search }) as const),
    ...texts.map((text) => ({ kind: 'recent', text }) as const),
    ...(recent.length > 0 ? [{ kind: 'forget' } as const] : []),
  ]
  if (mode !== 'called' && whole.length > 0) return whole
  return [...whole, ...pieces.filter((item) => item.kind === 'piece' && item.completion.kind !== 'search')]
}

/** What a key means in the search box; null: what it means anywhere. */
type BoxKey = 'next' | 'previous' | 'take' | 'search' | 'call' | 'results'

/** Reads a key press; Escape is a command of the desk and is not read here. */
export function readBoxKey(
  press: { readonly key: string; readonly ctrlKey: boolean; readonly shiftKey: boolean; readonly altKey: boolean },
  state: CompletionState,
): BoxKey | null {
  const { key, ctrlKey, shiftKey, altKey } = press
  if (key === ' ' && ctrlKey) return 'call'
  if (ctrlKey || altKey) return null
  if (key === 'Enter') return state.active === null ? 'search' : 'take'
  if (shiftKey) return null
  if (key === 'Tab') return state.active === null ? null : 'take'
  if (key === 'ArrowDown') return isOpen(state) ? 'next' : 'results'
  if (key === 'ArrowUp') return isOpen(state) ? 'previous' : null
  return null
}
