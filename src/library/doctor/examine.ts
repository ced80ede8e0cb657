/** Looks over what Lectern keeps about a library, and changes nothing. */
import { stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { z } from 'zod'
import { articleRecordSchema, libraryFileSchema } from '#core/notebook/format'
import { libraryFileVersion } from '#core/notebook/library-file'
import { hasConflict } from '#core/notebook/note'
import { type LibraryFiles, type NamedArticle, placeRecords } from '#core/notebook/reconcile'
import { type ArticleRecord, isAnnotated, recordVersion } from '#core/notebook/record'
import { readStatesInSteps } from '#core/notebook/states-file'
import type { NotebookPlace } from '#shared/library'
import { toFailure } from '#shared/result'
import { inSteps } from '../concurrency'
import { nodeFileSystem } from '../disk/file-system'
import { isTemporary } from '../disk/files'
import { ioError } from '../disk/io-error'
import { readBounded, readJson } from '../disk/json-file'
import { filesBelow } from '../notebook/carry'
import { unfinishedMoves } from '../notebook/move'
import { linkMessage } from '../notebook/notices'
import { findPlaces } from '../notebook/place'
import { isLibraryFile, RecordFiles } from '../notebook/record-files'
import { positionsFile, positionsSchema, positionsVersion } from '../positions'
import { searchMemoryFile, searchMemorySchema, searchMemoryVersion } from '../search/search-memory'
import { statesFolder } from '../states/state-places'
import {
  type Examination,
  examinationOf,
  type Finding,
  type FindingKind,
  isOursToWrite,
  isSealed,
  shownPath,
} from './finding'

const messages = {
  newer: 'was written by a newer Lectern. This version leaves it alone; update Lectern to use it.',
  copy: 'is a copy made by a synchroniser. It is merged into its record at the next change; nothing in it is lost.',
  twoTexts: 'holds a note that was written in two places at once. Both texts are shown; edit the note to settle it.',
  leftover: 'is left over from a write that was cut off. The file it was meant for is whole; it can be deleted.',
  aside: 'could not be read and was set aside. What is in it may be mended by hand; it can be deleted.',
  moved:
    'is what a move of the notebook left behind when it was cut off. A repair deletes it, once all of it is in the notebook.',
  noLibraryFile: 'is gone, and with it the saved searches. A repair brings back what is known of it.',
}

/**
 * Examines the notebook, its history, the states and reading positions of a library and what is remembered of searching. `files`, where they are known, are the articles
 * that are there now, so that a moved one is found by its content. Throws `LecternError` 'io' where the folder cannot be reached.
 */
export async function examine(folder: string, dataDir: string, files?: LibraryFiles): Promise<Examination> {
  const places = await findPlaces(folder, dataDir)
  const findings: Finding[] = []
  const records = new Map<string, ArticleRecord>()
  for (const place of ['beside', 'app'] satisfies NotebookPlace[]) {
    const own = new RecordFiles(places.roots[place], nodeFileSystem)
    const isFixed = (place === 'beside' && places.readOnly) || (await isSealed(own))
    await new Examiner(places.folder, isFixed, findings, records).lookThrough(own)
  }
  const examiner = new Examiner(places.folder, false, findings, records)
  for (const folder of await unfinishedMoves(places)) examiner.report('leftover', folder, messages.moved, true)
  const positions = positionsFile(dataDir, places.folder)
  if (await exists(positions)) await examiner.read(positions, positionsSchema, positionsVersion)
  const searches = searchMemoryFile(dataDir)
  if (await exists(searches)) await examiner.read(searches, searchMemorySchema, searchMemoryVersion)
  const logs = await filesBelow(statesFolder(dataDir, places.folder))
  for (const log of logs.filter((path) => path.endsWith('.jsonl'))) await examiner.lookAtStates(log)
  await examiner.findOrphans(files)
  return examinationOf(findings)
}

class Examiner {
  constructor(
    private readonly folder: string,
    /** Nothing here can be repaired. */
    private readonly isFixed: boolean,
    private readonly findings: Finding[],
    private readonly records: Map<string, ArticleRecord>,
  ) {}

  /** Looks at all files of a notebook folder. */
  async lookThrough(files: RecordFiles): Promise<void> {
    const link = await files.link()
    if (link !== null) return this.report('unreadable', link, `is not looked at. ${linkMessage(link)}`)
    const paths = await filesBelow(files.root)
    for (const path of paths) await this.look(files, path)
    const hasRecords = paths.some((path) => files.holds(path) && path.endsWith('.json'))
    if (hasRecords && !paths.includes(files.libraryFile))
      this.report('corrupt', files.libraryFile, messages.noLibraryFile, true)
  }

  /** Reads a file, and reports why where that cannot be done. */
  async read<T>(path: string, schema: z.ZodType<T>, version: number): Promise<T | null> {
    try {
      const reading = await readJson(path, schema, version)
      if (reading.kind === 'read') return reading.value
      if (reading.kind === 'newer') this.report('newer', path, messages.newer)
      if (reading.kind === 'corrupt') {
        const fate = 'It is set aside, never overwritten, at the next change.'
        this.report('corrupt', path, `cannot be read (${reading.reason}). ${fate}`, true)
      }
    } catch (error) {
      this.report('unreadable', path, `could not be looked at. ${toFailure(error).message}`)
    }
    return null
  }

  /** Reports the records whose articles are gone, after all files were looked at. */
  async findOrphans(files: LibraryFiles | undefined): Promise<void> {
    const records = [...this.records]
    const names = records.map(([, record]) => record.article)
    const found = files ? placeRecords(names, files) : await this.whereStanding(names)
    records.forEach(([path, { article }], index) => {
      if (found[index]) return
      const fate = 'What you wrote is kept; where the article was moved it is found again by its content.'
      this.report('orphan', path, `annotates “${article.title}”, which is not at “${article.path}” any more. ${fate}`)
    })
  }

  private async look(files: RecordFiles, path: string): Promise<void> {
    const [top = '', ...below] = relative(files.root, path).split(sep)
    const name = below.at(-1) ?? top
    if (isTemporary(name)) this.report('leftover', path, messages.leftover, true)
    else if (/\.corrupt-[^/]*$/.test(name)) this.report('set-aside', path, messages.aside)
    else if (below.length === 0 && isLibraryFile(name)) await this.lookAtLibraryFile(path, name)
    else if (top === 'history' && below[0] === 'library') await this.readLibraryFile(path)
    else if (top === 'history') await this.read(path, articleRecordSchema, recordVersion)
    else if (files.holds(path) && name.endsWith('.json')) await this.lookAtRecord(files, path)
    else if (top === 'states' && name.endsWith('.jsonl')) await this.lookAtStates(path)
  }

  /** Looks at a log of states; lines that were cut off while they were written are dropped by the next one. */
  async lookAtStates(path: string): Promise<void> {
    try {
      const content = await readBounded(path)
      if (typeof content === 'string')
        return this.report('unreadable', path, `is not looked at: ${content}. What other logs say counts.`)
      const reading = await inSteps(readStatesInSteps(content))
      if (reading.kind === 'newer') this.report('newer', path, messages.newer)
      else if (reading.broken.length > 0) {
        const lines = reading.broken.length === 1 ? `line ${reading.broken[0]}` : `${reading.broken.length} lines`
        this.report('corrupt', path, `has ${lines} that cannot be read. All other lines count.`, true)
      }
    } catch (error) {
      this.report('unreadable', path, `could not be looked at. ${ioError('read', path, error).message}`)
    }
  }

  private readLibraryFile(path: string): Promise<unknown> {
    return this.read(path, libraryFileSchema, libraryFileVersion)
  }

  private async lookAtLibraryFile(path: string, name: string): Promise<void> {
    const isRead = (await this.readLibraryFile(path)) !== null
    if (isRead && name !== 'library.json') this.report('conflict', path, messages.copy, true)
  }

  private async lookAtRecord(files: RecordFiles, path: string): Promise<void> {
    const record = await this.read(path, articleRecordSchema, recordVersion)
    if (record === null) return
    const proper = files.pathOf(record.id)
    if (path !== proper) this.report('conflict', path, messages.copy, await isOursToWrite(files, proper))
    if (hasConflict(record.note)) this.report('conflict', path, messages.twoTexts)
    if (isAnnotated(record)) this.records.set(path, record)
  }

  private whereStanding(names: readonly NamedArticle[]): Promise<readonly (string | null)[]> {
    return Promise.all(names.map(async ({ path }) => ((await exists(join(this.folder, path))) ? path : null)))
  }

  report(kind: FindingKind, path: string, message: string, repairable = false): void {
    const shown = shownPath(this.folder, path)
    this.findings.push({
      kind,
      path: shown,
      message: `“${shown}” ${message}`,
      repairable: repairable && !this.isFixed,
    })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
