/** Repairs what Lectern keeps about a library, after a copy of all of it. */
import { join } from 'node:path'
import type { z } from 'zod'
import type { LibraryFiles } from '#core/notebook/reconcile'
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { setAside } from '../disk/aside'
import { type FileSystem, nodeFileSystem } from '../disk/file-system'
import { folderKey } from '../disk/folders'
import { readJson } from '../disk/json-file'
import { withLock } from '../disk/lock'
import { finishMove, unfinishedMoves } from '../notebook/move'
import { findPlaces } from '../notebook/place'
import { RecordFiles } from '../notebook/record-files'
import { positionsFile, positionsSchema, positionsVersion } from '../positions'
import { searchMemoryFile, searchMemorySchema, searchMemoryVersion } from '../search/search-memory'
import { statesFolder, statesIn } from '../states/state-places'
import { backUp } from './backup'
import { examine } from './examine'
import { type Finding, isSealed, shownPath } from './finding'
import { type KnownNotebook, type MendOptions, mendNotebook, mendStates } from './mend-notebook'
import { dropOldBackups } from './old-backups'

export interface RepairOptions extends Pick<MendOptions, 'now' | 'newId'> {
  readonly folder: string
  readonly dataDir: string
  /** The articles that are there now, where they are known. */
  readonly files?: LibraryFiles
  /** What an open notebook knows; by default nothing. */
  readonly known?: KnownNotebook
  readonly fileSystem?: FileSystem
}

/** What a repair came to. */
interface Repair {
  /** The folder with the copy; null where nothing had to be done. */
  readonly backup: string | null
  /** In plain words, a sentence for each file. */
  readonly done: readonly string[]
  /** What is left for the reader. */
  readonly findings: readonly Finding[]
}

/**
 * Copies the whole notebook, then mends what can be mended: nothing is deleted that is not in that copy and in what stands. What is of
 * a newer format or cannot be read is left alone. Throws `LecternError` ('io', 'locked'); it can be run again then.
 */
export async function repair(options: RepairOptions): Promise<Repair> {
  const { folder, dataDir, files, now, newId, fileSystem = nodeFileSystem } = options
  const { known = { records: [], library: null } } = options
  const places = await findPlaces(folder, dataDir)
  return withLock(places.lock, async () => {
    const before = await examine(folder, dataDir, files)
    if (!before.findings.some(({ repairable }) => repairable))
      return { backup: null, done: [], findings: before.findings }
    const backup = await backUp(places, { dataDir, now: now(), fileSystem })
    const done: string[] = []
    const onDone: MendOptions['onDone'] = (path, what) => done.push(`“${shownPath(places.folder, path)}” ${what}`)
    const mending = { fileSystem, now, newId, known, onDone }
    try {
      const standing = places.roots[places.exists.beside && !places.readOnly ? 'beside' : 'app']
      for (const folder of await unfinishedMoves(places)) {
        await finishMove(folder, standing, fileSystem)
        onDone(folder, 'was left over from a move, and was deleted: all of it is in the notebook.')
      }
      for (const place of ['beside', 'app'] satisfies NotebookPlace[]) {
        if (place === 'beside' && places.readOnly) continue
        await mendNotebook(places.roots[place], mending)
        if (!(await isSealed(new RecordFiles(places.roots[place], fileSystem))))
          await withLock(places.statesLock, () => mendStates(statesIn(places.roots[place]), mending))
      }
      await withLock(places.statesLock, () => mendStates(statesFolder(dataDir, places.folder), mending))
      const setAsideBroken = async (file: Kept): Promise<void> => {
        if (await isSetAside(file, now(), fileSystem)) onDone(file.path, 'could not be read and was set aside.')
      }
      await setAsideBroken({
        ...{ path: positionsFile(dataDir, places.folder), schema: positionsSchema, version: positionsVersion },
        lock: join(dataDir, 'locks', `${folderKey(places.folder)}.positions.lock`),
      })
      await setAsideBroken({
        ...{ path: searchMemoryFile(dataDir), schema: searchMemorySchema, version: searchMemoryVersion },
        lock: join(dataDir, 'locks', 'searches.lock'),
      })
      for (const old of await dropOldBackups(places, { dataDir, fileSystem }))
        onDone(old, 'was an old copy, and was deleted: all of it is in the notebook, or in a newer copy.')
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      const fate = `The repair was not finished and can be made again. What was there before is in “${backup}”.`
      throw new LecternError(error.code, `${error.message} ${fate}`, { cause: error.cause })
    }
    const { findings } = await examine(folder, dataDir, files)
    return { backup, done, findings }
  })
}

interface Kept {
  readonly path: string
  readonly schema: z.ZodType
  readonly version: number
  readonly lock: string
}

function isSetAside({ path, schema, version, lock }: Kept, now: number, fileSystem: FileSystem): Promise<boolean> {
  return withLock(lock, async () => {
    const reading = await readJson(path, schema, version).catch(() => null)
    if (reading?.kind !== 'corrupt') return false
    await setAside(path, now, fileSystem)
    return true
  })
}
