/** The notebook of one library: tags and notes, in open files. */
import { formatRecord } from '#core/notebook/format'
import type { LibraryEdit, LibraryFile } from '#core/notebook/library-file'
import type { LibraryFiles } from '#core/notebook/reconcile'
import type { ArticleRecord } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import type { NotebookPlace, TagCount } from '#shared/library'
import { LecternError } from '#shared/result'
import { oneAtATime } from '../concurrency'
import { nodeFileSystem } from '../disk/file-system'
import { withLock } from '../disk/lock'
import { ArticleEditor } from './article-editor'
import type { Entry } from './entry'
import { Intake } from './intake'
import { LibraryEditor } from './library-editor'
import { LibraryShelf } from './library-shelf'
import { moveNotebook } from './move'
import { NotebookWriter, type Saved } from './notebook-writer'
import { closedMessage, conflictNotice, newerMessage, placeMessage, savedNotice, unsavedNotice } from './notices'
import { annotatedPathsOf, orphansOf } from './overview'
import { findPlaces, type NotebookPlaces } from './place'
import { PlaceChoice } from './place-choice'
import { Reconciler } from './reconciler'
import { RecordBook } from './record-book'
import { RecordFiles } from './record-files'
import { Saver } from './saver'
import { countTags } from './tag-counts'
import {
  type Annotation,
  type ArticleEdits,
  type ArticleRef,
  type Bond,
  type EditFailures,
  type KeptRecord,
  type Notebook,
  type NotebookOptions,
  type Notice,
  noStates,
  type Orphan,
  type ReadingStates,
  type Reconciliation,
  type Saving,
  type SearchToKeep,
} from './types'
import { type KeptVersion, versionsOf } from './versions'

/** Soon at first (a passing fault), then once a minute (a full disk that somebody has to clear). */
const retryDelays = [1_000, 2_000, 5_000, 15_000, 60_000]

const nothing = { tags: [], note: '', highlights: [], corrections: {} } as const

/**
 * Opens the notebook of a library and reads what is there; writes nothing, makes no folder. Files that cannot be read are told
 * of and left alone. Throws `LecternError` 'io' where the library's folder cannot be reached.
 */
export async function openNotebook(options: NotebookOptions): Promise<Notebook> {
  const places = await findPlaces(options.folder, options.dataDir)
  const notebook = new OpenNotebook(options, places)
  await notebook.load()
  return notebook
}

class OpenNotebook implements Notebook {
  private readonly book: RecordBook
  private readonly shelf: LibraryShelf
  private readonly intakes: Readonly<Record<NotebookPlace, Intake>>
  private readonly choice: PlaceChoice
  private readonly states: ReadingStates
  private readonly saver: Saver<Saved>
  private readonly articles: ArticleEditor
  private readonly library: LibraryEditor
  private readonly reconciler: Reconciler
  private readonly serially = oneAtATime()
  private closed = false

  constructor(
    private readonly options: NotebookOptions,
    private readonly places: NotebookPlaces,
  ) {
    const { newId, now, fileSystem = nodeFileSystem } = options
    // One name for all that this opening of the notebook writes.
    const replica = newId()
    const warn = (message: string): void => this.tell('warning', message)
    this.book = new RecordBook(replica, (entry) => warn(conflictNotice(entry.base.article.title)))
    this.shelf = new LibraryShelf(replica, warn)
    const intake = (root: string): Intake => new Intake(new RecordFiles(root, fileSystem), this.book, warn)
    this.intakes = { beside: intake(places.roots.beside), app: intake(places.roots.app) }
    this.choice = new PlaceChoice(places, options.defaultPlace)
    this.states = options.states ?? noStates
    const { book, shelf, intakes, choice } = this
    const writer = new NotebookWriter({ choice, intakes, book, shelf, replica, now, newId, warn })
    this.saver = new Saver({
      save: (items) => this.serially(() => writer.save(items)),
      retryDelays: options.retryDelays ?? retryDelays,
      onState: (problem) => (problem ? this.tell('error', unsavedNotice(problem)) : this.tell('info', savedNotice)),
    })
    const { assertOpen, assertPlace, newerOf } = this
    this.articles = new ArticleEditor({ folder: places.folder, book, replica, newId, assertPlace, newerOf })
    const save = (items: readonly Saved[]): Promise<void> => this.saver.save(items)
    this.library = new LibraryEditor({ shelf, newId, assertOpen, assertPlace, save: () => save([shelf]) })
    this.reconciler = new Reconciler({ book, shelf, intakes, choice, isClosed: () => this.closed, save })
  }

  get readOnly(): boolean {
    return this.choice.readOnly
  }

  get place(): NotebookPlace | null {
    return this.choice.place
  }

  get problem(): string | null {
    return this.saver.problem?.message ?? (this.shelf.newer === null ? null : newerMessage(this.shelf.newer))
  }

