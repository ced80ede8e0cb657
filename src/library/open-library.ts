/** One open library: its articles, what the reader wrote on them, and word of every change in either. */
import { basename } from 'node:path'
import type { Article, ArticleId, LibraryId } from '#shared/article'
import type { LibraryInfo, NotebookPlace, PassedOver } from '#shared/library'
import { LecternError } from '#shared/result'
import { LibraryHighlights } from './anchoring/library-highlights'
import { corrected } from './corrected'
import { type CatalogRow, libraryOf } from './index/catalog'
import { IndexKeeper } from './index/index-keeper'
import type { LibraryIndex } from './index/library-index'
import type { Library, RefreshReport } from './library'
import { AnnotationLog } from './notebook/annotation-log'
import type { NotebookChange } from './notebook/notebook-registry'
import type { Notebooks } from './notebook/notebooks'
import type { ArticleRef } from './notebook/types'
import { correctionsOf, openedArticle, type ReadFile } from './opened-article'
import type { Positions } from './positions'
import { timeLeft } from './progress'
import { type RefreshedParts, Refresher } from './refresher'
import type { Rules } from './scan/ignore-rules'
import type { LibraryStates } from './states/library-states'

/** The parts a library is put together from. */
interface LibraryParts extends RefreshedParts {
  readonly id: LibraryId
  /** The folder as the reader named it. */
  readonly location: string
  readonly notebooks: Notebooks
  readonly states: LibraryStates
  readonly positions: Positions
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

export class OpenLibrary implements Library {
  readonly id: LibraryId
  readonly folder: string
  readonly index: LibraryIndex
  readonly notebook: Notebooks
  readonly states: LibraryStates
  readonly positions: Positions
  readonly highlights: LibraryHighlights
  readonly #refresher: Refresher
  #writing: Promise<unknown> | null = null
  readonly #keeper: IndexKeeper
  readonly #closing = new AbortController()
  readonly #annotations = new AnnotationLog()
  #stated = 0
  /** Milliseconds since the epoch. */
  readonly #opened: number

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
    this.index.correctBy((row) => corrected(row, correctionsOf(parts.notebooks, row.path)))
    this.index.recorrect(this.notebook.annotatedPaths())
    this.#keeper = new IndexKeeper(parts.index, parts.now, this.#closing.signal, (reason) => this.#warnUnkept(reason))
    this.#refresher = new Refresher(
      {
        ...parts,
        keeper: this.#keeper,
        closing: this.#closing.signal,
        hasNotebook: (part) => part === '' || parts.notebooks.owners.nested.includes(part),
        writing: () => this.#writing,
      },
      {
        changed: () => listener.changed(),
        articlesChanged: (articles) => listener.articlesChanged(articles),
        nested: (folders) => this.#setNested(folders),
        settled: () => this.#reconcile(),
        warn: (message) => listener.notify('warning', message),
      },
    )
    this.index.onDamage = (path) => this.#refresher.note([path])
  }

  /** Does work that writes many records; while it does, the notebook's files are not looked at for each of them. */
  undisturbed<T>(work: () => Promise<T>): Promise<T> {
    const result = work()
    const writing = Promise.allSettled([this.#writing, result])
    this.#writing = writing
    void writing.then(() => {
      if (this.#writing === writing) this.#writing = null
    })
    return result
  }

  /** Starts to watch the folder and to bring the library up to date; errors are shown in `info`. */
  start(): void {
    this.#refresher.start()
  }

  info(): LibraryInfo {
    const { passedOver, problem, progress, rules } = this.#refresher
    return {
      id: this.id,
      name: basename(this.folder) || this.folder,
      location: this.parts.location,
      phase: progress.phase,
      articles: this.index.catalog.size,
      done: progress.done,
      total: progress.total,
      timeLeft: timeLeft(progress, this.parts.now()),
      skipped: passedOver.count('skipped'),
      ignored: passedOver.count('ignored'),
      notebookPlace: this.notebook.place,
      readOnly: this.notebook.readOnly,
      include: rules.include,
      exclude: rules.exclude,
      problem: problem ?? this.notebook.problem,
    }
  }

  refresh(): Promise<RefreshReport> {
    return this.#refresher.refresh()
  }

  cancel(): void {
    this.#refresher.cancel()
  }

  /** Replaces the rules and scans again with them. */
  setRules(rules: Rules): void {
    this.#refresher.setRules(rules)
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
    if (reading.is !== 'whole' || reading.hash !== row.hash) this.#refresher.note([path])
    if (reading.is === 'refused') throw new LecternError('invalid', `“${path}” cannot be shown. ${reading.reason}`)
    if (reading.is !== 'whole') throw notThere()
    return { row, hash: reading.hash, parsed: reading.article }
  }

  async read(article: ArticleId): Promise<Article> {
    return openedArticle(await this.parse(article), this)
  }

  passedOver(kind: PassedOver['kind']): readonly PassedOver[] {
    return this.#refresher.passedOver.list(kind)
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
    this.#closing.abort()
    await this.#refresher.close()
    await this.#keeper.commit()
    // Each of them is closed, whatever the others say.
    const outcomes = await Promise.allSettled([this.notebook.close(), this.positions.close(), this.index.close()])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** Articles below a folder that has a notebook are owned by that one. */
  async #setNested(folders: readonly string[]): Promise<void> {
    if (!(await this.notebook.owners.setNested(folders))) return
    this.index.recorrect(Array.from(this.index.catalog.rows(), ({ path }) => path))
    this.#annotations.add(null)
    this.#stated += 1
  }

  #isNew(path: string): boolean {
    return (this.index.catalog.at(path)?.added ?? 0) >= this.#opened
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
}

const notThere = (): LecternError =>
  new LecternError(
    'not-found',
    'This article is not in the library (any more). It may have been moved, renamed or deleted.',
  )
