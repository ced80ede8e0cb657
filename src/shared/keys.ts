/** Which key means which command: the registry's own keys, or those the reader chose in their place. */
import { type CommandName, commandNames, commands } from './commands'

/** Keys by command, as the settings keep them; a command that is not named has its own. */
export type ChosenKeys = Readonly<Record<string, readonly string[]>>

const modifiers = ['Mod', 'Alt', 'Shift'] as const
type Modifier = (typeof modifiers)[number]

/** A key in its parts: `Mod++` is `Mod` held and `+`. */
interface KeyParts {
  readonly held: readonly Modifier[]
  readonly key: string
}

/** Takes a written key apart; modifiers come in one order, however they were written. */
export function keyParts(written: string): KeyParts {
  const held = new Set<Modifier>()
  let rest = written
  for (;;) {
    const next = modifiers.find((modifier) => rest.startsWith(`${modifier}+`) && rest.length > modifier.length + 1)
    if (next === undefined) break
    held.add(next)
    rest = rest.slice(next.length + 1)
  }
  return { held: modifiers.filter((modifier) => held.has(modifier)), key: rest }
}

/** A key as it is compared: modifiers in one order, letters beside a modifier as capitals. */
export function writeKey({ held, key }: KeyParts): string {
  const name = held.length > 0 && [...key].length === 1 ? key.toUpperCase() : key
  return [...modifiers.filter((modifier) => held.includes(modifier)), name].join('+')
}

/** Whether a key is a single character as it is typed, which means text in a field. */
export const isCharacter = (written: string): boolean => [...written].length === 1

/** The keys of a command as they hold now. */
export const keysOf = (name: CommandName, chosen: ChosenKeys): readonly string[] =>
  (Object.hasOwn(chosen, name) ? chosen[name] : undefined) ?? commands[name].keys

/** Whether the reader chose the keys of a command. */
export const isRebound = (name: CommandName, chosen: ChosenKeys): boolean => Object.hasOwn(chosen, name)

/** What each key does. Where two commands have one key, what the reader chose wins over what was there. */
export function keymapOf(chosen: ChosenKeys): ReadonlyMap<string, CommandName> {
  const keymap = new Map<string, CommandName>()
  const own = commandNames.filter((name) => !isRebound(name, chosen))
  for (const name of [...commandNames.filter((name) => isRebound(name, chosen)), ...own])
    for (const key of keysOf(name, chosen)) {
      const written = writeKey(keyParts(key))
      if (!keymap.has(written)) keymap.set(written, name)
    }
  return keymap
}

/** The other commands that have a key. */
export function ownersOf(key: string, chosen: ChosenKeys, besides: CommandName): readonly CommandName[] {
  const written = writeKey(keyParts(key))
  return commandNames.filter(
    (name) => name !== besides && keysOf(name, chosen).some((own) => writeKey(keyParts(own)) === written),
  )
}
