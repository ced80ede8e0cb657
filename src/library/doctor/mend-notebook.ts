/** Puts one notebook folder in order, file by file. Each step can be cut off and made again. */
import { basename, join, relative, sep } from 'node:path'
import { formatLibraryFile, formatRecord, recordIdSchema } from '#core/notebook/format'
import { type LibraryFile, mergeLibraryFiles, newLibraryFile } from '#core/notebook/library-file'
import { type ArticleRecord, mergeRecords } from '#core/notebook/record'
import { formatStates, readStates, statesHeader } from '#core/notebook/states-file'
import { copyAside } from '../disk/aside'
import type { FileSystem } from '../disk/file-system'
import { isTemporary, writeFileAtomic } from '../disk/files'
import { ioError } from '../disk/io-error'
import { type JsonReading, readBounded } from '../disk/json-file'
import { filesBelow } from '../notebook/carry'
import { RecordFiles } from '../notebook/record-files'
import { isOursToWrite, isSealed } from './finding'

/** What an open notebook knows, which may be more than its files say once one of them is broken. */
export interface KnownNotebook {
  readonly records: readonly ArticleRecord[]
  readonly library: LibraryFile | null
}

export interface MendOptions {
  readonly fileSystem: FileSystem
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly newId: () => string
  readonly known: KnownNotebook
  /** Told what was done, with the path of the file it was done to. */
  readonly onDone: (path: string, what: string) => void
}

/** Mends the notebook in a folder, under its lock; does nothing where it is sealed. Throws `LecternError` 'io'. */
export async function mendNotebook(root: string, options: MendOptions): Promise<void> {
  const files = new RecordFiles(root, options.fileSystem)
  if (await isSealed(files)) return
  const mender = new Mender(files, options)
  await mender.mendHistory()
  await mender.mendRecords()
  await mender.fileRecords()
  await mender.mendLibraryFile()
  await mender.clearLeftovers()
}

class Mender {
  constructor(
    private readonly files: RecordFiles,
    private readonly options: MendOptions,
  ) {}

  /** Sets copies of the history aside that do not parse. */
  async mendHistory(): Promise<void> {
    const { files } = this
    for (const path of await filesBelow(join(files.root, 'history'))) {
      if (!path.endsWith('.json')) continue
      const isOfLibrary = relative(files.root, path).split(sep)[1] === 'library'
      const reading = await readable<unknown>(isOfLibrary ? files.readLibrary(path) : files.read(path))
      if (reading?.kind === 'corrupt') await this.setAside(path)
    }
  }

  /** Sets records aside that do not parse, and brings back what their history and the open notebook know of them. */
  async mendRecords(): Promise<void> {
    const { files, options } = this
    for (const path of await files.list()) {
      const reading = await readable(files.read(path))
      if (reading?.kind !== 'corrupt') continue
      const id = recordIdSchema.safeParse(basename(path, '.json'))
      const former = id.success ? await this.formerRecord(id.data) : null
      if (former === null) {
        await this.setAside(path)
        continue
      }
      const aside = await copyAside(path, options.now(), options.fileSystem)
      await files.write(former)
      await files.sync()
      options.onDone(
        path,
        `could not be read. It is kept as “${basename(aside)}”, and the newest earlier state of it was brought back.`,
      )
    }
  }

  /** Merges synchronisers' copies, and files under wrong names, into the records they belong to; what they were goes to the history. */
  async fileRecords(): Promise<void> {
    const { files, options } = this
    const byId = new Map<string, Map<string, ArticleRecord>>()
    for (const path of await files.list()) {
      const reading = await readable(files.read(path))
      if (reading?.kind !== 'read') continue
      const group = byId.get(reading.value.id) ?? new Map()
      byId.set(reading.value.id, group.set(path, reading.value))
    }
    for (const [id, group] of byId) {
      const proper = files.pathOf(id)
      const others = [...group.keys()].filter((path) => path !== proper)
      if (others.length === 0 || !(await isOursToWrite(files, proper))) continue
      const merged = [...group.values()].reduce(mergeRecords)
      const standing = group.get(proper)
      if (standing === undefined || formatRecord(standing) !== formatRecord(merged)) await files.write(merged)
      await files.sync()
      for (const path of others) {
        await files.retire(path, id, options.now())
        options.onDone(path, `was merged into “${basename(proper)}”. A copy of it is in the history.`)
      }
    }
  }

