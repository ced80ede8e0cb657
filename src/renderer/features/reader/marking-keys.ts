/** What each key means while a passage is chosen by keyboard. */
import { type Colour, colours } from '#shared/highlight'
import { isCharacter } from '#shared/keys'
import type { MarkingStep } from './marking'

export type MarkingKey =
  | MarkingStep
  /** Null: in the colour used last. */
  | { readonly kind: 'save'; readonly colour: Colour | null; readonly onto: 'note' | 'tag' | null }
  | { readonly kind: 'leave' }

/** What of a keyboard event decides. */
interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const letters: ReadonlyMap<string, MarkingKey> = new Map<string, MarkingKey>([
  ['w', { kind: 'choose', unit: 'word' }],
  ['s', { kind: 'choose', unit: 'sentence' }],
  ['p', { kind: 'choose', unit: 'paragraph' }],
  ['h', { kind: 'save', colour: null, onto: null }],
  ['Enter', { kind: 'save', colour: null, onto: null }],
  ['n', { kind: 'save', colour: null, onto: 'note' }],
  ['t', { kind: 'save', colour: null, onto: 'tag' }],
  ['Escape', { kind: 'leave' }],
])

/**
 * Sideways by word, up and down by sentence; with Ctrl or Alt by the next larger unit; with Shift what is chosen grows and
 * shrinks instead. In lines from right to left, sideways is turned round. Null: the key means nothing here.
 */
export function markingKey(press: Press, rightToLeft: boolean): MarkingKey | null {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = press
  const isLarger = ctrlKey || altKey || metaKey
  const kind = shiftKey ? 'extend' : 'move'
  // Caps Lock is for texts.
  const name = isCharacter(key) ? key.toLowerCase() : key
  if (isLarger && isCharacter(key)) return null
  switch (name) {
    case 'ArrowLeft':
      return { kind, unit: isLarger ? 'sentence' : 'word', direction: rightToLeft ? 1 : -1 }
    case 'ArrowRight':
      return { kind, unit: isLarger ? 'sentence' : 'word', direction: rightToLeft ? -1 : 1 }
    case 'ArrowUp':
    case 'k':
      return { kind, unit: isLarger ? 'paragraph' : 'sentence', direction: -1 }
    case 'ArrowDown':
    case 'j':
      return { kind, unit: isLarger ? 'paragraph' : 'sentence', direction: 1 }
    default:
      break
  }
  if (isLarger) return null
  // By its place on the keyboard: in some layouts figures need Shift.
  const colour = colours[Number(/^(?:Digit|Numpad)([1-5])$/.exec(code)?.[1] ?? 0) - 1]
  if (colour !== undefined) return { kind: 'save', colour, onto: null }
  return shiftKey ? null : (letters.get(name) ?? null)
}
