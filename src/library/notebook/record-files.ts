/** The notebook's folder on disk: records, their earlier versions, and `library.json`. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { articleRecordSchema, formatLibraryFile, formatRecord, libraryFileSchema } from '#core/notebook/format'
import { copiesToDrop } from '#core/notebook/history'
import { type LibraryFile, libraryFileVersion, newLibraryFile } from '#core/notebook/library-file'
import { type ArticleRecord, recordVersion } from '#core/notebook/record'
import { highestCounter } from '#core/notebook/wild-counters'
import { LecternError } from '#shared/result'
import { compactTime, setAside } from '../disk/aside'
import type { FileStamp, FileSystem } from '../disk/file-system'
import { ensureFolder, isLink, isTemporary, stampOf, syncFolder, writeFileAtomic } from '../disk/files'
import { codeOf, ioError } from '../disk/io-error'
import { type JsonReading, longestJson, readJson, readRegular } from '../disk/json-file'
import { linkMessage, newerMessage } from './notices'

/** Milliseconds after which a temporary file is certain to be nobody's. */
const leftoverAge = 3_600_000

/** One notebook folder (`.lectern/`, or its like in the app's data). Methods throw `LecternError` 'io'. */
export class RecordFiles {
  readonly articles: string
  readonly libraryFile: string

  constructor(
    readonly root: string,
    private readonly fileSystem: FileSystem,
  ) {
    this.articles = join(root, 'articles')
    this.libraryFile = join(root, 'library.json')
  }

  /** The path under which a record is kept. */
  pathOf(id: string): string {
    return join(this.articles, `${id}.json`)
  }

  /** Whether a path lies among this place's records. */
  holds(path: string): boolean {
    return dirname(path) === this.articles
  }

  /**
   * The first of the notebook's folders that is a symbolic link; null when none is. Behind a link lie files that are not the
   * notebook's, and the library may come from somebody who put it there for that: they are neither read nor touched.
   */
  async link(): Promise<string | null> {
    for (const folder of [this.root, this.articles, join(this.root, 'history')]) if (await isLink(folder)) return folder
    return null
  }

