/** What the keyboard and the menu can ask for, by name; the components that can do it listen. */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { CommandName } from '#shared/commands'

/** What the menu can ask for, to close what is open, and the letter that means the next hit in a search and the note without. */
export type Command = CommandName | 'escape' | 'next-hit-or-note'

/** What of a keyboard event decides. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const letters = new Map<string, Command>(
  Object.entries({
    '/': 'search',
    j: 'next-article',
    k: 'previous-article',
    t: 'tag',
    n: 'next-hit-or-note',
    N: 'previous-hit',
    '?': 'shortcuts',
  } as const),
)
const withControl = new Map<string, Command>(
  Object.entries({
    k: 'search',
    d: 'save-search',
    f: 'find',
    g: 'next-hit',
    o: 'open-folder',
    ',': 'settings',
    '=': 'larger-text',
    '+': 'larger-text',
    '-': 'smaller-text',
    '0': 'default-text',
  } as const),
)

/** The command of a key press; single letters mean text where the reader is typing. */
export function commandOf(press: KeyPress, typing: boolean): Command | null {
  const { key, altKey, shiftKey } = press
  const control = press.ctrlKey || press.metaKey
  if (key === 'Escape') return 'escape'
  if (key === 'F1') return 'search-help'
  if (key === 'F3') return shiftKey ? 'previous-hit' : 'next-hit'
  if (altKey && !control) return key === 'ArrowLeft' ? 'back' : key === 'ArrowRight' ? 'forward' : null
  if (control && shiftKey && key.toLowerCase() === 'f') return 'search'
  if (control && shiftKey && key.toLowerCase() === 'g') return 'previous-hit'
  if (control) return shiftKey && key !== '+' ? null : (withControl.get(key) ?? null)
  return typing ? null : (letters.get(key) ?? null)
}

/** Takes a command and says whether that was all: false hands it on. */
type Listener = () => boolean

/** Hands commands to whoever listens, the last to listen first; who prepares the ground for others is asked before all. */
export class CommandBus {
  readonly #listeners = new Map<Command, readonly Listener[]>()
  readonly #before = new Map<Command, readonly Listener[]>()

  /** Listens until the returned function is called. */
  on(command: Command, listener: Listener, beforeAll = false): () => void {
    const listeners = beforeAll ? this.#before : this.#listeners
    listeners.set(command, [listener, ...(listeners.get(command) ?? [])])
    return () => {
      const rest = (listeners.get(command) ?? []).filter((known) => known !== listener)
      listeners.set(command, rest)
    }
  }

  /** Returns whether anyone took it. */
  run(command: Command): boolean {
    const taken = (listener: Listener): boolean => listener()
    return (this.#before.get(command) ?? []).some(taken) || (this.#listeners.get(command) ?? []).some(taken)
  }
}

/** The page's one bus. */
export const CommandContext = createContext(new CommandBus())

/** Takes a command while the component lives; a listener that returns `false` hands it on. */
export function useCommand(command: Command, listener: () => unknown, beforeAll = false): void {
  const bus = useContext(CommandContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => bus.on(command, () => latest.current() !== false, beforeAll), [bus, command, beforeAll])
}

const typingIn = (target: EventTarget | null): boolean =>
  target !== null &&
  'matches' in target &&
  (target as Element).matches(
    'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=range])',
  )

/** Runs the command of a key press, here or inside the reader's frame. */
export function runKey(bus: CommandBus, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const command = commandOf(event, typingIn(event.target))
  if (command !== null && bus.run(command)) event.preventDefault()
}
