/** One open library: finds out what changed in its folder, keeps catalog and index up to date, and tells. */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Article, ArticleId, LibraryId } from '#shared/article'
import type { LibraryInfo, NotebookPlace, PassedOver } from '#shared/library'
import { LecternError, toFailure } from '#shared/result'
import { LibraryHighlights } from './anchoring/library-highlights'
import { corrected } from './corrected'
import { bringUp, type Counts } from './index/bring-up'
import { type CatalogRow, libraryOf } from './index/catalog'
import { IndexKeeper } from './index/index-keeper'
import type { LibraryIndex } from './index/library-index'
import type { Library, RefreshReport } from './library'
import { AnnotationLog } from './notebook/annotation-log'
import type { ArticleRef } from './notebook/notebook'
import type { NotebookChange } from './notebook/notebook-registry'
import type { Notebooks } from './notebook/notebooks'
import { correctionsOf, openedArticle, type ReadFile } from './opened-article'
import type { ParsePool } from './parse/parse-pool'
import type { Positions } from './positions'
import { advance, atRest, begin, type Progress, timeLeft } from './progress'
import { type Survey, surveyChanges } from './scan/changes'
import { compileRules, type Rules } from './scan/ignore-rules'
import { PassedOverFiles } from './scan/passed-over'
import { scan } from './scan/scan'
import { type Watch, type WatchOptions, watchFolder } from './scan/watch'
import type { LibraryStates } from './states/library-states'

/** The parts a library is put together from. */
interface LibraryParts {
  readonly id: LibraryId
  /** The real, absolute path. */
  readonly folder: string
  /** The folder as the reader named it. */
  readonly location: string
  readonly rules: Rules
  readonly index: LibraryIndex
  readonly notebooks: Notebooks
  readonly states: LibraryStates
  readonly positions: Positions
  readonly pool: ParsePool
  /** Milliseconds of a clock that is never set back. */
  readonly now: () => number
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly watch?: Pick<WatchOptions, 'subscribe' | 'rescanEvery'>
}

/** Whom a library tells. */
export interface LibraryListener {
  /** Its info changed. */
  changed(): void
  /** These articles changed; null: many, or nobody knows which. */
  articlesChanged(articles: readonly ArticleId[] | null): void
  /** The searches kept with it changed. */
  searchesChanged(): void
  notify(level: 'info' | 'warning' | 'error', message: string): void
}

/** Of more articles than this, nobody is told which ones were sorted or read. */
const toldByName = 200
/** Milliseconds until a folder that could not be read is tried again. */
const retryAfter = 30_000

export class OpenLibrary implements Library {
  readonly id: LibraryId
  readonly folder: string
  readonly index: LibraryIndex
  readonly notebook: Notebooks
  readonly states: LibraryStates
  readonly positions: Positions
  readonly highlights: LibraryHighlights
  #rules: Rules
  #progress: Progress
  #problem: string | null = null
  readonly #passedOver = new PassedOverFiles()
  readonly #keeper: IndexKeeper
  #abort = new AbortController()
  readonly #closing = new AbortController()
  #full: Promise<RefreshReport> | null = null
  /** Whole and partial refreshes run one after another. */
  #work: Promise<unknown> = Promise.resolve()
  #changedPaths = new Set<string>()
  #watch: Promise<Watch> | null = null
  readonly #annotations = new AnnotationLog()
  #stated = 0
  #hasFailed = false
  /** Milliseconds since the epoch. */
  readonly #opened: number
  #retry: NodeJS.Timeout | null = null

  constructor(
    private readonly parts: LibraryParts,
    private readonly listener: LibraryListener,
  ) {
    this.id = parts.id
    this.folder = parts.folder
    this.index = parts.index
    this.notebook = parts.notebooks
    this.states = parts.states
    this.positions = parts.positions
    this.highlights = new LibraryHighlights(parts.index, parts.notebooks, this.#closing.signal, (articles) =>
      listener.articlesChanged(articles),
    )
    this.#opened = parts.clock()
    this.#rules = parts.rules
    this.#progress = begin('scanning', null, parts.now())
    for (const refused of parts.index.catalog.refused()) this.#passedOver.skip(refused)
    this.index.correctBy((row) => corrected(row, correctionsOf(parts.notebooks, row.path)))
    this.index.recorrect(this.notebook.annotatedPaths())
    this.index.onDamage = (path) => this.#onChange([path])
    this.#keeper = new IndexKeeper(parts.index, parts.now, this.#closing.signal, (reason) => this.#warnUnkept(reason))
  }

  /** Starts to watch the folder and to bring the library up to date; errors are shown in `info`. */
  start(): void {
    this.#startWatch()
    void this.refresh().catch(() => undefined)
  }

