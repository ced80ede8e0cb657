/** Key presses as the registry writes them, and as people read them. */
import { isCharacter, keyParts, writeKey } from '#shared/keys'

/** What of a keyboard event decides. */
export interface KeyPress {
  readonly key: string
  /** Which key of the keyboard, whatever is written on it. */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(modifier: 'AltGraph'): boolean
}

/** Whether this machine's keyboard has a ⌘ in the place of Ctrl. */
export const isMac = typeof navigator !== 'undefined' && /^(Mac|iP)/.test(navigator.platform)

const modifierKeys: ReadonlySet<string> = new Set([
  ...['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Fn', 'Dead', 'Process', 'Unidentified'],
])

/** A key press as a key is written (`Mod+Shift+F`, `F3`, `?`); null for a modifier alone, and where Ctrl is no `Mod`. */
export function keyOf(press: KeyPress, mac: boolean): string | null {
  if (modifierKeys.has(press.key)) return null
  // AltGr makes characters; Windows tells it as Ctrl and Alt.
  const typed = press.getModifierState?.('AltGraph') === true
  const mod = !typed && (mac ? press.metaKey : press.ctrlKey)
  if (!typed && (mac ? press.ctrlKey : press.metaKey)) return null
  const alt = !typed && press.altKey
  const held = [...(mod ? (['Mod'] as const) : []), ...(alt ? (['Alt'] as const) : [])]
  if (!isCharacter(press.key)) return writeKey({ held: [...held, ...shift(press.shiftKey)], key: press.key })
  if (press.key === ' ') return writeKey({ held: [...held, ...shift(press.shiftKey)], key: 'Space' })
  // As Shift has it: Caps Lock is for texts.
  if (held.length === 0) return isLetter(press.key) && !typed ? cased(press) : press.key
  // Where letters are not Latin, and where Alt makes others of them, the key's place on the keyboard tells.
  const key = press.key > '~' ? (/^Key([A-Z])$/.exec(press.code ?? '')?.[1] ?? press.key) : press.key
  return writeKey({ held: [...held, ...shift(press.shiftKey && isLetter(key))], key })
}

const shift = (isHeld: boolean): readonly 'Shift'[] => (isHeld ? ['Shift'] : [])
const cased = ({ key, shiftKey }: KeyPress): string => (shiftKey ? key.toUpperCase() : key.toLowerCase())
/** What Shift makes of any other character is a character of its own. */
const isLetter = (key: string): boolean => key.toLowerCase() !== key.toUpperCase()

const names: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  PageUp: 'Page up',
  PageDown: 'Page down',
}
const held = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift' } as const
const heldOnMac = { Mod: '⌘', Alt: '⌥', Shift: '⇧' } as const

/** A key as it is shown: `Ctrl+Shift+F`, on a Mac `⇧⌘F`. */
export function showKey(written: string, mac: boolean): string {
  const parts = keyParts(written)
  const key = Object.hasOwn(names, parts.key) ? names[parts.key] : parts.key
  const before = parts.held.map((modifier) => (mac ? heldOnMac : held)[modifier])
  return mac ? [...before.toReversed(), key].join('') : [...before, key].join('+')
}
