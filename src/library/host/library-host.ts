/** Opens libraries, keeps one of each, and closes them. */
import { randomBytes } from 'node:crypto'
import { realpath, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { ArticleId, LibraryId } from '#shared/article'
import type { Emit } from '#shared/contract'
import { LecternError } from '#shared/result'
import { folderKey } from '../disk/folders'
import { codeOf, ioError } from '../disk/io-error'
import { libraryOf } from '../index/catalog'
import { openLibraryIndex } from '../index/library-index'
import { NotebookRegistry } from '../notebook/notebook-registry'
import { openNotebooks } from '../notebook/notebooks'
import { type LibraryListener, OpenLibrary } from '../open-library'
import { createParsePool, type ParsePool, poolWidth } from '../parse/parse-pool'
import { workerScript } from '../parse/worker-scripts'
import { openPositions } from '../positions'
import type { Rules } from '../scan/ignore-rules'
import type { WatchOptions } from '../scan/watch'
import { LibraryStates } from '../states/library-states'
import { HostEvents } from './host-events'

/** Where a host keeps its own things, and whom it tells. */
export interface HostOptions {
  /** Notebooks kept by the app, positions, locks; absolute. */
  readonly dataDir: string
  /** Catalogs, texts and indexes; absolute, disposable. */
  readonly cacheDir: string
  readonly emit: Emit
  /** The bundled parse worker; by default `parse-worker.js` beside this bundle, or what LECTERN_PARSE_WORKER names. */
  readonly parseWorker?: URL
  /** How many files are read at a time; by default as suits the machine. */
  readonly workers?: number
  /** Whether articles are opened by a reader, and read from then on; by default they are. */
  readonly isReader?: boolean
  /** How folders are watched, where not by the system. */
  readonly watch?: Pick<WatchOptions, 'subscribe' | 'rescanEvery'>
}

/** Milliseconds of a clock that is never set back. */
export const steadyNow = (): number => performance.now()

/** The open libraries of one process. */
export class LibraryHost {
  readonly notebooks: NotebookRegistry
  readonly #pool: ParsePool
  readonly #mergeWorker = workerScript('merge-worker', process.env)
  readonly #events: HostEvents
  readonly #open = new Map<LibraryId, Promise<OpenLibrary>>()
  /** What is written to the last is read again by who opens it next. */
  readonly #closing = new Map<LibraryId, Promise<void>>()
  /** In the order they were opened. */
  readonly #libraries = new Map<LibraryId, OpenLibrary>()

  constructor(private readonly options: HostOptions) {
    this.#pool = createParsePool({
      script: options.parseWorker ?? workerScript('parse-worker', process.env),
      width: options.workers ?? poolWidth(availableParallelism()),
    })
    this.#events = new HostEvents(options.emit, () => this.libraries().map((library) => library.info()))
    this.notebooks = new NotebookRegistry({
      dataDir: options.dataDir,
      now: Date.now,
      newId: () => randomBytes(12).toString('hex'),
      notify: (notice) => options.emit('notice', notice),
    })
  }

  library(id: LibraryId): OpenLibrary {
    const library = this.#libraries.get(id)
    if (library === undefined) throw new LecternError('not-found', 'This library is not open (any more).')
    return library
  }

  libraries(): readonly OpenLibrary[] {
    return [...this.#libraries.values()]
  }

  /** The library that an article belongs to. Throws `LecternError` 'not-found'. */
  libraryOf(article: ArticleId): OpenLibrary {
    return this.library(libraryOf(article))
  }

  /** Where notebooks that the app keeps, positions and locks lie; absolute. */
  get dataDir(): string {
    return this.options.dataDir
  }

  /** Whether articles are opened by a reader, and read from then on. */
  get isReader(): boolean {
    return this.options.isReader ?? true
  }

  /** Tells the shell. */
  get emit(): Emit {
    return this.options.emit
  }

  /** Tells the shell that articles of a library may be found that were not before. */
  articlesChanged(library: LibraryId): void {
    this.#events.articlesChanged(library, null)
  }

  /** Tells the shell that saved searches changed, or what they find. */
  searchesChanged(): void {
    this.#events.searchesChanged()
  }

  /** Opens a folder, or returns the library that is open there. Throws `LecternError`: 'not-found', 'invalid', 'io'. */
  async open(folder: string, rules: Rules): Promise<OpenLibrary> {
    const real = await realFolder(folder)
    const id = folderKey(real)
    const opening = this.#open.get(id) ?? this.#start(id, real, folder, rules)
    this.#open.set(id, opening)
    try {
      return await opening
    } catch (error) {
      if (this.#open.get(id) === opening) this.#open.delete(id)
      throw error
    }
  }

  async closeLibrary(id: LibraryId): Promise<void> {
    const library = this.library(id)
    this.#libraries.delete(id)
    this.#open.delete(id)
    this.notebooks.removeLibrary(library.folder)
    this.#events.librariesChanged()
    const closing = library.close().finally(() => {
      if (this.#closing.get(id) === closing) this.#closing.delete(id)
    })
    this.#closing.set(id, closing)
    await closing
  }

  /** Resolves when all that was written is on the disk, that of libraries which are being closed too. Rejects with `LecternError` 'io'. */
  async flush(): Promise<void> {
    await Promise.all([...this.#closing.values(), ...this.libraries().map((library) => library.flush())])
  }

  async close(): Promise<void> {
    const opening = await Promise.allSettled([...this.#open.values()])
    const libraries = opening.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    this.#open.clear()
    this.#libraries.clear()
    // First what must not be lost, and the workers only when nobody waits for them any more.
    const outcomes = await Promise.allSettled([
      ...this.#closing.values(),
      ...libraries.map((library) => library.close()),
    ])
    this.#events.close()
    await this.#pool.close()
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  async #start(id: LibraryId, folder: string, location: string, rules: Rules): Promise<OpenLibrary> {
    // Whether it could be written is told to who closed it.
    await this.#closing.get(id)?.catch(() => undefined)
    const opened: { close(): Promise<void> }[] = []
    try {
      return await this.#assemble(id, folder, location, rules, opened)
    } catch (error) {
      await Promise.allSettled(opened.map((part) => part.close()))
      throw error
    }
  }

  /** Opens the parts of a library one after the other, each noted in `opened`, and puts them together. */
  async #assemble(
    id: LibraryId,
    folder: string,
    location: string,
    rules: Rules,
    opened: { close(): Promise<void> }[],
  ): Promise<OpenLibrary> {
    const { dataDir, cacheDir, emit, watch } = this.options
    const notify: LibraryListener['notify'] = (level, message) => emit('notice', { level, message })
    let library: OpenLibrary | null = null
    const notebooks = await openNotebooks(folder, this.notebooks, (change) => library?.annotated(change))
    opened.push(notebooks)
    const index = await openLibraryIndex(join(cacheDir, 'libraries', id), id, this.#mergeWorker)
    opened.push(index)
    const positions = await openPositions({
      folder,
      dataDir,
      now: Date.now,
      notify: (notice) => emit('notice', notice),
    })
    const listener: LibraryListener = {
      changed: () => this.#events.librariesChanged(),
      articlesChanged: (articles) => this.#events.articlesChanged(id, articles),
      searchesChanged: () => this.#events.searchesChanged(),
      notify,
    }
    const { catalog } = index
    const states = new LibraryStates({
      catalog,
      owners: () => notebooks.owners.all,
      isOpen: (path) => this.notebooks.isLibrary(path),
    })
    index.arrivalOf = (file, hash, isFirstScan) => states.arrivalOf(file, hash, isFirstScan)
    const parts = {
      id,
      folder,
      location,
      rules,
      index,
      notebooks,
      states,
      positions,
      pool: this.#pool,
      now: steadyNow,
      clock: Date.now,
      watch,
    }
    library = new OpenLibrary(parts, listener)
    this.notebooks.addLibrary(folder)
    this.#libraries.set(id, library)
    library.start()
    this.#events.librariesChanged()
    return library
  }
}

async function realFolder(folder: string): Promise<string> {
  if (!isAbsolute(folder)) throw new LecternError('invalid', `“${folder}” is not the full path of a folder.`)
  try {
    const real = await realpath(folder)
    if (!(await stat(real)).isDirectory()) throw new LecternError('invalid', `${folder} is a file, not a folder.`)
    return real
  } catch (error) {
    if (error instanceof LecternError) throw error
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
      throw new LecternError('not-found', `There is no folder ${folder} (any more).`)
    throw ioError('read', folder, error)
  }
}
