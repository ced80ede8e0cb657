/** What the keyboard and the menu can ask for, by name; the components that can do it listen. */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { CommandName } from '#shared/contract'

/** What the menu can ask for, and to close what is open. */
export type Command = CommandName | 'escape'

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
    n: 'note',
    '?': 'shortcuts',
  } as const),
)
const withControl = new Map<string, Command>(
  Object.entries({
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
  if (key === 'F3') return shiftKey ? 'previous-hit' : 'next-hit'
  if (altKey && !control) return key === 'ArrowLeft' ? 'back' : key === 'ArrowRight' ? 'forward' : null
  if (control && shiftKey && key.toLowerCase() === 'f') return 'search'
  if (control && shiftKey && key.toLowerCase() === 'g') return 'previous-hit'
  if (control) return shiftKey && key !== '+' ? null : (withControl.get(key) ?? null)
  return typing ? null : (letters.get(key) ?? null)
}

/** Hands commands to whoever listens; the last to listen is asked first, and says whether it took it. */
export class CommandBus {
  readonly #listeners = new Map<Command, (() => boolean)[]>()

  on(command: Command, listener: () => boolean): () => void {
    this.#listeners.set(command, [...(this.#listeners.get(command) ?? []), listener])
    return () => {
      this.#listeners.set(
        command,
        (this.#listeners.get(command) ?? []).filter((known) => known !== listener),
      )
    }
  }

  /** Returns whether anyone took it. */
  run(command: Command): boolean {
    for (const listener of [...(this.#listeners.get(command) ?? [])].reverse()) if (listener()) return true
    return false
  }
}

/** The page's one bus. */
export const CommandContext = createContext(new CommandBus())

/** Takes a command while the component lives; `false` hands it on. */
export function useCommand(command: Command, listener: () => unknown): void {
  const bus = useContext(CommandContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => bus.on(command, () => latest.current() !== false), [bus, command])
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
