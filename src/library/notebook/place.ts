/** Where a library's notebook lies: beside the articles, or in the app's own data. */
import { constants } from 'node:fs'
import { access, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { folderKey } from '../disk/folders'
import { codeOf, ioError } from '../disk/io-error'

/** The folder beside the articles. */
export const besideName = '.lectern'

/** The two places of one library, and what is there. */
export interface NotebookPlaces {
  /** The library's real, absolute path. */
  readonly folder: string
  readonly roots: Readonly<Record<NotebookPlace, string>>
  readonly exists: Readonly<Record<NotebookPlace, boolean>>
  /** Nothing can be written beside the articles. */
  readonly readOnly: boolean
  /** The number of the disk that the library lies on. */
  readonly device: number
  /** The files that a writer on this machine locks: of the records, and of the reading states. */
  readonly lock: string
  readonly statesLock: string
}

/** Looks, and makes nothing. Throws `LecternError` 'io' where the library's folder cannot be reached. */
export async function findPlaces(folder: string, dataDir: string): Promise<NotebookPlaces> {
  const real = await realpath(folder).catch((error) => Promise.reject(ioError('read', folder, error)))
  const key = folderKey(real)
  const roots = { beside: join(real, besideName), app: join(dataDir, 'notebooks', key) }
  const exists = { beside: await isFolder(roots.beside), app: await isFolder(roots.app) }
  const readOnly = !(await isWritable(exists.beside ? roots.beside : real))
  const { dev: device } = await stat(real).catch((error) => Promise.reject(ioError('read', folder, error)))
  const locks = {
    lock: join(dataDir, 'locks', `${key}.notebook.lock`),
    statesLock: join(dataDir, 'locks', `${key}.states.lock`),
  }
  return { folder: real, roots, exists, readOnly, device, ...locks }
}

/**
 * Throws `LecternError` 'io' where the library is not in its place now: renamed, deleted, or on a disk that was taken out, which
 * leaves an empty folder behind. What is written there would be hidden as soon as the library is back.
 */
export async function assertInPlace({ folder, roots, device }: NotebookPlaces): Promise<void> {
  const found = await stat(folder).catch(() => null)
  // A disk may get another number when it comes back; its notebook tells that it is the same.
  if (found?.isDirectory() && (found.dev === device || (await isFolder(roots.beside)))) return
  throw new LecternError(
    'io',
    `The folder “${folder}” is not there any more: it was moved or deleted, or its disk was taken out. Bring it back, or open it where it is now.`,
  )
}

/** Whether all writing there is refused, by the system or for the sake of what lies behind a link, as opposed to a full disk. */
export function isRefusal(error: unknown): boolean {
  if (error instanceof LecternError && error.code === 'unavailable') return true
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error) ?? '')
}

/** Whether there is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
}
