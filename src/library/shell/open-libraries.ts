/** Which folders are open and were open before: one place for both shells, kept in the settings, by real path. */
import { createHash } from 'node:crypto'
import { realpath, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { LibraryId } from '#shared/article'
import type { Bridge, EventPayload, RecentLibrary } from '#shared/contract'
import type { LibraryInfo, NotebookPlace } from '#shared/library'
import { LecternError, toFailure } from '#shared/result'
import { folderKey } from '../disk/folders'
import type { hostChannels } from '../host/host-contract'
import { copySample } from './sample'
import type { SettingsStore } from './settings'

/** Include and exclude patterns of one library. */
export interface Rules {
  readonly include: string[]
  readonly exclude: string[]
}

export interface OpenLibraries {
  /** Opens a folder and remembers it; throws `not-found` where there is no such folder. */
  open(folder: string): Promise<LibraryInfo>
  /** Opens what can be opened and tells the reader about the rest; throws only where nothing could be. */
  openAll(folders: readonly string[]): Promise<LibraryInfo[]>
  openRecent(id: string): Promise<LibraryInfo>
  /** Opens a folder that was open before, by its library's id; throws `not-found` where none of them has it. */
  openKnown(library: LibraryId): Promise<LibraryInfo>
  /** Opens the reader's own copy of the sample library, made at the first time. */
  openSample(): Promise<LibraryInfo>
  /** Opens the folders that were open last time; one that is gone is left out, and stays in the recent list. */
  restore(): Promise<void>
  close(library: LibraryId): Promise<void>
  setRules(library: LibraryId, rules: Rules): Promise<LibraryInfo>
  /** Tells the library process where notes go by default, after that setting changed. */
  setDefaultPlace(): Promise<void>
  recent(): Promise<RecentLibrary[]>
}

interface OpenLibrariesOptions {
  readonly settings: SettingsStore
  readonly host: Bridge<typeof hostChannels>
  readonly notify: (notice: EventPayload<'notice'>) => void
  /** The sample library that comes with Lectern, absolute; perhaps read-only. */
  readonly samplesFolder: string
  /** Where the reader's copy of it goes: Lectern's data folder. */
  readonly dataDir: string
}

const mostRecent = 20

/** Keeps account of the open folders; opens nothing by itself. */
export function createOpenLibraries(options: OpenLibrariesOptions): OpenLibraries {
  const { settings, host, notify } = options

  const defaultPlace = (): NotebookPlace | null => {
    const place = settings.get().notesPlace
    return place === 'ask' ? null : place
  }

  const open = async (given: string): Promise<LibraryInfo> => {
    const { folder, real } = await readFolder(given)
    const rules = settings.get().rules[real] ?? { include: [], exclude: [] }
    const info = await host.request('host.open', { folder, ...rules, notebookPlace: defaultPlace() })
    const { recent, open } = settings.get()
    settings.update({
      recent: [folder, ...(await others(recent, real))].slice(0, mostRecent),
      open: [...(await others(open, real)), folder],
    })
    return info
  }

  const openAll = async (folders: readonly string[]): Promise<LibraryInfo[]> => {
    const opened: LibraryInfo[] = []
    const failures: LecternError[] = []
    for (const folder of folders) {
      try {
        opened.push(await open(folder))
      } catch (error) {
        const { code, message } = toFailure(error)
        failures.push(new LecternError(code, message))
      }
    }
    const [first] = failures
    if (first && opened.length === 0) throw first
    for (const { message } of failures) notify({ level: 'warning', message })
    return opened
  }

  const realFolderOf = async (library: LibraryId): Promise<string> =>
    realOf((await host.request('host.folderOf', { library })).folder)

  return {
    open,
    openAll,
    async openRecent(id) {
      const folder = settings.get().recent.find((folder) => recentId(folder) === id)
      if (folder === undefined)
        throw new LecternError('not-found', 'This folder is no longer in the list. Open it again with “Open folder…”.')
      return open(folder)
    },
    async openKnown(library) {
      for (const folder of settings.get().recent) if (folderKey(await realOf(folder)) === library) return open(folder)
      throw new LecternError(
        'not-found',
        'The link names a library that was not open in this Lectern yet. Open its folder, then follow the link again.',
      )
    },
    openSample: async () => open(await copySample(options.samplesFolder, options.dataDir)),
    async restore() {
      for (const folder of settings.get().open) {
        await open(folder).catch((error: unknown) => notify({ level: 'warning', message: toFailure(error).message }))
      }
    },
    async close(library) {
      const real = await realFolderOf(library)
      await host.request('host.close', { library })
      settings.update({ open: await others(settings.get().open, real) })
    },
    async setRules(library, rules) {
      const real = await realFolderOf(library)
      const info = await host.request('host.setRules', { library, ...rules })
      settings.update({ rules: { ...settings.get().rules, [real]: rules } })
      return info
    },
    async setDefaultPlace() {
      await host.request('host.setDefaultPlace', { notebookPlace: defaultPlace() })
    },
    recent: () =>
      Promise.all(
        settings.get().recent.map(async (folder) => ({
          id: recentId(folder),
          name: basename(folder) || folder,
          location: folder,
          exists: await isFolder(folder),
        })),
      ),
  }
}

/** A page names a recent folder by this, never by its path. */
function recentId(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 32)
}

async function readFolder(given: string): Promise<{ readonly folder: string; readonly real: string }> {
  const folder = resolve(given)
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) {
    if (found.code === 'ENOENT' || found.code === 'ENOTDIR')
      throw new LecternError('not-found', `There is no folder ${folder}. If it was moved, open it at its new place.`)
    throw new LecternError('io', `The folder ${folder} could not be opened: ${found.message}.`)
  }
  if (!found.isDirectory())
    throw new LecternError('not-found', `${folder} is a file. Lectern opens folders: open the one it lies in.`)
  return { folder, real: await realOf(folder) }
}

const realOf = (folder: string): Promise<string> => realpath(folder).catch(() => folder)

const isFolder = (folder: string): Promise<boolean> =>
  stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** The folders of a list that are not the one at `real`, whichever way they are written. */
async function others(folders: readonly string[], real: string): Promise<string[]> {
  const reals = await Promise.all(folders.map(realOf))
  return folders.filter((_, index) => reals[index] !== real)
}
