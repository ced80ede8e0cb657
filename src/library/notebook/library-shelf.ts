/** `library.json` in memory: what the disk holds of it, in every place and copy, and the edits that are not there yet. */
import { basename } from 'node:path'
import { formatLibraryFile } from '#core/notebook/format'
import {
  applyLibraryEdit,
  type LibraryEdit,
  type LibraryFile,
  mergeLibraryFiles,
  newLibraryFile,
} from '#core/notebook/library-file'
import { type KeptSearch, keptSearches } from '#core/notebook/saved-search'
import { LecternError, toFailure } from '#shared/result'
import type { FileStamp } from '../disk/file-system'
import { newerMessage } from './notices'
import type { RecordFiles } from './record-files'

interface Source {
  readonly stamp: FileStamp | null
  readonly value: LibraryFile
}

/** Edits are kept as edits, so that they can be made again upon what others wrote meanwhile. */
export class LibraryShelf {
  /** A `library.json` of a newer format; null where there is none. */
  newer: string | null = null
  readonly #sources = new Map<string, Source>()
  readonly #told = new Set<string>()
  #pending: readonly LibraryEdit[] = []
  #shown: LibraryFile | null = null
  #searches: readonly KeptSearch[] | null = null

  constructor(
    private readonly replica: string,
    private readonly warn: (message: string) => void,
  ) {}

  /** As the reader sees it: with the edits that are not on the disk yet. */
  get shown(): LibraryFile {
    this.#shown ??= this.#apply(this.#base() ?? newLibraryFile('none'), this.#pending)
    return this.#shown
  }

  get searches(): readonly KeptSearch[] {
    this.#searches ??= keptSearches(this.shown.savedSearches)
    return this.#searches
  }

  get edits(): readonly LibraryEdit[] {
    return this.#pending
  }

  /** Whether an edit would change anything. */
  wouldChange(edit: LibraryEdit): boolean {
    return this.#apply(this.shown, [edit]) !== this.shown
  }

  add(edit: LibraryEdit): void {
    this.#pending = [...this.#pending, edit]
    this.#forgetShown()
  }

  /** Takes out edits that are on the disk, or that were refused for good. */
  settle(edits: readonly LibraryEdit[]): void {
    const settled = new Set(edits)
    this.#pending = this.#pending.filter((edit) => !settled.has(edit))
    this.#forgetShown()
  }

  /** Takes in what the files of one place say now. One that cannot be read leaves what was known of it as it is. */
  async refresh(files: RecordFiles): Promise<void> {
    const listed = await files.listLibraryFiles()
    for (const file of listed) await this.#read(file, files, (_former, now) => now)
    for (const file of [...this.#sources.keys()]) {
      if (files.holdsLibrary(file) && !listed.includes(file)) this.#sources.delete(file)
    }
    this.#forgetShown()
  }

  /** Whether another place knows something that the file of this one does not say. */
  isStray({ libraryFile }: RecordFiles): boolean {
    const base = this.#base()
    const here = this.#sources.get(libraryFile)
    return base !== null && (here === undefined || !isSame(base, { ...here.value, id: base.id }))
  }

  /**
   * Writes the edits, upon what others wrote meanwhile; copies that synchronisers made go to the history. The caller holds the
   * lock and has prepared the place. Throws `LecternError`: 'newer-format', 'io'.
   */
  async write(files: RecordFiles, now: () => number): Promise<void> {
    const edits = this.#pending
    const { libraryFile } = files
    for (const file of await files.listLibraryFiles()) {
      // What we know of it stands beside what it says now: it may have been replaced by an older one.
      await this.#read(file, files, (former, found) => (former === null ? found : mergeLibraryFiles(former, found)))
    }
    if (this.newer !== null) throw new LecternError('newer-format', newerMessage(this.newer))
    const base = this.#base()
    if (base === null) throw new LecternError('io', `“${libraryFile}” could not be read, so nothing was written to it.`)
    const next = this.#apply(base, edits)
    const written = await files.readLibrary(libraryFile)
    if (written.kind !== 'read' || !isSame(written.value, next)) {
      this.#sources.set(libraryFile, { stamp: await files.writeLibrary(next), value: next })
    }
    for (const file of [...this.#sources.keys()]) {
      if (file !== libraryFile && files.holdsLibrary(file)) await this.#retire(file, files, now())
    }
    this.settle(edits)
  }

  async #read(
    file: string,
    files: RecordFiles,
    take: (former: LibraryFile | null, found: LibraryFile) => LibraryFile,
  ): Promise<void> {
    const known = this.#sources.get(file)
    const stamp = await files.stampOf(file)
    if (known !== undefined && known.stamp === stamp) return
    try {
      const reading = await files.readLibrary(file)
      if (reading.kind === 'read') {
        this.#sources.set(file, { stamp, value: take(known?.value ?? null, reading.value) })
        if (this.newer === file) this.newer = null
      } else if (reading.kind === 'newer') this.newer = file
      else if (reading.kind === 'corrupt') this.#tell(file, `it cannot be read (${reading.reason})`)
    } catch (error) {
      this.#tell(file, toFailure(error).message)
    }
  }

  async #retire(file: string, files: RecordFiles, now: number): Promise<void> {
    try {
      await files.retire(file, 'library', now)
      this.#sources.delete(file)
    } catch {
      // It stays where it is, and is merged again next time: that changes nothing.
    }
  }

  #tell(file: string, reason: string): void {
    if (this.#told.has(file)) return
    this.#told.add(file)
    this.warn(`The saved searches in “${basename(file)}” are not shown: ${reason}. The file is kept as it is.`)
  }

  #base(): LibraryFile | null {
    const values = [...this.#sources.values()].map(({ value }) => value)
    return values.length === 0 ? null : values.reduce(mergeLibraryFiles)
  }

  #apply(file: LibraryFile, edits: readonly LibraryEdit[]): LibraryFile {
    return edits.reduce((state, edit) => applyLibraryEdit(state, edit, this.replica), file)
  }

  #forgetShown(): void {
    this.#shown = null
    this.#searches = null
  }
}

const isSame = (a: LibraryFile, b: LibraryFile): boolean => a === b || formatLibraryFile(a) === formatLibraryFile(b)
