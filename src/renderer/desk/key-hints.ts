/** The keys of commands as they are shown beside what does the same. */
import { useContext, useLayoutEffect } from 'react'
import type { CommandName } from '#shared/commands'
import { type ChosenKeys, isCharacter, keymapOf, keyParts, keysOf, writeKey } from '#shared/keys'
import { usePreferences } from '../client/preferences'
import { CommandContext, createKeymap } from './commands'
import { isMac, showKey } from './keys'

/** Every hint on the desk asks for the same one. */
const keymaps = new WeakMap<ChosenKeys, ReadonlyMap<string, CommandName>>()

/** The keys that really run a command, as they are shown; a key that another command took from it is none. */
export function shownKeys(name: CommandName, chosen: ChosenKeys, letterKeys: boolean): readonly string[] {
  const keymap = keymaps.get(chosen) ?? keymapOf(chosen)
  keymaps.set(chosen, keymap)
  return keysOf(name, chosen)
    .filter((key) => (letterKeys || !isCharacter(key)) && keymap.get(writeKey(keyParts(key))) === name)
    .map((key) => showKey(key, isMac))
}

/** The first key of a command, to stand in a tooltip or a menu; empty where it has none. */
export function useKeyHint(name: CommandName): string {
  const { keys, letterKeys } = usePreferences().preferences
  return shownKeys(name, keys, letterKeys)[0] ?? ''
}

/** Keeps the page's keys as the reader has them. */
export function KeymapKeeper(): null {
  const bus = useContext(CommandContext)
  const { keys, letterKeys } = usePreferences().preferences
  useLayoutEffect(() => {
    bus.keymap = createKeymap({ keys, letterKeys })
  }, [bus, keys, letterKeys])
  return null
}