  info(): LibraryInfo {
    const progress = this.#progress
    return {
      id: this.id,
      name: basename(this.folder) || this.folder,
      location: this.parts.location,
      phase: progress.phase,
      articles: this.index.catalog.size,
      done: progress.done,
      total: progress.total,
      timeLeft: timeLeft(progress, this.parts.now()),
      skipped: this.#passedOver.count('skipped'),
      ignored: this.#passedOver.count('ignored'),
      notebookPlace: this.notebook.place,
      readOnly: this.notebook.readOnly,
      include: this.#rules.include,
      exclude: this.#rules.exclude,
      problem: this.#problem ?? this.notebook.problem,
    }
  }

  refresh(): Promise<RefreshReport> {
    if (this.#full !== null) return this.#full
    const abort = new AbortController()
    this.#abort = abort
    const full = this.#enqueue(() => this.#refreshAll(AbortSignal.any([abort.signal, this.#closing.signal]))).finally(
      () => {
        if (this.#full === full) this.#full = null
      },
    )
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
    void this.refresh().catch(() => undefined)
    this.listener.changed()
  }

  articleAt(path: string): ArticleId | null {
    return this.index.catalog.at(path)?.id ?? null
  }

  articles(): Iterable<ArticleRef> {
    return this.index.catalog.rows()
  }

  /** The row of an article. Throws `LecternError` 'not-found'. */
  row(article: ArticleId): CatalogRow {
    const row = libraryOf(article) === this.id ? this.index.catalog.byId(article) : undefined
    if (row === undefined) throw notThere()
    return row
  }

  /** An article as its file is at this moment. Throws `LecternError`: 'not-found', 'invalid' where it cannot be shown. */
  async parse(article: ArticleId): Promise<ReadFile> {
    const row = this.row(article)
    const { path } = row
    const reading = await this.parts.pool.open(this.folder, path)
    // The list may be behind the disk; then it catches up now.
    if (reading.is !== 'whole' || reading.hash !== row.hash) this.#onChange([path])
    if (reading.is === 'refused') throw new LecternError('invalid', `“${path}” cannot be shown. ${reading.reason}`)
    if (reading.is !== 'whole') throw notThere()
    return { row, hash: reading.hash, parsed: reading.article }
  }

  async read(article: ArticleId): Promise<Article> {
    return openedArticle(await this.parse(article), this)
  }

  passedOver(kind: PassedOver['kind']): readonly PassedOver[] {
    return this.#passedOver.list(kind)
  }

  /** Aborted when it is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  /** How often articles were sorted otherwise, or read. */
  get stated(): number {
    return this.#stated
  }

  /** How often tags, notes or highlights changed. */
  get annotations(): number {
    return this.#annotations.revision
  }

  /** The paths whose tags, notes or highlights changed since `annotations` was `revision`; null: nobody knows which. */
  annotatedSince(revision: number): ReadonlySet<string> | null {
    return this.#annotations.since(revision)
  }

  /** Tells the library what changed in its notebook. */
  annotated({ paths, searches, states = [] }: NotebookChange): void {
    if (states.length > 0) {
      this.#stated += 1
      const isMany = states.length > toldByName
      this.listener.articlesChanged(isMany ? null : states.flatMap((path) => this.articleAt(path) ?? []))
    }
    if (paths.length > 0) {
      this.index.recorrect(paths)
      this.#annotations.add(paths)
      this.highlights.look(paths)
      this.listener.articlesChanged(paths.flatMap((path) => this.articleAt(path) ?? []))
    }
    if (searches) this.listener.searchesChanged()
    this.listener.changed()
  }

  choosePlace(place: NotebookPlace): void {
    this.notebook.choosePlace(place)
    this.listener.changed()
  }

  /** Moves the notebook, and fits what is in it to the articles again. Rejects as `Notebook.move`. */
  async moveNotebook(place: NotebookPlace): Promise<void> {
    try {
      await this.notebook.move(place)
    } finally {
      await this.#reconcile()
      this.listener.changed()
    }
  }

  async flush(): Promise<void> {
    await this.notebook.flush()
    await this.positions.flush()
  }

  async close(): Promise<void> {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#closing.abort()
    await (await this.#watch)?.close()
    await this.#work
    await this.#keeper.commit()
    // Each of them is closed, whatever the others say.
    const outcomes = await Promise.allSettled([this.notebook.close(), this.positions.close(), this.index.close()])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  #startWatch(): void {
    this.#watch = watchFolder({
      root: this.folder,
      ...this.parts.watch,
      onChange: (paths) => this.#onChange(paths),
      onFallback: (message) => this.listener.notify('warning', message),
    })
  }

