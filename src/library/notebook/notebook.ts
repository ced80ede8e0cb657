/** The notebook of one library: tags and notes, in open files. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { noteText } from '#core/notebook/note'
import type { LibraryFiles } from '#core/notebook/reconcile'
import { type Edit, isAnnotated, tagsOf } from '#core/notebook/record'
import { compareTags, normaliseTag } from '#core/notebook/tags'
import type { NotebookPlace, TagCount } from '#shared/library'
import { LecternError } from '#shared/result'
import { oneAtATime } from '../concurrency'
import { nodeFileSystem } from '../files'
import { withLock } from '../lock'
import type { Entry } from './entry'
import { Intake } from './intake'
import { asideNotice, conflictNotice, newerMessage, readOnlyNotice, savedNotice, unsavedNotice } from './notices'
import { assertInPlace, findPlaces, isRefusal, type NotebookPlaces } from './place'
import { RecordBook } from './record-book'
import { RecordFiles } from './record-files'
import { writeEntries } from './record-writer'
import { type Failures, Saver } from './saver'
import type { Annotation, ArticleRef, Notebook, NotebookOptions, Notice, Orphan, Reconciliation } from './types'

export type { Annotation, ArticleRef, Notebook, NotebookOptions, Notice, Orphan, Reconciliation } from './types'

/** Soon at first (a passing fault), then once a minute (a full disk that somebody has to clear). */
const retryDelays = [1_000, 2_000, 5_000, 15_000, 60_000]