  /** Brings `library.json` back where it is broken or gone, and merges the copies that synchronisers made of it. */
  async mendLibraryFile(): Promise<void> {
    const { files, options } = this
    const { libraryFile } = files
    const found = new Map<string, LibraryFile>()
    let isBroken = false
    for (const path of await files.listLibraryFiles()) {
      const reading = await readable(files.readLibrary(path))
      if (reading === null) return
      if (reading.kind === 'read') found.set(path, reading.value)
      else if (path === libraryFile) isBroken = true
      else await this.setAside(path)
    }
    const isWhole = found.has(libraryFile)
    const copies = [...found.keys()].filter((path) => path !== libraryFile)
    const isMissing = !isWhole && !isBroken && (copies.length > 0 || (await files.list()).length > 0)
    if (isWhole ? copies.length === 0 : !isBroken && !isMissing) return
    if (isBroken) await copyAside(libraryFile, options.now(), options.fileSystem)
    const former = isWhole ? [] : await this.formerLibraryFiles()
    const all = [...found.values(), ...former]
    await files.writeLibrary(all.length === 0 ? newLibraryFile(options.newId()) : all.reduce(mergeLibraryFiles))
    if (isBroken)
      options.onDone(libraryFile, 'could not be read. It is kept beside the new one, which has what is known of it.')
    if (isMissing) options.onDone(libraryFile, 'was gone, and was made again with what is known of it.')
    for (const path of copies) {
      await files.retire(path, 'library', options.now())
      options.onDone(path, 'was merged into “library.json”. A copy of it is in the history.')
    }
  }

  /** Takes away what cut-off writes left: no writer of this machine is at work now, and one of another tries again. */
  async clearLeftovers(): Promise<void> {
    const { files, options } = this
    for (const path of await filesBelow(files.root)) {
      if (!isTemporary(basename(path))) continue
      await options.fileSystem.remove(path).catch((error) => Promise.reject(ioError('write', path, error)))
      options.onDone(path, 'was left over from a write that was cut off, and was taken away.')
    }
  }

  private async setAside(path: string): Promise<void> {
    const aside = await this.files.setAside(path, this.options.now())
    this.options.onDone(path, `could not be read and was set aside as “${basename(aside)}”.`)
  }

  /** All that is known of a record beside its file: each state of a record holds what those before it held. */
  private async formerRecord(id: string): Promise<ArticleRecord | null> {
    const known = this.options.known.records.filter((record) => record.id === id)
    for (const path of await this.files.history(id)) {
      const reading = await readable(this.files.read(path))
      if (reading?.kind === 'read') known.push(reading.value)
    }
    return known.length === 0 ? null : { ...known.reduce(mergeRecords), id }
  }

  private async formerLibraryFiles(): Promise<readonly LibraryFile[]> {
    const known = this.options.known.library === null ? [] : [this.options.known.library]
    for (const path of await this.files.history('library')) {
      const reading = await readable(this.files.readLibrary(path))
      if (reading?.kind === 'read') known.push(reading.value)
    }
    return known.filter((file) => formatLibraryFile(file) !== formatLibraryFile(newLibraryFile(file.id)))
  }
}

/** Takes the lines out of logs of states that cannot be read; the log as it was is kept. The caller holds the lock of the states. */
export async function mendStates(folder: string, { fileSystem, now, onDone }: MendOptions): Promise<void> {
  for (const path of await filesBelow(folder)) {
    if (!path.endsWith('.jsonl')) continue
    const content = await readBounded(path).catch(() => null)
    const reading = content === null || typeof content === 'string' ? null : readStates(content)
    if (reading?.kind !== 'read' || reading.broken.length === 0) continue
    const aside = await copyAside(path, now(), fileSystem)
    await writeFileAtomic(path, statesHeader + formatStates(reading), { fileSystem })
    onDone(path, `had lines that cannot be read. It is kept as “${basename(aside)}”, and stands without them.`)
  }
}

/** What reading comes to; null where the system refuses. */
function readable<T>(reading: Promise<JsonReading<T>>): Promise<JsonReading<T> | null> {
  return reading.catch(() => null)
}
