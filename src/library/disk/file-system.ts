/** The steps that writing takes, each as the real file system takes it. */
import type { BigIntStats } from 'node:fs'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { codeOf } from './io-error'

/** Tells that a file was written anew: writers replace files, so the inode changes with them. */
export type FileStamp = string

/** A file that is being written. */
interface OpenFile {
  write(data: Uint8Array): Promise<void>
  /** The stamp that the file keeps when it is renamed. */
  stamp(): Promise<FileStamp>
  /** Returns when the content is on the disk itself (fsync). */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The few steps that writing takes, so that a test can stop it after each of them. */
export interface FileSystem {
  /** Opens a file that does not exist yet. */
  create(path: string): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; fails with EEXIST where that name is taken. */
  link(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Removes a folder with all that is in it. */
  removeFolder(path: string): Promise<void>
  /** Makes a folder and those above it; returns the topmost one that it had to make. */
  makeFolder(path: string): Promise<string | undefined>
  /** Returns when the names in the folder are on the disk itself. */
  syncFolder(path: string): Promise<void>
}

/** The real file system. */
export const nodeFileSystem: FileSystem = {
  async create(path) {
    const handle = await open(path, 'wx')
    return {
      write: (data) => handle.writeFile(data),
      stamp: async () => stampFrom(await handle.stat({ bigint: true })),
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  rename,
  link,
  remove: (path) => rm(path, { force: true }),
  removeFolder: (path) => rm(path, { recursive: true, force: true }),
  makeFolder: (path) => mkdir(path, { recursive: true }),
  async syncFolder(path) {
    // Windows opens no folders, and some network file systems cannot sync one: there the rename has to be enough.
    const handle = await open(path, 'r').catch((error) => (cannotSyncFolders(error) ? null : Promise.reject(error)))
    if (handle === null) return
    try {
      await handle.sync()
    } catch (error) {
      if (!cannotSyncFolders(error)) throw error
    } finally {
      await handle.close()
    }
  },
}

/** Moves a file to a name that must be free. Where the file system has no links, the name is claimed by an empty file first. */
export async function publishNew(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fileSystem.link(from, to)
  } catch (error) {
    const code = codeOf(error)
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error
    await (await fileSystem.create(to)).close()
    await fileSystem.rename(from, to)
    return
  }
  await fileSystem.remove(from)
}

/** The stamp of a file in a state. */
export function stampFrom({ ino, size, mtimeNs }: BigIntStats): FileStamp {
  return `${ino}/${size}/${mtimeNs}`
}

function cannotSyncFolders(error: unknown): boolean {
  return ['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error) ?? '')
}
