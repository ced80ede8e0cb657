/** Which files were set aside before, by the file that each of them was. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Milliseconds for which a folder's names are remembered: thousands of files may be set aside at once. */
const remembered = 1_000

let folder = ''
let until = 0
let asides = new Map<string, string[]>()

/**
 * Paths of what was set aside of a file, in no order. What others put there within the last second may be missing, and what is
 * named may be gone.
 */
export async function asidesOf(path: string): Promise<readonly string[]> {
  if (dirname(path) !== folder || performance.now() > until) {
    const names = await readdir(dirname(path)).catch(() => [])
    folder = dirname(path)
    until = performance.now() + remembered
    asides = new Map()
    for (const name of names) note(name)
  }
  return (asides.get(basename(path)) ?? []).map((name) => join(dirname(path), name))
}

/** Takes note of what has just been set aside. */
export function noteAside(aside: string): void {
  if (dirname(aside) === folder) note(basename(aside))
}

function note(name: string): void {
  const end = name.lastIndexOf('.corrupt-')
  if (end < 0) return
  const file = name.slice(0, end)
  const known = asides.get(file)
  if (known === undefined) asides.set(file, [name])
  else known.push(name)
}
