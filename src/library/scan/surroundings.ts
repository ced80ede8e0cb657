/** What an entry of a folder is, and what stands around it: all that the rules ask of the disk. */
import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { exportedNames } from '../export/manifest'
import { besideName } from '../notebook/place'
import { absolute } from '../paths'
import type { EntryKind, Surroundings } from './ignore-rules'

/** What a directory entry, or a file's state, is. */
export function kindOf(entry: Pick<Stats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'folder'
  return entry.isSymbolicLink() ? 'link' : 'other'
}

/** The surroundings of a folder's entries; a list of exports that cannot be read names nothing. */
export async function surroundingsOf(
  folder: string,
  has: (name: string) => boolean,
  hasExportList: boolean,
): Promise<Surroundings> {
  const exported = hasExportList ? await exportedNames(folder) : null
  return { has, exported: (name) => exported?.has(name) ?? false }
}

/** Whether a folder is a library of its own. */
export async function hasNotebook(folder: string): Promise<boolean> {
  return lstat(absolute(folder, `${besideName}/library.json`)).then(
    (stats) => stats.isFile(),
    () => false,
  )
}
