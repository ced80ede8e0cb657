/** Keeps catalog and index in step with the folder: wholly when that is asked for, in part where something changed. */
import { stat } from 'node:fs/promises'
import type { ArticleId } from '#shared/article'
import { LecternError, toFailure } from '#shared/result'
import { bringUp, type Counts } from './index/bring-up'
import type { IndexKeeper } from './index/index-keeper'
import type { LibraryIndex } from './index/library-index'
import type { RefreshReport } from './library'
import type { ParsePool } from './parse/parse-pool'
import { advance, atRest, begin, type Progress } from './progress'
import { type Survey, surveyChanges } from './scan/changes'
import { FolderWatch } from './scan/folder-watch'
import { compileRules, type Rules } from './scan/ignore-rules'
import { PassedOverFiles } from './scan/passed-over'
import { scan } from './scan/scan'
import type { WatchOptions } from './scan/watch'

/** What is refreshed, and with what. */
export interface RefreshedParts {
  /** The library's real folder, absolute. */
  readonly folder: string
  readonly rules: Rules
  readonly index: LibraryIndex
  readonly pool: ParsePool
  /** Milliseconds of a clock that is never set back. */
  readonly now: () => number
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** How the folder is watched, where not by the system. */
  readonly watch?: Pick<WatchOptions, 'subscribe' | 'rescanEvery'> | undefined
}

interface RefresherOptions extends RefreshedParts {
  readonly keeper: IndexKeeper
  /** Aborted when the library is closed. */
  readonly closing: AbortSignal
  /** Whether a folder in the library ('' for itself) is known to have a notebook. */
  readonly hasNotebook: (part: string) => boolean
  /** Resolves when the many records are on the disk that are being written just now; null where none are. */
  readonly writing: () => Promise<unknown> | null
}

/** Whom a refresher tells. */
interface RefresherListener {
  /** Progress, problem, rules or numbers changed. */
  changed(): void
  articlesChanged(articles: readonly ArticleId[]): void
  /** The folders below that have notebooks, before the articles there are taken in. */
  nested(folders: readonly string[]): Promise<void>
  /** Articles, or notebooks, are others now: what the reader wrote is to be fitted to them. */
  settled(): Promise<void>
  warn(message: string): void
}

export class Refresher {
  readonly passedOver = new PassedOverFiles()
  #rules: Rules
  #progress: Progress
  #problem: string | null = null
  #abort = new AbortController()
  #full: Promise<RefreshReport> | null = null
  /** Whole and partial refreshes run one after another. */
  #work: Promise<unknown> = Promise.resolve()
  readonly #changedPaths = new Set<string>()
  readonly #watch: FolderWatch

