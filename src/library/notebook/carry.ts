/** Brings everything in one notebook folder into another, which may have a notebook already. */
import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, sep } from 'node:path'
import { articleRecordSchema, formatLibraryFile, formatRecord, libraryFileSchema } from '#core/notebook/format'
import { libraryFileVersion, mergeLibraryFiles } from '#core/notebook/library-file'
import { mergeRecords, recordVersion } from '#core/notebook/record'
import { LecternError } from '#shared/result'
import { type FileSystem, nodeFileSystem } from '../disk/file-system'
import { ensureFolder, isTemporary, syncFolder, writeFileAtomic } from '../disk/files'
import { codeOf, ioError } from '../disk/io-error'
import { parseJson, readRegular } from '../disk/json-file'
import { linkMessage } from './notices'
import { isLibraryFile, RecordFiles } from './record-files'

/**
 * Copies and merges all files of `from` into `to`, each of them and their folders on the disk, and reads them back. `from` is not
 * touched. What is there already is not written again, so it can be cut off and made again. Throws `LecternError`: 'io', and 'unavailable' at a link.
 */
export async function carryNotebook(from: string, to: string, fileSystem: FileSystem = nodeFileSystem): Promise<void> {
  const folders = new Set<string>()
  // What makes a folder a notebook goes first.
  const isBelow = (path: string): number => (dirname(path) === from ? 0 : 1)
  for (const path of (await filesBelow(from)).toSorted((a, b) => isBelow(a) - isBelow(b))) {
    const write = await missing(path, from, to)
    if (write === null) continue
    await ensureFolder(dirname(write.path), fileSystem)
    await writeFileAtomic(write.path, write.content, { fileSystem, deferFolderSync: true })
    folders.add(dirname(write.path))
  }
  for (const folder of folders) await syncFolder(folder, fileSystem)
  for (const path of await filesBelow(from)) {
    if ((await missing(path, from, to)) === null) continue
    throw new LecternError('io', `“${path}” could not be copied to “${to}” as it is. Nothing was taken away.`)
  }
}

/** All files below a folder that hold something, in order; none where there is no such folder. Throws `LecternError` 'io'. */
export async function filesBelow(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw ioError('read', root, error)
  }
}

interface Write {
  readonly path: string
  readonly content: string | Uint8Array
}

/** What has to be written so that `to` says what the file says; null where it does. */
async function missing(path: string, from: string, to: string): Promise<Write | null> {
  // What a cut-off write left was never said to be saved.
  if (isTemporary(basename(path))) return null
  const stats = await lstat(path).catch((error) => Promise.reject(ioError('read', path, error)))
  if (stats.isSymbolicLink()) throw new LecternError('unavailable', linkMessage(path))
  if (!stats.isFile())
    throw new LecternError(
      'unavailable',
      `“${path}” is no regular file, so the notes cannot be moved with it. Take it out of that folder first; nothing was moved.`,
    )
  const source = await readFile(path).catch((error) => Promise.reject(ioError('read', path, error)))
  const target = join(to, relative(from, path))
  const standing = await contentOf(target)
  if (standing === null) return { path: target, content: source }
  if (standing.equals(source)) return null
  const merged = mergedContent(relative(from, path), standing, source)
  if (merged !== null) return standing.equals(Buffer.from(merged)) ? null : { path: target, content: merged }
  const [top, id = ''] = relative(from, path).split(sep)
  return top === 'history'
    ? missingCopy(new RecordFiles(to, nodeFileSystem), id, path, source)
    : missingOther(target, source)
}

/** Two files of one name as one; null where they cannot be one. */
function mergedContent(name: string, a: Uint8Array, b: Uint8Array): string | null {
  const parts = name.split(sep)
  if (parts[0] === 'articles' && name.endsWith('.json')) {
    const [one, other] = [a, b].map((bytes) => parseJson(bytes, articleRecordSchema, recordVersion))
    if (one?.kind !== 'read' || other?.kind !== 'read' || one.value.id !== other.value.id) return null
    return formatRecord(mergeRecords(one.value, other.value))
  }
  if (parts.length === 1 && isLibraryFile(name)) {
    const [one, other] = [a, b].map((bytes) => parseJson(bytes, libraryFileSchema, libraryFileVersion))
    if (one?.kind !== 'read' || other?.kind !== 'read') return null
    return formatLibraryFile(mergeLibraryFiles(one.value, other.value))
  }
  if (parts[0] === 'states' && name.endsWith('.jsonl')) return joinLines(a, b)
  return null
}

/** The lines of a log, and those of another that it has not. Each says for itself how late it is, so their order means nothing. */
function joinLines(a: Uint8Array, b: Uint8Array): string {
  const [own = [], other = []] = [a, b].map((bytes) => new TextDecoder().decode(bytes).split('\n').filter(Boolean))
  const known = new Set(own)
  return `${[...own, ...other.filter((line) => !known.has(line))].join('\n')}\n`
}

/** Copies in the history are numbered: another one of the same number comes after those that are there. */
async function missingCopy(files: RecordFiles, id: string, path: string, content: Buffer): Promise<Write | null> {
  for (const copy of await files.history(id)) if ((await contentOf(copy))?.equals(content)) return null
  return { path: await files.nextCopy(id, basename(path)), content }
}

/** What cannot be merged is kept beside what stands, under a name that its content gives. */
async function missingOther(target: string, content: Buffer): Promise<Write | null> {
  const mark = createHash('sha256').update(content).digest('hex').slice(0, 16)
  const ending = extname(target)
  const path = `${target.slice(0, target.length - ending.length)}.moved-${mark}${ending}`
  return (await contentOf(path)) === null ? { path, content } : null
}

async function contentOf(path: string): Promise<Buffer | null> {
  // In the place of what is no regular file nothing is lost.
  return readRegular(path).catch((error) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null
    throw ioError('read', path, error)
  })
}
