/** Where Lectern keeps its own things on this machine: one answer for every shell. */
import { createHash } from 'node:crypto'
import { posix, win32 } from 'node:path'

/** The environment variables that matter here, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The folder for what must last: settings, notebooks kept in the app, reading positions. `LECTERN_DATA_DIR` decides where it
 * is set; else the platform's rule (XDG Base Directory 0.8, Apple's Application Support, Windows' roaming application data).
 */
export function dataFolder(env: Environment, platform: NodeJS.Platform, home: string): string {
  return ownFolder(env.LECTERN_DATA_DIR, platform, {
    linux: () => posix.join(xdg(env.XDG_DATA_HOME) ?? posix.join(home, '.local', 'share'), 'lectern'),
    darwin: () => posix.join(home, 'Library', 'Application Support', 'Lectern'),
    win32: () => win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Lectern'),
  })
}

/** The folder for what can be made again: catalogs, texts, indexes. `LECTERN_CACHE_DIR` decides where it is set. */
export function cacheFolder(env: Environment, platform: NodeJS.Platform, home: string): string {
  return ownFolder(env.LECTERN_CACHE_DIR, platform, {
    linux: () => posix.join(xdg(env.XDG_CACHE_HOME) ?? posix.join(home, '.cache'), 'lectern'),
    darwin: () => posix.join(home, 'Library', 'Caches', 'Lectern'),
    win32: () => win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'Lectern', 'Cache'),
  })
}

/**
 * The name under which this machine knows a folder: 32 hexadecimal digits of the SHA-256 of its real, absolute path. Not the
 * library's own id, because a copied folder carries that along.
 */
export function folderKey(realPath: string): string {
  return createHash('sha256').update(realPath).digest('hex').slice(0, 32)
}

function ownFolder(
  chosen: string | undefined,
  platform: NodeJS.Platform,
  rules: Readonly<Record<'linux' | 'darwin' | 'win32', () => string>>,
): string {
  const system = platform === 'win32' || platform === 'darwin' ? platform : 'linux'
  if (chosen) return (system === 'win32' ? win32 : posix).resolve(chosen)
  return rules[system]()
}

/** The XDG specification: a relative path in one of its variables is to be ignored. */
function xdg(value: string | undefined): string | null {
  return value && posix.isAbsolute(value) ? value : null
}