  constructor(
    private readonly options: RefresherOptions,
    private readonly listener: RefresherListener,
  ) {
    this.#rules = options.rules
    this.#progress = begin('scanning', null, options.now())
    for (const refused of options.index.catalog.refused()) this.passedOver.skip(refused)
    this.#watch = new FolderWatch(
      {
        root: options.folder,
        ...options.watch,
        onChange: (paths) => this.note(paths),
        onFallback: (message) => listener.warn(message),
      },
      () => this.#refreshUnasked(),
    )
  }

  get rules(): Rules {
    return this.#rules
  }

  get progress(): Progress {
    return this.#progress
  }

  /** Why the folder could not be read, in the reader's words; null where it could. */
  get problem(): string | null {
    return this.#problem
  }

  /** Watches the folder, and refreshes for the first time; errors are shown in `problem`. */
  start(): void {
    this.#watch.start()
    this.#refreshUnasked()
  }

  /** As `Library.refresh`. */
  refresh(): Promise<RefreshReport> {
    if (this.#full !== null) return this.#full
    const abort = new AbortController()
    this.#abort = abort
    const signal = AbortSignal.any([abort.signal, this.options.closing])
    const full = this.#enqueue(() => this.#refreshAll(signal)).finally(() => {
      if (this.#full === full) this.#full = null
    })
    this.#full = full
    return full
  }

  cancel(): void {
    this.#abort.abort()
  }

  /** Replaces the rules and scans again with them. */
  setRules(rules: Rules): void {
    this.#rules = rules
    this.#abort.abort()
    this.#full = null
    this.#refreshUnasked()
    this.listener.changed()
  }

  /** Looks soon at paths where something changed; null: anything may have. */
  note(paths: readonly string[] | null): void {
    if (this.options.closing.aborted) return
    if (paths === null) {
      // A scan that is under way may have passed the place already.
      if (this.#full === null) this.#refreshUnasked()
      else void this.#full.catch(() => undefined).then(() => this.#refreshUnasked())
      return
    }
    const isWaiting = this.#changedPaths.size > 0
    for (const path of paths) this.#changedPaths.add(path)
    if (!isWaiting && paths.length > 0) void this.#enqueue(() => this.#update()).catch(() => undefined)
  }

  /** Resolves when nothing is under way any more; `closing` has been aborted. */
  async close(): Promise<void> {
    await this.#watch.close()
    await this.#work
  }

  /** Nobody waits for it; what went wrong is shown in `problem`. */
  #refreshUnasked(): void {
    this.refresh().catch(() => undefined)
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(() => {
      if (this.options.closing.aborted) throw new LecternError('cancelled', 'The library was closed.')
      return work()
    })
    this.#work = next.catch(() => undefined)
    return next
  }

  async #refreshAll(signal: AbortSignal): Promise<RefreshReport> {
    const { folder, index, keeper, now } = this.options
    const start = now()
    this.#problem = null
    this.#proceed(begin('scanning', null, start))
    try {
      if (await isFolder(folder)) await this.#watch.there()
      const found = await scan({
        root: folder,
        rules: compileRules(this.#rules),
        signal,
        onProgress: (seen) => this.#proceed(advance(this.#progress, seen)),
      })
      await this.listener.nested(found.nested)
      const counts = await this.#bring({ scopes: [''], ...found }, signal, true)
      index.scanned()
      await this.listener.settled()
      await keeper.settle()
      this.#proceed(atRest)
      const [skipped, ignored] = [this.passedOver.list('skipped'), this.passedOver.count('ignored')]
      return { articles: index.catalog.size, ...counts, ignored, skipped, tookMs: now() - start }
    } catch (error) {
      const cancelled = error instanceof LecternError && error.code === 'cancelled'
      if (!cancelled) {
        this.#problem = toFailure(error).message
        this.#watch.gone()
      }
      await keeper.commit()
      this.#proceed({ ...this.#progress, phase: cancelled ? 'cancelled' : 'failed' })
      throw error
    }
  }

  /** Takes in the places that changed since the last look. */
  async #update(): Promise<void> {
    const { folder, closing, hasNotebook, keeper } = this.options
    const paths = [...this.#changedPaths]
    this.#changedPaths.clear()
    const changes = await surveyChanges(paths, { root: folder, rules: compileRules(this.#rules), signal: closing })
    const isNewNotebook = changes.is === 'survey' && !changes.notebooks.every(hasNotebook)
    // Where the folder itself is gone, nothing is to be forgotten: it may come back.
    const isThere = changes.is === 'everything' || (await isFolder(folder))
    if (changes.is === 'everything' || isNewNotebook || !isThere) return this.#refreshUnasked()
    const counts = await this.#bring(changes.survey, closing, false)
    const isChanged = counts.added + counts.changed + counts.removed > 0
    const writing = this.options.writing()
    if (!isChanged && writing !== null && changes.notebooks.length > 0) {
      // Each look asks for every record: one when all are written does for all of them.
      void writing.then(() => this.note(paths))
      return
    }
    if (isChanged || changes.notebooks.length > 0) await this.listener.settled()
    if (isChanged) keeper.soon()
    this.listener.changed()
  }

  #bring(survey: Survey, signal: AbortSignal, isShown: boolean): Promise<Counts> {
    const { folder, index, keeper, pool, clock, now } = this.options
    return bringUp(survey, {
      ...{ root: folder, index, passedOver: this.passedOver, pool, signal, clock },
      onTotal: (files) => isShown && this.#proceed(begin('indexing', files, now())),
      onBatch: (done, articles) => {
        if (articles.length > 0) this.listener.articlesChanged(articles)
        if (isShown) this.#proceed(advance(this.#progress, done))
        keeper.nowAndThen()
      },
    })
  }

  #proceed(progress: Progress): void {
    this.#progress = progress
    this.listener.changed()
  }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