  async load(): Promise<void> {
    if ((await this.intakes.beside.files.link()) !== null) this.choice.readOnly = true
    await this.reconciler.refresh()
    if (this.shelf.newer !== null) this.tell('warning', newerMessage(this.shelf.newer))
  }

  choosePlace(place: NotebookPlace): void {
    this.choice.choose(place)
  }

  async move(place: NotebookPlace): Promise<void> {
    await this.saver.flush()
    const { fileSystem = nodeFileSystem, now } = this.options
    const { lock, statesLock } = this.places
    const move = (): Promise<void> => moveNotebook(this.choice, place, { fileSystem, now: now() })
    await this.serially(async () => {
      try {
        await withLock(lock, () => withLock(statesLock, move))
      } finally {
        // What was read from the new place first, so that nothing seems to be gone.
        await this.reconciler.refresh(place)
      }
    })
  }

  setDefaultPlace(place: NotebookPlace | null): void {
    this.choice.defaultPlace = place
  }

  reconcile(files: LibraryFiles): Promise<Reconciliation> {
    return this.serially(() => this.reconciler.reconcile(files))
  }

  annotation(path: string): Annotation {
    const { tags, note, highlights, corrections } = this.book.at(path)?.annotation ?? nothing
    const { triage, unread } = this.states.of(path)
    return { tags, note, highlights, corrections, triage, unread }
  }

  record(path: string): ArticleRecord | null {
    return this.book.at(path)?.shown ?? null
  }

  keeps(record: string): boolean {
    return this.book.withId(record) !== undefined
  }

  records(): readonly KeptRecord[] {
    return Array.from(this.book.entries, ({ path, shown }) => ({ path, record: shown }))
  }

  libraryFile(): LibraryFile {
    return this.shelf.shown
  }

  change(changes: readonly ArticleEdits[], bond: Bond = 'together'): Saving {
    try {
      this.assertOpen()
      const { edited, touched, refused } = this.articles.make(changes, bond)
      return { edited, failures: this.save(touched, refused) }
    } catch (error) {
      return { edited: [], failures: Promise.reject(error) }
    }
  }

  async edit(changes: readonly ArticleEdits[]): Promise<void> {
    for (const failure of (await this.change(changes).failures).values()) throw failure
  }

  async versions(path: string): Promise<readonly KeptVersion[]> {
    const entry = this.book.at(path)
    const { beside, app } = this.intakes
    return entry === undefined ? [] : versionsOf([beside.files, app.files], entry.base.id)
  }

  async keepVersion(path: string): Promise<void> {
    const entry = this.book.at(path)
    if (entry === undefined) return
    this.assertPlace()
    await this.saver.flush()
    const { files } = this.intakes[this.place ?? 'app']
    const { id } = entry.base
    await withLock(this.places.lock, () => files.keep(id, formatRecord(entry.base), this.options.now()))
  }

  tagCounts(): readonly TagCount[] {
    return countTags(this.book.entries, this.shelf.shown)
  }

  annotatedPaths(): readonly string[] {
    return annotatedPathsOf(this.book)
  }

  orphans(): readonly Orphan[] {
    return orphansOf(this.book)
  }

  searches(): readonly KeptSearch[] {
    return this.shelf.searches
  }

  saveSearch(search: SearchToKeep): Promise<KeptSearch> {
    return this.library.saveSearch(search)
  }

  renameSearch(id: string, name: string): Promise<void> {
    return this.library.renameSearch(id, name)
  }

  removeSearch(id: string): Promise<void> {
    return this.library.removeSearch(id)
  }

  editLibrary(edits: readonly LibraryEdit[]): Promise<void> {
    return this.library.edit(edits)
  }

  flush(): Promise<void> {
    return this.saver.flush()
  }

  async close(): Promise<void> {
    this.closed = true
    try {
      await this.saver.flush()
    } finally {
      this.saver.stop()
    }
  }

  private async save(touched: ReadonlyMap<Entry, string>, refused: EditFailures): Promise<EditFailures> {
    const failures = new Map(refused)
    const tried = await this.saver.try([...touched.keys()])
    for (const [entry, path] of touched) {
      const failure = tried.get(entry)
      if (failure) failures.set(path, failure)
    }
    return failures
  }

  private readonly assertOpen = (): void => {
    if (this.closed) throw new LecternError('unavailable', closedMessage)
  }

  private readonly assertPlace = (): void => {
    if (this.place === null) throw new LecternError('place-needed', placeMessage)
  }

  /** The file of a newer Lectern that keeps the library, or this article's record. */
  private readonly newerOf = (article: ArticleRef): string | null => {
    const isNewer = Object.values(this.intakes).some((intake) => intake.hasNewer(article))
    return this.shelf.newer ?? (isNewer ? article.path : null)
  }

  private tell(level: Notice['level'], message: string): void {
    this.options.notify({ level, message })
  }
}
