/** What the keyboard and the menu can ask for, by name; the components that can do it listen. */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { CommandName } from '#shared/commands'
import { isCharacter, isRebound, keymapOf } from '#shared/keys'
import type { Preferences } from '#shared/settings'
import { isMac, type KeyPress, keyOf } from './keys'

/** What the menu can ask for, to close what is open, and the letter that means the next hit in a search and the note without. */
export type Command = CommandName | 'escape' | 'next-hit-or-note'

/** What each key does, as the reader has it. */
type Keymap = ReadonlyMap<string, Command>

/** The keys that hold with these preferences. */
export function createKeymap({ keys, letterKeys }: Pick<Preferences, 'keys' | 'letterKeys'>): Keymap {
  const keymap = new Map<string, Command>()
  for (const [key, name] of keymapOf(keys)) {
    if (isCharacter(key) && !letterKeys) continue
    // A letter the reader chose for the note means the note and nothing else.
    const shared = name === 'note' && isCharacter(key) && !isRebound(name, keys)
    keymap.set(key, shared ? 'next-hit-or-note' : name)
  }
  return keymap.set('Escape', 'escape')
}

/** The command of a key press; single characters mean text where the reader is typing. */
export function commandOf(press: KeyPress, typing: boolean, keymap: Keymap, mac: boolean): Command | null {
  const key = keyOf(press, mac)
  if (key === null) return null
  // On a Mac, Alt with an arrow goes by words, and with letters it types.
  if (typing && (isCharacter(key) || (mac && press.altKey && !press.metaKey))) return null
  return keymap.get(key) ?? null
}

/** Takes a command and says whether that was all: false hands it on. */
type Listener = () => boolean

/** Hands commands to whoever listens, the last to listen first; who prepares the ground for others is asked before all. */
export class CommandBus {
  readonly #listeners = new Map<Command, readonly Listener[]>()
  readonly #before = new Map<Command, readonly Listener[]>()
  /** What each key does now. */
  keymap: Keymap = createKeymap({ keys: {}, letterKeys: true })
  /** While something covers the whole desk: the one command that keys still run. */
  only: Command | null = null

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

  /** Whether there is anyone now to take it. */
  hears(command: Command): boolean {
    return (this.#listeners.get(command) ?? []).length > 0
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
  // A list that is steered from a field is told of its keys by made-up events.
  if (event.defaultPrevented || event.isComposing || !event.isTrusted) return
  const command = commandOf(event, typingIn(event.target), bus.keymap, isMac)
  if (command === null || (bus.only !== null && bus.only !== command)) return
  if (bus.run(command)) event.preventDefault()
}
