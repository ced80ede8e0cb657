/** A copy of a whole notebook, before it is repaired. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { LecternError } from '#shared/result'
import { compactTime } from '../disk/aside'
import type { FileSystem } from '../disk/file-system'
import { ensureFolder, syncFolder, writeFileAtomic } from '../disk/files'
import { folderKey } from '../disk/folders'
import { ioError } from '../disk/io-error'
import { readRegular } from '../disk/json-file'
import { filesBelow } from '../notebook/carry'
import { unfinishedMoves } from '../notebook/move'
import type { NotebookPlaces } from '../notebook/place'
import { statesFolder } from '../states/state-places'
import { clearIncomplete, incomplete } from './old-backups'

/**
 * Copies all files of a library's notebook to `<dataDir>/backups/<key>-<time>/beside` and `…/app` (and what moves left), and compares the copies; returns
 * that folder. It has that name only once it is complete. What the system does not let us read is left out. The caller holds the notebook's lock.
 * Throws `LecternError` 'io'.
 */
export async function backUp(
  places: NotebookPlaces,
  { dataDir, now, fileSystem }: { readonly dataDir: string; readonly now: number; readonly fileSystem: FileSystem },
): Promise<string> {
  const backups = join(dataDir, 'backups')
  await ensureFolder(backups, fileSystem)
  const name = `${folderKey(places.folder)}-${compactTime(now)}`
  let complete = join(backups, name)
  for (let more = 2; existsSync(complete); more++) complete = join(backups, `${name}-${more}`)
  const partial = incomplete(complete)
  try {
    await clearIncomplete(backups, folderKey(places.folder), fileSystem)
    for (const [place, root] of Object.entries(places.roots)) await copyFiles(root, join(partial, place), fileSystem)
    await copyFiles(statesFolder(dataDir, places.folder), join(partial, 'states'), fileSystem)
    for (const folder of await unfinishedMoves(places))
      await copyFiles(folder, join(partial, basename(folder)), fileSystem)
    await ensureFolder(partial, fileSystem)
    await fileSystem.rename(partial, complete)
    await syncFolder(backups, fileSystem)
    return complete
  } catch (error) {
    await fileSystem.removeFolder(partial).catch(() => undefined)
    throw ioError('write', complete, error)
  }
}

async function copyFiles(root: string, into: string, fileSystem: FileSystem): Promise<void> {
  const folders = new Set<string>()
  for (const path of await filesBelow(root)) {
    const content = await readRegular(path).catch(() => null)
    if (content === null) continue
    const copy = join(into, relative(root, path))
    await ensureFolder(dirname(copy), fileSystem)
    await writeFileAtomic(copy, content, { fileSystem, deferFolderSync: true })
    if (!(await readFile(copy)).equals(content))
      throw new LecternError('io', `The copy of “${basename(path)}” is not what was copied. Nothing was changed.`)
    folders.add(dirname(copy))
  }
  for (const folder of folders) await syncFolder(folder, fileSystem)
}
