/** Which copies from before repairs are needed no more: those that hold nothing which is not elsewhere. */
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { formatLibraryFile, formatRecord } from '#core/notebook/format'
import { type LibraryFile, mergeLibraryFiles } from '#core/notebook/library-file'
import { type ArticleRecord, mergeRecords } from '#core/notebook/record'
import { StateBook } from '#core/notebook/states'
import { readStates } from '#core/notebook/states-file'
import type { FileSystem } from '../disk/file-system'
import { folderKey } from '../disk/folders'
import { readRegular } from '../disk/json-file'
import { filesBelow } from '../notebook/carry'
import type { NotebookPlaces } from '../notebook/place'
import { isLibraryFile, RecordFiles } from '../notebook/record-files'
import { statesFolder } from '../states/state-places'

/** Copies of one library that stay whatever is in them, the newest. */
const alwaysKept = 5

interface Options {
  readonly dataDir: string
  readonly fileSystem: FileSystem
}

/** What a copy is called while it is being made, and while it is being taken away. */
export const incomplete = (backup: string): string => `${backup}.incomplete`

/** Takes away what was left of copies that were never complete; the caller holds the notebook's lock. */
export async function clearIncomplete(backups: string, key: string, fileSystem: FileSystem): Promise<void> {
  for (const name of await readdir(backups).catch(() => []))
    if (name.startsWith(`${key}-`) && name === incomplete(basename(name, '.incomplete')))
      await fileSystem.removeFolder(join(backups, name))
}

/**
 * Takes away the copies of a library's notebook but the newest, where all that is in them is in the notebook now or in a newer copy. What
 * cannot be read, or not be taken away, stays. The caller holds the notebook's lock. Returns the folders that are gone.
 */
export async function dropOldBackups(
  places: NotebookPlaces,
  { dataDir, fileSystem }: Options,
): Promise<readonly string[]> {
  const folder = join(dataDir, 'backups')
  const newestFirst = backupsOf(folderKey(places.folder), await readdir(folder).catch(() => [])).toReversed()
  if (newestFirst.length <= alwaysKept) return []
  const notebooks = Object.values(places.roots).map((root) => new RecordFiles(root, fileSystem))
  const kept = new Kept(notebooks[0] ?? new RecordFiles(folder, fileSystem))
  for (const { root } of notebooks) await kept.add(root, true)
  await kept.add(statesFolder(dataDir, places.folder), true)
  const dropped: string[] = []
  for (const [at, name] of newestFirst.entries()) {
    const backup = join(folder, name)
    const isDropped = at >= alwaysKept && (await kept.hasAll(backup)) && (await drop(backup, fileSystem))
    if (isDropped) dropped.push(backup)
    else await kept.add(backup, false)
  }
  return dropped
}

/** The names of complete copies of a library, oldest first. */
function backupsOf(key: string, names: readonly string[]): readonly string[] {
  const copies = names.flatMap((name) => {
    const [, of, time = '', more = '1'] = /^([0-9a-f]+)-(\d{8}T\d{6}Z)(?:-(\d+))?$/.exec(name) ?? []
    return of === key ? [{ name, time, more: Number(more) }] : []
  })
  return copies.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.more - b.more)).map(({ name }) => name)
}

/** Cut off, it leaves what the next repair clears away. */
async function drop(backup: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.rename(backup, incomplete(backup))
    await fileSystem.removeFolder(incomplete(backup))
    return true
  } catch {
    return false
  }
}

/** What is on the disk beside a copy. */
class Kept {
  readonly #contents = new Set<string>()
  readonly #records: ArticleRecord[] = []
  readonly #states = new StateBook()
  #library: LibraryFile | null = null

  constructor(private readonly files: RecordFiles) {}

  /** Takes in a folder; of one that is `used`, what its records, logs and `library.json` say counts too, not only their bytes. */
  async add(root: string, isUsed: boolean): Promise<void> {
    for (const path of await filesBelow(root)) {
      const content = await readRegular(path).catch(() => null)
      if (content === null) continue
      this.#contents.add(hashOf(content))
      if (isUsed) await this.#use(root, path, content)
    }
  }

  /** Whether nothing would be lost with a folder. */
  async hasAll(root: string): Promise<boolean> {
    try {
      for (const path of await filesBelow(root)) if (!(await this.#has(root, path))) return false
      return true
    } catch {
      return false
    }
  }

  async #use(root: string, path: string, content: Uint8Array): Promise<void> {
    const kind = kindOf(root, path)
    if (kind === 'record') {
      const reading = await this.files.read(path)
      if (reading.kind === 'read') this.#records.push(reading.value)
    } else if (kind === 'library') {
      const reading = await this.files.readLibrary(path)
      if (reading.kind !== 'read') return
      this.#library = this.#library === null ? reading.value : mergeLibraryFiles(this.#library, reading.value)
    } else if (kind === 'states') {
      const reading = readStates(content)
      if (reading.kind === 'read') for (const change of reading.changes) this.#states.apply(change)
    }
  }

  async #has(root: string, path: string): Promise<boolean> {
    const content = await readRegular(path)
    if (content === null || content.length === 0 || this.#contents.has(hashOf(content))) return true
    switch (kindOf(root, path)) {
      case 'record': {
        const reading = await this.files.read(path)
        return reading.kind === 'read' && this.#records.some((record) => holds(record, reading.value))
      }
      case 'library': {
        const reading = await this.files.readLibrary(path)
        const known = this.#library
        if (reading.kind !== 'read' || known === null) return false
        return (
          formatLibraryFile(mergeLibraryFiles(known, { ...reading.value, id: known.id })) === formatLibraryFile(known)
        )
      }
      case 'states': {
        const reading = readStates(content)
        if (reading.kind !== 'read' || reading.broken.length > 0) return false
        return reading.changes.every((change) => this.#states.apply(change).length === 0)
      }
      case 'other':
        return false
    }
  }
}

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Whether a record says all that an earlier state of it, or of one that was merged into it, said. */
function holds(record: ArticleRecord, former: ArticleRecord): boolean {
  if (record.id !== former.id && record.article.path !== former.article.path) return false
  const { id } = record
  return formatRecord(mergeRecords(record, { ...former, id })) === formatRecord(record)
}

function kindOf(root: string, path: string): 'record' | 'library' | 'states' | 'other' {
  const parts = relative(root, path).split(sep)
  const name = basename(path)
  if (name.endsWith('.jsonl')) return 'states'
  if (!name.endsWith('.json')) return 'other'
  if (parts.includes('articles')) return 'record'
  const inHistory = parts[parts.indexOf('history') + 1]
  if (parts.includes('history')) return inHistory === 'library' ? 'library' : 'record'
  return isLibraryFile(name) ? 'library' : 'other'
}
