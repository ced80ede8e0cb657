/** Files and folders that are still there, and whole, after a crash: files are written whole or not at all. */
import { randomBytes } from 'node:crypto'
import { lstat, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStamp, type FileSystem, nodeFileSystem, publishNew, stampFrom } from './file-system'
import { ioError, isMissing } from './io-error'

/** How a file is written. */
interface WriteOptions {
  readonly fileSystem?: FileSystem
  /** Leave the folder's fsync to the caller, who writes many files into it and syncs it once (`syncFolder`). */
  readonly deferFolderSync?: boolean
  /** Fail with code EEXIST (in `cause`) instead of replacing a file that is already there. */
  readonly exclusive?: boolean
}

/**
 * Writes a file whole or not at all: to a temporary file in the same folder (its name never ends in `.json`), fsync, rename,
 * fsync of the folder. When it returns, the content is on the disk; when it throws (`LecternError` 'io'), the old content or
 * the new stands, never a part. The folder must exist (`ensureFolder`). Returns the new file's stamp.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  { fileSystem = nodeFileSystem, deferFolderSync = false, exclusive = false }: WriteOptions = {},
): Promise<FileStamp> {
  const folder = dirname(path)
  // Hidden, short whatever the file is called, and unlike anything that another program would take for its own.
  const temporary = join(folder, `.lectern-${randomBytes(8).toString('hex')}.tmp`)
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  let stamp: FileStamp
  try {
    const file = await fileSystem.create(temporary)
    try {
      await file.write(bytes)
      await file.sync()
      stamp = await file.stamp()
    } finally {
      await file.close()
    }
    await (exclusive ? publishNew(fileSystem, temporary, path) : fileSystem.rename(temporary, path))
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined)
    throw ioError('write', path, error)
  }
  if (!deferFolderSync) await syncFolder(folder, fileSystem)
  return stamp
}

/** The stamp of a file; null where there is none. Throws `LecternError` 'io'. */
export async function stampOf(path: string): Promise<FileStamp | null> {
  try {
    return stampFrom(await stat(path, { bigint: true }))
  } catch (error) {
    if (isMissing(error)) return null
    throw ioError('read', path, error)
  }
}

/** Whether a name is one that `writeFileAtomic` gives to a file that is not complete yet. */
export function isTemporary(name: string): boolean {
  return /^\.lectern-[0-9a-f]{16}\.tmp$/.test(name)
}

/** Returns when the names in a folder are on the disk itself; throws `LecternError` 'io'. */
export async function syncFolder(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  await fileSystem.syncFolder(folder).catch((error) => Promise.reject(ioError('write', folder, error)))
}

/** Makes a folder, and those above it, so that it is still there after a power cut. Throws `LecternError` 'io'. */
export async function ensureFolder(folder: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  try {
    const topmost = await fileSystem.makeFolder(folder)
    if (topmost === undefined) return
    for (let made = folder; made.length >= topmost.length; made = dirname(made)) {
      await fileSystem.syncFolder(dirname(made))
    }
  } catch (error) {
    throw ioError('make', folder, error)
  }
}

/** Whether a path is a symbolic link. Throws `LecternError` 'io'. */
export async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch (error) {
    if (isMissing(error)) return false
    throw ioError('read', path, error)
  }
}