  /** A folder that was gone is another folder now to whoever watched it; until then it is looked for now and then. */
  async #recover(hasFailed: boolean): Promise<void> {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
    if (hasFailed) {
      this.#retry = setTimeout(() => void this.refresh().catch(() => undefined), retryAfter)
      this.#retry.unref()
    } else if (this.#hasFailed && !this.#closing.signal.aborted) {
      await (await this.#watch)?.close()
      this.#startWatch()
    }
    this.#hasFailed = hasFailed
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(() => {
      if (this.#closing.signal.aborted) throw new LecternError('cancelled', 'The library was closed.')
      return work()
    })
    this.#work = next.catch(() => undefined)
    return next
  }

  async #refreshAll(signal: AbortSignal): Promise<RefreshReport> {
    const start = this.parts.now()
    this.#problem = null
    this.#proceed(begin('scanning', null, start))
    try {
      const found = await scan({
        root: this.folder,
        rules: compileRules(this.#rules),
        signal,
        onProgress: (seen) => this.#proceed(advance(this.#progress, seen)),
      })
      if (await this.notebook.setNested(found.nested)) {
        this.index.recorrect(Array.from(this.index.catalog.rows(), ({ path }) => path))
        this.#annotations.add(null)
        this.#stated += 1
      }
      const counts = await this.#bring({ scopes: [''], ...found }, signal, true)
      this.index.scanned()
      await this.#reconcile()
      await this.#keeper.settle()
      await this.#recover(false)
      this.#proceed(atRest)
      const [skipped, ignored] = [this.passedOver('skipped'), this.#passedOver.count('ignored')]
      return { articles: this.index.catalog.size, ...counts, ignored, skipped, tookMs: this.parts.now() - start }
    } catch (error) {
      const cancelled = error instanceof LecternError && error.code === 'cancelled'
      if (!cancelled) {
        this.#problem = toFailure(error).message
        await this.#recover(true)
      }
      await this.#keeper.commit()
      this.#proceed({ ...this.#progress, phase: cancelled ? 'cancelled' : 'failed' })
      throw error
    }
  }

  #bring(survey: Survey, signal: AbortSignal, isShown: boolean): Promise<Counts> {
    return bringUp(survey, {
      root: this.folder,
      index: this.index,
      passedOver: this.#passedOver,
      pool: this.parts.pool,
      signal,
      clock: this.parts.clock,
      onTotal: (files) => isShown && this.#proceed(begin('indexing', files, this.parts.now())),
      onBatch: (done, articles) => {
        if (articles.length > 0) this.listener.articlesChanged(articles)
        if (isShown) this.#proceed(advance(this.#progress, done))
        this.#keeper.nowAndThen()
      },
    })
  }

  #onChange(paths: readonly string[] | null): void {
    if (this.#closing.signal.aborted) return
    if (paths === null) {
      const refresh = (): void => void this.refresh().catch(() => undefined)
      // A scan that is under way may have passed the place already.
      if (this.#full === null) refresh()
      else void this.#full.catch(() => undefined).then(refresh)
      return
    }
    const isWaiting = this.#changedPaths.size > 0
    for (const path of paths) this.#changedPaths.add(path)
    if (!isWaiting && paths.length > 0) void this.#enqueue(() => this.#update()).catch(() => undefined)
  }

  /** Takes in the places that changed since the last look. */
  async #update(): Promise<void> {
    const paths = [...this.#changedPaths]
    this.#changedPaths.clear()
    const { signal } = this.#closing
    const changes = await surveyChanges(paths, { root: this.folder, rules: compileRules(this.#rules), signal })
    const isNewNotebook = changes.is === 'survey' && changes.notebooks.some((part) => !this.#ownsNotebook(part))
    // Where the folder itself is gone, nothing is to be forgotten: it may come back.
    const isThere = changes.is === 'everything' || (await isFolder(this.folder))
    if (changes.is === 'everything' || isNewNotebook || !isThere) {
      void this.refresh().catch(() => undefined)
      return
    }
    const counts = await this.#bring(changes.survey, signal, false)
    const isChanged = counts.added + counts.changed + counts.removed > 0
    if (isChanged || changes.notebooks.length > 0) await this.#reconcile()
    if (isChanged) this.#keeper.soon()
    this.listener.changed()
  }

  #isNew(path: string): boolean {
    return (this.index.catalog.at(path)?.added ?? 0) >= this.#opened
  }

  #ownsNotebook(part: string): boolean {
    return part === '' || this.notebook.nested.includes(part)
  }

  async #reconcile(): Promise<void> {
    const { catalog, hasBeenScanned } = this.index
    const moves = await this.notebook.reconcile(catalog.rows(), (path) => this.#isNew(path))
    this.highlights.look(null)
    // Before the whole folder was looked through, nobody knows what is gone, and what is new.
    if (hasBeenScanned) await this.states.reconcile(catalog.rows(), [...moves, ...this.index.takeMoves()])
  }

  #warnUnkept(reason: string): void {
    this.listener.notify(
      'warning',
      `The index of “${this.info().name}” could not be kept: ${reason} ` +
        'Reading and searching go on; the next start takes longer.',
    )
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

const notThere = (): LecternError =>
  new LecternError(
    'not-found',
    'This article is not in the library (any more). It may have been moved, renamed or deleted.',
  )
