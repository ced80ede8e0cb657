/** The registry's keys as Electron writes them. */
import type { CommandName } from '#shared/commands'
import { isCharacter, keyParts, writeKey } from '#shared/keys'

const names: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  Insert: 'Insert',
  Space: 'Space',
  '+': 'Plus',
}

/**
 * What a menu shows and takes for a key of a command; null where the menu must leave it alone: characters are typed in
 * fields, Alt on a Mac edits in them, and a key that does something else now is not this command's.
 */
export function acceleratorOf(
  key: string,
  of: CommandName,
  keymap: ReadonlyMap<string, CommandName>,
  isMac: boolean,
): string | null {
  const parts = keyParts(key)
  if (isCharacter(key) || keymap.get(writeKey(parts)) !== of) return null
  if (isMac && parts.held.includes('Alt') && !parts.held.includes('Mod')) return null
  const name = nameOf(parts.key)
  if (name === null) return null
  return [...parts.held.map((modifier) => (modifier === 'Mod' ? 'CmdOrCtrl' : modifier)), name].join('+')
}

/** Null for what Electron has no name for and would throw at. */
function nameOf(key: string): string | null {
  if (Object.hasOwn(names, key)) return names[key] ?? null
  if (/^[!-~]$/.test(key)) return key.toUpperCase()
  return /^F([1-9]|1\d|2[0-4])$/.test(key) ? key : null
}
