/** Files that must not break: written whole or not at all, read with a schema, set aside when they cannot be read. */
import { randomBytes } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { link, lstat, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { z } from 'zod'
import { nestsDeeper } from '#core/notebook/json'
import { LecternError } from '#shared/result'

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
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
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

/** What reading a JSON file came to. `newer`: written by a later Lectern (its `schemaVersion` is above ours), to be left alone. */
export type JsonReading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt'; readonly reason: string }
  | { readonly kind: 'newer'; readonly version: number; readonly raw: unknown }

/**
 * Reads a JSON file against a schema; `version` is the highest `schemaVersion` this program knows. A broken file is never
 * taken for an empty one. Throws `LecternError` 'io' where the file is there and cannot be read.
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>, version: number): Promise<JsonReading<T>> {
  try {
    const content = await readBounded(path)
    return typeof content === 'string' ? { kind: 'corrupt', reason: content } : parseJson(content, schema, version)
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return { kind: 'missing' }
    throw ioError('read', path, error)
  }
}

/** Bytes; nothing that Lectern writes comes near it. */
const longestJson = 64 * 1024 * 1024

/** Values within values; nothing that Lectern writes comes near it. */
const deepestJson = 200

/** The bytes of a file, or why it has none: it may lie in a folder that somebody else made, where a pipe would be waited for. */
export async function readBounded(path: string): Promise<Uint8Array | string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await file.stat()
    if (stats.isFile() && stats.size > longestJson) return 'it is too large'
    // Reading a folder fails in words of its own.
    if (stats.isFile() || stats.isDirectory()) return await file.readFile()
    return 'it is not a regular file'
  } finally {
    await file.close()
  }
}

/** Whether a path is a symbolic link. Throws `LecternError` 'io'. */
export async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false
    throw ioError('read', path, error)
  }
}

/** `readJson` on bytes that are at hand. */
export function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, version: number): JsonReading<T> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // What is read has to be written again, and both go as deep as it does.
    if (nestsDeeper(text, deepestJson)) return { kind: 'corrupt', reason: 'it holds values within values without end' }
    const raw: unknown = JSON.parse(text)
    const found = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined
    if (typeof found === 'number' && found > version) return { kind: 'newer', version: found, raw }
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { kind: 'read', value: parsed.data }
    const issue = parsed.error.issues[0]
    return { kind: 'corrupt', reason: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}` }
  } catch (error) {
    return { kind: 'corrupt', reason: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Moves a file that cannot be read out of the way, as `<name>.corrupt-<time>`, and returns its new path. `now` is milliseconds
 * since the epoch. Never replaces an earlier one. Throws `LecternError` 'io'.
 */
export function setAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  return underFreeName(path, now, async (aside) => {
    await publishNew(fileSystem, path, aside)
    await fileSystem.syncFolder(dirname(path))
  })
}

/** As `setAside`, and leaves the file where it is too: for one that is replaced at once, so that its name is never free. */
export function copyAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  return underFreeName(path, now, async (aside) => {
    await writeFileAtomic(aside, await readFile(path), { fileSystem, exclusive: true })
  })
}

async function underFreeName(path: string, now: number, take: (aside: string) => Promise<void>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const aside = `${path}.corrupt-${compactTime(now)}${attempt === 1 ? '' : `-${attempt}`}`
    try {
      await take(aside)
      return aside
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw ioError('move', path, error)
    }
  }
}

/** A time (milliseconds since the epoch) as it stands in names of files, in UTC and to the second: `20240104T101500Z`. */
export function compactTime(now: number): string {
  return new Date(now).toISOString().replace(/[-:]/g, '').replace(/\..*$/, 'Z')
}

/** The file system's own code of an error (`ENOSPC`), also where it was wrapped by `ioError`; else undefined. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof LecternError) return codeOf(error.cause)
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Puts a refusal of the file system in the reader's words. */
export function ioError(verb: 'read' | 'write' | 'make' | 'move', path: string, cause: unknown): LecternError {
  if (cause instanceof LecternError) return cause
  const reason = reasons[codeOf(cause) ?? ''] ?? (cause instanceof Error ? cause.message : String(cause))
  return new LecternError('io', `Could not ${verb} “${basename(path)}” in ${dirname(path)}: ${reason}.`, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'permission was denied',
  EPERM: 'the system does not permit it',
  ENOENT: 'the folder is not there any more',
  EEXIST: 'a file of that name is already there',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file is in the place of the folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reported a fault',
}

/** Moves a file to a name that must be free. Where the file system has no links, the name is claimed by an empty file first. */
async function publishNew(fileSystem: FileSystem, from: string, to: string): Promise<void> {
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

function stampFrom({ ino, size, mtimeNs }: BigIntStats): FileStamp {
  return `${ino}/${size}/${mtimeNs}`
}

function cannotSyncFolders(error: unknown): boolean {
  return ['EISDIR', 'EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error) ?? '')
}
