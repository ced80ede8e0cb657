/** Looks over what Lectern keeps about a library, and changes nothing. */
import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import { articleRecordSchema, libraryFileSchema } from '#core/notebook/format'
import { libraryFileVersion } from '#core/notebook/library-file'
import { hasConflict } from '#core/notebook/note'
import { type LibraryFiles, type NamedArticle, placeRecords } from '#core/notebook/reconcile'
import { type ArticleRecord, isAnnotated, recordVersion } from '#core/notebook/record'
import { toFailure } from '#shared/result'
import { codeOf, ioError, isTemporary, readJson } from './files'
import { findPlaces } from './notebook/place'
import { isLibraryFile } from './notebook/record-files'
import { positionsFile, positionsSchema, positionsVersion } from './positions'
import { searchMemoryFile, searchMemorySchema, searchMemoryVersion } from './search/search-memory'

/**
 * `corrupt`: does not parse. `newer`: of a newer format. `unreadable`: the system refuses. `conflict`: a synchroniser's copy, or
 * a note with two texts. `orphan`: the article is not where its record says. `leftover`: a write that was cut off. `set-aside`:
 * a corrupt file that was moved out of the way.
 */
export type FindingKind = 'corrupt' | 'newer' | 'unreadable' | 'conflict' | 'orphan' | 'leftover' | 'set-aside'

/** Something that is not as it should be. */
export interface Finding {
  readonly kind: FindingKind
  /** Relative to the library, with `/`; absolute where it lies in the app's data. */
  readonly path: string
  readonly message: string
}

/** The outcome of an examination. */
export interface Examination {
  /** Nothing needs attention; what a cut-off write left behind does not. */
  readonly sound: boolean
  readonly findings: readonly Finding[]
}

const messages = {
  newer: 'was written by a newer Lectern. This version leaves it alone; update Lectern to use it.',
  conflict: 'is a copy made by a synchroniser. It is merged into its record at the next change; nothing in it is lost.',
  twoTexts: 'holds a note that was written in two places at once. Both texts are shown; edit the note to settle it.',
  leftover: 'is left over from a write that was cut off. The file it was meant for is whole; it can be deleted.',
  aside: 'could not be read and was set aside. What is in it may be mended by hand; it can be deleted.',
}

/**
 * Examines the notebook, its history, the reading positions of a library and what is remembered of searching. `files`, where they are known, are the articles
 * that are there now, so that a moved one is found by its content. Throws `LecternError` 'io' where the folder cannot be reached.
 */
export async function examine(folder: string, dataDir: string, files?: LibraryFiles): Promise<Examination> {
  const places = await findPlaces(folder, dataDir)
  const examiner = new Examiner(places.folder, files)
  for (const root of Object.values(places.roots)) {
    for (const path of await filesBelow(root)) await examiner.look(root, path)
  }
  const positions = positionsFile(dataDir, places.folder)
  if (await exists(positions)) await examiner.read(positions, positionsSchema, positionsVersion)
  const searches = searchMemoryFile(dataDir)
  if (await exists(searches)) await examiner.read(searches, searchMemorySchema, searchMemoryVersion)
  await examiner.findOrphans()
  const { findings } = examiner
  return { sound: findings.every((finding) => finding.kind === 'leftover'), findings }
}

class Examiner {
  readonly findings: Finding[] = []
  private readonly records = new Map<string, ArticleRecord>()

  constructor(
    private readonly folder: string,
    private readonly files: LibraryFiles | undefined,
  ) {}

  /** Looks at a file of a notebook folder. */
  async look(root: string, path: string): Promise<void> {
    const [top = '', ...below] = relative(root, path).split(sep)
    const name = below.at(-1) ?? top
    if (isTemporary(name)) this.report('leftover', path, messages.leftover)
    else if (/\.corrupt-[^/]*$/.test(name)) this.report('set-aside', path, messages.aside)
    else if (below.length === 0 && isLibraryFile(name)) await this.lookAtLibraryFile(path, name)
    else if (top === 'history' && below[0] === 'library') await this.readLibraryFile(path)
    else if (top === 'history') await this.read(path, articleRecordSchema, recordVersion)
    else if (top === 'articles' && name.endsWith('.json')) await this.lookAtRecord(path, name)
  }

  /** Reads a file, and reports why where that cannot be done. */
  async read<T>(path: string, schema: z.ZodType<T>, version: number): Promise<T | null> {
    try {
      const reading = await readJson(path, schema, version)
      if (reading.kind === 'read') return reading.value
      if (reading.kind === 'newer') this.report('newer', path, messages.newer)
      if (reading.kind === 'corrupt') {
        const fate = 'It is set aside, never overwritten, at the next change.'
        this.report('corrupt', path, `cannot be read (${reading.reason}). ${fate}`)
      }
    } catch (error) {
      this.report('unreadable', path, `could not be looked at. ${toFailure(error).message}`)
    }
    return null
  }

  /** Reports the records whose articles are gone, after all files were looked at. */
  async findOrphans(): Promise<void> {
    const records = [...this.records]
    const names = records.map(([, record]) => record.article)
    const found = this.files ? placeRecords(names, this.files) : await this.whereStanding(names)
    records.forEach(([path, { article }], index) => {
      if (found[index]) return
      const fate = 'What you wrote is kept; where the article was moved it is found again by its content.'
      this.report('orphan', path, `annotates “${article.title}”, which is not at “${article.path}” any more. ${fate}`)
    })
  }

  private readLibraryFile(path: string): Promise<unknown> {
    return this.read(path, libraryFileSchema, libraryFileVersion)
  }

  private async lookAtLibraryFile(path: string, name: string): Promise<void> {
    const isRead = (await this.readLibraryFile(path)) !== null
    if (isRead && name !== 'library.json') this.report('conflict', path, messages.conflict)
  }

  private async lookAtRecord(path: string, name: string): Promise<void> {
    const record = await this.read(path, articleRecordSchema, recordVersion)
    if (record === null) return
    if (name !== `${record.id}.json`) this.report('conflict', path, messages.conflict)
    if (hasConflict(record.note)) this.report('conflict', path, messages.twoTexts)
    if (isAnnotated(record)) this.records.set(path, record)
  }

  private whereStanding(names: readonly NamedArticle[]): Promise<readonly (string | null)[]> {
    return Promise.all(names.map(async ({ path }) => ((await exists(join(this.folder, path))) ? path : null)))
  }

  private report(kind: FindingKind, path: string, message: string): void {
    const inside = relative(this.folder, path)
    const shown = inside.startsWith('..') ? path : inside.split(sep).join('/')
    this.findings.push({ kind, path: shown, message: `“${shown}” ${message}` })
  }
}

async function filesBelow(root: string): Promise<readonly string[]> {
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

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
