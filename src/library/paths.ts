/** Paths inside a library: relative, with `/` on every platform, `''` for its top. */
import { join, relative, sep } from 'node:path'

/** The absolute path of a place in a library. */
export const absolute = (root: string, path: string): string => join(root, ...path.split('/'))

/** A folder's path and a name in it, as one path in the library. */
export const child = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** The folder a path lies in. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** The last part of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Whether a path is a place itself or lies below it; `a` does not hold `ab`. */
export const within = (place: string, path: string): boolean =>
  place === '' || path === place || path.startsWith(`${place}/`)

/** The path of an absolute place inside a library, or null when it lies outside; both are taken as they are (no links followed). */
export function inside(root: string, place: string): string | null {
  const path = relative(root, place)
  if (path === '') return ''
  if (path === '..' || path.startsWith(`..${sep}`) || join(root, path) !== place) return null
  return sep === '/' ? path : path.split(sep).join('/')
}

/** A file name's ending in lower case without the dot; empty where there is none. */
export function endingOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

/** The folders above a path, from the top down, without the library's top itself: `a/b/c.md` has `a` and `a/b`. */
export function foldersAbove(path: string): string[] {
  const above: string[] = []
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) above.push(path.slice(0, end))
  return above
}

/** Orders paths by their code units: the same on every machine. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