const nothing: Annotation = { tags: [], note: '' }

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
  /** One name for all that this opening of the notebook writes. */
  private readonly replica: string
  private readonly book: RecordBook
  private readonly intakes: Readonly<Record<NotebookPlace, Intake>>
  private readonly saver: Saver<Entry>
  private readonly serially = oneAtATime()
  private readonly exists: Record<NotebookPlace, boolean>
  private readonly beside: { readOnly: boolean; told: boolean }
  private readonly swept = new Set<NotebookPlace>()
  private chosen: NotebookPlace | null = null
  private defaultPlace: NotebookPlace | null
  /** The path of a `library.json` of a newer format. */
  private newer: string | null = null
  private closed = false

  constructor(
    private readonly options: NotebookOptions,
    private readonly places: NotebookPlaces,
  ) {
    this.replica = options.newId()
    this.book = new RecordBook(this.replica, (entry) => this.tell('warning', conflictNotice(entry)))
    const fileSystem = options.fileSystem ?? nodeFileSystem
    const intake = (root: string): Intake =>
      new Intake(new RecordFiles(root, fileSystem), this.book, (message) =>
        options.notify({ level: 'warning', message }),
      )
    this.intakes = { beside: intake(places.roots.beside), app: intake(places.roots.app) }
    this.exists = { ...places.exists }
    this.beside = { readOnly: places.readOnly, told: false }
    this.defaultPlace = options.defaultPlace
    this.saver = new Saver({
      save: (items) => this.serially(() => this.saveBatch(items)),
      retryDelays: options.retryDelays ?? retryDelays,
      onState: (problem) => (problem ? this.tell('error', unsavedNotice(problem)) : this.tell('info', savedNotice)),
    })
  }

  get readOnly(): boolean {
    return this.beside.readOnly
  }

  get place(): NotebookPlace | null {
    if (this.exists.beside) return this.beside.readOnly ? 'app' : 'beside'
    if (this.exists.app || this.beside.readOnly) return 'app'
    return this.chosen ?? this.defaultPlace
  }

  get problem(): string | null {
    return this.saver.problem?.message ?? (this.newer === null ? null : newerMessage(this.newer))
  }

  async load(): Promise<void> {
    if ((await this.intakes.beside.files.link()) !== null) this.beside.readOnly = true
    for (const intake of Object.values(this.intakes)) {
      await intake.refresh({ changes: true })
      if (await intake.files.isNewer()) this.newer = intake.files.libraryFile
    }
    if (this.newer !== null) this.tell('warning', newerMessage(this.newer))
  }

  choosePlace(place: NotebookPlace): void {
    if (place === this.place) return
    if (this.beside.readOnly) {
      throw new LecternError(
        'unavailable',
        `“${this.places.folder}” cannot be written to, so tags and notes for it are kept in Lectern's own data.`,
      )
    }
    if (this.exists.beside || this.exists.app) {
      const now = this.exists.beside ? this.places.roots.beside : this.places.roots.app
      throw new LecternError(
        'unavailable',
        `Tags and notes of this library are kept in “${now}” already and stay there.`,
      )
    }
    this.chosen = place
  }

  setDefaultPlace(place: NotebookPlace | null): void {
    this.defaultPlace = place
  }

  reconcile(files: LibraryFiles): Promise<Reconciliation> {
    return this.serially(async () => {
      const before = this.annotations()
      for (const intake of Object.values(this.intakes)) await intake.refresh({ changes: true })
      const moved = this.book.place(files)
      this.noteMoves()
      const after = this.annotations()
      const paths = new Set([...before.keys(), ...after.keys()])
      const changed = [...paths].filter((path) => before.get(path) !== after.get(path))
      return { changed, moved, orphans: this.orphans() }
    })
  }

  annotation(path: string): Annotation {
    const entry = this.book.at(path)
    return entry ? annotationOf(entry) : nothing
  }

  async addTag(refs: readonly ArticleRef[], tag: string): Promise<void> {
    const edit: Edit = { kind: 'add-tag', tag: normaliseTag(tag) }
    await this.edit(refs, () => edit, true)
  }

  async removeTag(refs: readonly ArticleRef[], tag: string): Promise<void> {
    const edit: Edit = { kind: 'remove-tag', tag: normaliseTag(tag) }
    await this.edit(refs, () => edit, false)
  }

  async setNote(ref: ArticleRef, text: string): Promise<void> {
    const note = text.trim() === '' ? '' : text
    await this.edit(
      [ref],
      (entry) => ({ kind: 'set-note', text: note, known: entry?.shown.note.seen ?? new Map() }),
      note !== '',
    )
  }

  tagCounts(): readonly TagCount[] {
    const counts = new Map<string, number>()
    for (const entry of this.book.entries) {
      if (entry.path === null) continue
      for (const tag of tagsOf(entry.shown)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    }
    return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => compareTags(a.name, b.name))
  }

  annotatedPaths(): readonly string[] {
    return [...this.book.entries].flatMap((entry) =>
      entry.path !== null && isAnnotated(entry.shown) ? [entry.path] : [],
    )
  }

  orphans(): readonly Orphan[] {
    return this.book.orphans().map((entry) => {
      const { id, article } = entry.shown
      return { id, path: article.path, title: article.title, ...annotationOf(entry) }
    })
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

  /** `adds`: whether the edit means anything to an article that has no record. */
  private async edit(
    refs: readonly ArticleRef[],
    make: (entry: Entry | undefined) => Edit,
    adds: boolean,
  ): Promise<void> {
    if (this.closed)
      throw new LecternError('unavailable', 'This library is closed. Open it again to change tags and notes.')
    this.book.follow(refs, (path) => !existsSync(join(this.places.folder, path)))
    const found = refs.map((article) => ({ article, entry: this.book.at(article.path) }))
    const changes = found.filter(({ entry }) => (entry ? entry.wouldChange(make(entry)) : adds))
    for (const { article, entry } of changes) this.assertOurs(article, entry)
    if (changes.length > 0 && this.place === null) {
      throw new LecternError(
        'place-needed',
        'Choose where tags and notes of this library are kept: beside the articles, in a folder “.lectern”, or in ' +
          'Lectern’s own data. Nothing has been written yet.',
      )
    }
    for (const { article } of changes) {
      const entry = this.book.at(article.path) ?? this.book.create(article, this.options.newId())
      entry.add({ edit: make(entry), article })
    }
    // What was there already may still be on its way to the disk: answered means saved.
    const touched = found.flatMap(({ article }) => this.book.at(article.path) ?? [])
    await this.saver.save(touched.filter((entry) => entry.edits.length > 0))
  }

  /** Writes down where moved articles are now: once their text changes too, nothing else would lead there. */
  private noteMoves(): void {
    if (this.beside.readOnly || this.newer !== null || this.closed) return
    const moved = this.book.displaced().filter((entry) => !entry.newer)
    for (const entry of moved) {
      if (entry.seenAs) entry.add({ edit: { kind: 'follow', article: entry.seenAs }, article: entry.seenAs })
    }
    // The saver itself tells of a failure and tries again.
    this.saver.save(moved).catch(() => undefined)
  }

  private assertOurs(article: ArticleRef, entry: Entry | undefined): void {
    const newer =
      this.newer ??
      (entry?.newer || Object.values(this.intakes).some((intake) => intake.hasNewer(article)) ? article.path : null)
    if (newer !== null) throw new LecternError('newer-format', newerMessage(newer))
  }

  private async saveBatch(items: readonly Entry[]): Promise<Failures<Entry>> {
    return withLock(this.places.lock, async () => {
      const place = this.place ?? 'app'
      const failures = new Map(await this.writeTo(place, [...items, ...this.strays(place, items)]))
      const refused = items.filter((item) => isRefusal(failures.get(item)))
      if (refused.length > 0 && place === 'beside') {
        this.beside.readOnly = true
        for (const item of refused) failures.delete(item)
        for (const [item, failure] of await this.writeTo('app', refused)) failures.set(item, failure)
      }
      for (const [item, failure] of failures) {
        if (failure.code === 'newer-format') item.current.settle(item.current.edits)
      }
      return failures
    })
  }

  private async writeTo(place: NotebookPlace, items: readonly Entry[]): Promise<Failures<Entry>> {
    const intake = this.intakes[place]
    try {
      if (this.beside.readOnly && !this.beside.told) {
        this.beside.told = true
        this.tell('warning', readOnlyNotice(this.places, await this.intakes.beside.files.link()))
      }
      if (place === 'beside') await assertInPlace(this.places)
      const aside = await intake.files.prepare(this.options.newId, this.options.now())
      this.exists[place] = true
      if (aside !== null) this.tell('warning', asideNotice(aside))
      if (!this.swept.has(place)) await intake.files.sweep(this.options.now())
      this.swept.add(place)
      for (const one of Object.values(this.intakes)) await one.refresh({ changes: false })
      await intake.setCorruptAside(this.options.now())
      return await writeEntries(items, intake, { book: this.book, replica: this.replica, now: this.options.now })
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      return new Map(items.map((item) => [item, error]))
    }
  }

  /** What was kept in the app's data while the folder could not be written to, and belongs beside the articles now. */
  private strays(place: NotebookPlace, items: readonly Entry[]): readonly Entry[] {
    if (place !== 'beside' || !this.exists.app) return []
    const { files } = this.intakes.beside
    const saving = new Set(items.map((item) => item.current))
    return [...this.book.entries].filter(
      (entry) =>
        !saving.has(entry) &&
        [...entry.sources.keys()].some((file) => !files.holds(file)) &&
        ![...entry.sources.keys()].some((file) => files.holds(file) && entry.isWholeIn(file)),
    )
  }

  /** By path, in a form that can be compared. */
  private annotations(): ReadonlyMap<string, string> {
    const all = new Map<string, string>()
    for (const entry of this.book.entries) {
      if (entry.path !== null) all.set(entry.path, JSON.stringify(annotationOf(entry)))
    }
    return all
  }

  private tell(level: Notice['level'], message: string): void {
    this.options.notify({ level, message })
  }
}

function annotationOf(entry: Entry): Annotation {
  return { tags: tagsOf(entry.shown), note: noteText(entry.shown.note) }
}
