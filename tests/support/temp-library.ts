import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

/** The small real folders that tests work on. */
export type FixtureLibrary = 'news' | 'clippings'

/** The folder of the sample library. */
export const samplesFolder = join(import.meta.dirname, '../../samples')

/** Makes a temporary folder by its real path; `remove` deletes it with all below. */
export function tempFolder(name: string): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `lectern-${name}-`)))
  return { path, remove: () => removeAll(path) }
}

/** The library process of a shell that was killed still writes what it has, a moment long: then what it wrote goes too. */
function removeAll(path: string): void {
  for (let attempts = 20; ; attempts--) {
    try {
      rmSync(path, { recursive: true, force: true })
      return
    } catch (error) {
      if (attempts === 0) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}

/** Copies a fixture library, with its files' times, to `folder/<name>` and returns that path. */
export function copyLibrary(name: FixtureLibrary, folder: string): string {
  const target = join(folder, name)
  cpSync(join(import.meta.dirname, '../fixtures/libraries', name), target, {
    recursive: true,
    preserveTimestamps: true,
  })
  return target
}

/** What is in a folder: for each path (with `/`) its bytes in base64 and its time in milliseconds; folders end in `/`. */
type FolderState = Readonly<Record<string, string>>

/** Reads a folder's whole state, except below the folders named in `except`. */
export function folderState(folder: string, except: readonly string[] = []): FolderState {
  const state: Record<string, string> = {}
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name)
      const name = relative(folder, full).split(sep).join('/')
      if (except.includes(name)) continue
      if (entry.isDirectory()) {
        state[`${name}/`] = 'folder'
        visit(full)
      } else state[name] = `${statSync(full).mtimeMs} ${readFileSync(full).toString('base64')}`
    }
  }
  visit(folder)
  return state
}