  /** Paths of all records, with the copies that synchronisers made of them; none where there is no notebook. */
  async list(): Promise<readonly string[]> {
    if ((await this.link()) !== null) return []
    return (await namesIn(this.articles))
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(this.articles, name))
  }

  stampOf(path: string): Promise<FileStamp | null> {
    return stampOf(path)
  }

  read(path: string): Promise<JsonReading<ArticleRecord>> {
    return readJson(path, articleRecordSchema, recordVersion)
  }

  /** Writes a record and returns the stamp of its file; the folder's fsync is left to `sync`. */
  write(record: ArticleRecord): Promise<FileStamp> {
    const text = formatRecord(record)
    assertReadable(text, `What you wrote on “${record.article.title}”`)
    return writeFileAtomic(this.pathOf(record.id), text, {
      fileSystem: this.fileSystem,
      deferFolderSync: true,
    })
  }

  sync(): Promise<void> {
    return syncFolder(this.articles, this.fileSystem)
  }

  /** Paths of `library.json` and of the copies that synchronisers made of it; none where there is no notebook. */
  async listLibraryFiles(): Promise<readonly string[]> {
    if ((await this.link()) !== null) return []
    return (await namesIn(this.root)).filter(isLibraryFile).map((name) => join(this.root, name))
  }

  /** Whether a path is a `library.json` of this place, or a copy of it. */
  holdsLibrary(path: string): boolean {
    return dirname(path) === this.root
  }

  readLibrary(path: string): Promise<JsonReading<LibraryFile>> {
    return readJson(path, libraryFileSchema, libraryFileVersion)
  }

  writeLibrary(file: LibraryFile): Promise<FileStamp> {
    const text = formatLibraryFile(file)
    assertReadable(text, 'What is kept about the library')
    return writeFileAtomic(this.libraryFile, text, { fileSystem: this.fileSystem })
  }

  /**
   * Makes the folder and `library.json` where they are missing. A broken `library.json` is set aside; its new path is
   * returned. Throws 'newer-format' where a newer Lectern keeps the notebook, 'unavailable' where a link leads elsewhere.
   */
  async prepare(newId: () => string, now: number): Promise<string | null> {
    const path = this.libraryFile
    const link = await this.link()
    if (link !== null) throw new LecternError('unavailable', linkMessage(link))
    const found = await this.readLibrary(path)
    if (found.kind === 'newer') throw new LecternError('newer-format', newerMessage(path))
    await ensureFolder(this.articles, this.fileSystem)
    if (found.kind === 'read') return null
    const aside = found.kind === 'corrupt' ? await setAside(path, now, this.fileSystem) : null
    await this.writeLibrary(newLibraryFile(newId()))
    return aside
  }

  /** Clears away what writes left behind that were cut off. Younger ones may be another machine's, in the middle of writing. */
  async sweep(now: number): Promise<void> {
    for (const name of await namesIn(this.articles)) {
      if (!isTemporary(name)) continue
      const path = join(this.articles, name)
      const age = await stat(path).then(
        ({ mtimeMs }) => now - mtimeMs,
        () => 0,
      )
      if (age > leftoverAge) await this.remove(path)
    }
  }

  /** Milliseconds since the epoch of the newest copy of a record; null where there is none. */
  async lastCopy(id: string): Promise<number | null> {
    const copies = await this.copies(id)
    return copies.at(-1)?.time ?? null
  }

  /** Keeps an earlier state of a record in `history/`, where it is not the newest there already, and drops the copies that are too many. */
  async keep(id: string, content: string | Uint8Array, now: number): Promise<void> {
    const folder = this.historyOf(id)
    if (await isLink(folder)) throw new LecternError('io', linkMessage(folder))
    await ensureFolder(folder, this.fileSystem)
    const copies = await this.copies(id)
    const last = copies.at(-1)
    const isKept = last !== undefined && (await holds(join(folder, last.name), content))
    if (isKept) return
    const added = { name: copyName((last?.number ?? 0) + 1, now), time: now }
    await writeFileAtomic(join(folder, added.name), content, { fileSystem: this.fileSystem })
    const all = [...copies, added]
    for (const place of copiesToDrop(all.map((copy) => copy.time))) {
      const copy = all[place]
      if (copy) await this.remove(join(folder, copy.name))
    }
  }

  /** Takes away a file whose content is in another record now, after a copy to that record's history. */
  async retire(path: string, into: string, now: number): Promise<void> {
    const content = await readFile(path).catch((error) => Promise.reject(ioError('read', path, error)))
    await this.keep(into, content, now)
    await this.remove(path)
  }

  setAside(path: string, now: number): Promise<string> {
    return setAside(path, now, this.fileSystem)
  }

  /** The path under which a copy from elsewhere goes into the history of a record: the next number, and its own time. */
  async nextCopy(id: string, name: string): Promise<string> {
    const copies = await this.copies(id)
    return join(this.historyOf(id), copyName((copies.at(-1)?.number ?? 0) + 1, readCopyName(name)?.time ?? 0))
  }

  /** The paths of the copies in the history of a record, oldest first. */
  async history(id: string): Promise<readonly string[]> {
    if (await isLink(this.historyOf(id))) return []
    return (await this.copies(id)).map(({ name }) => join(this.historyOf(id), name))
  }

  historyOf(id: string): string {
    return join(this.root, 'history', id)
  }

  private async remove(path: string): Promise<void> {
    await this.fileSystem.remove(path).catch((error) => Promise.reject(ioError('write', path, error)))
  }

  private async copies(id: string): Promise<readonly Copy[]> {
    const names = await namesIn(this.historyOf(id))
    return names.flatMap((name) => readCopyName(name) ?? []).sort((a, b) => a.number - b.number)
  }
}

/** What could not be read again is not written. Throws `LecternError` 'io'. */
function assertReadable(text: string, what: string): void {
  if (Buffer.byteLength(text) <= longestJson) return
  const fate =
    'The latest change is not on the disk; what was saved before it is whole. Make it shorter, and it is saved.'
  throw new LecternError('io', `${what} is more than the 64 MiB that fit into one file. ${fate}`)
}

/** `library.json`, and how synchronisers name what they make of it: `library.sync-conflict-….json`, `library (conflicted copy …).json`. */
export const isLibraryFile = (name: string): boolean => /^library\b.*\.json$/.test(name)

/** When the state in a copy was replaced, by the copy's path: milliseconds since the epoch. */
export const copyTime = (path: string): number => readCopyName(basename(path))?.time ?? 0

/** Whether a file holds exactly this. */
const holds = (path: string, content: string | Uint8Array): Promise<boolean> =>
  readRegular(path).then(
    (bytes) => bytes?.equals(Buffer.from(content)) ?? false,
    () => false,
  )

interface Copy {
  readonly name: string
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly time: number
}

/** `000012-20240104T101500Z.json`: numbered, because a clock can be set back; to the second, for people. */
function copyName(number: number, now: number): string {
  return `${String(number).padStart(6, '0')}-${compactTime(now)}.json`
}

function readCopyName(name: string): Copy | null {
  const parts = /^(\d{6,})-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.json$/.exec(name)
  if (!parts) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(2).map(Number)
  const number = Number(parts[1])
  // One that cannot be counted on from was not given by Lectern: it comes before all others.
  return {
    name,
    number: number > highestCounter ? 0 : number,
    time: Date.UTC(year, month - 1, day, hour, minute, second),
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw ioError('read', folder, error)
  }
}
