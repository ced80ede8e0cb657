/** The folders that a page may pick from where there is no folder dialog: those below one root, and never a free path. */
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowsedFolder } from '#shared/contract'
import { LecternError } from '#shared/result'
import { ioError } from '../disk/io-error'
import { absolute, child, inside, nameOf } from '../paths'

/** Looks around below a root. Both reject with `LecternError`: 'not-found' for what is not a folder below the root, 'io'. */
export interface FolderBrowser {
  /** The folders in a place (relative to the root, with `/`; `''` is the root). Hidden ones are left out. */
  list(place: string): Promise<BrowsedFolder>
  /** The absolute path of a place. */
  resolve(place: string): Promise<string>
}

/** More than anybody looks through; a place with more says how many it has. */
const mostShown = 1_000

/** Makes a browser of `root`, an absolute folder. Links are followed only to places below it. */
export function createFolderBrowser(root: string): FolderBrowser {
  const resolvePlace = async (place: string): Promise<string> => {
    const real = await realpath(root)
    const found = await realpath(absolute(real, place)).catch(() => null)
    if (found === null || inside(real, found) === null || !(await stat(found)).isDirectory()) throw notThere()
    return found
  }
  return {
    resolve: resolvePlace,
    async list(place) {
      const folder = await resolvePlace(place)
      const real = await realpath(root)
      const here = inside(real, folder) ?? ''
      const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
        throw ioError('read', folder, error)
      })
      const folders: { place: string; name: string }[] = []
      for (const entry of entries) {
        if (entry.name.startsWith('.')) continue
        if (entry.isSymbolicLink()) {
          const target = await realpath(join(folder, entry.name)).catch(() => null)
          if (target === null || inside(real, target) === null || !(await stat(target)).isDirectory()) continue
        } else if (!entry.isDirectory()) continue
        folders.push({ place: child(here, entry.name), name: entry.name })
      }
      folders.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' }))
      return {
        place: here,
        name: here === '' ? nameOf(real.replaceAll('\\', '/')) || real : nameOf(here),
        files: entries.length - folders.length,
        total: folders.length,
        folders: folders.slice(0, mostShown),
      }
    },
  }
}

const notThere = (): LecternError =>
  new LecternError(
    'not-found',
    'There is no such folder below the one that Lectern was started for. Start it with --root <folder> to choose from another.',
  )
