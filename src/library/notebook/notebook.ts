/** The notebook of one library: tags and notes, in open files. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatRecord } from '#core/notebook/format'
import { type LibraryEdit, type LibraryFile, tagColour } from '#core/notebook/library-file'
import type { LibraryFiles } from '#core/notebook/reconcile'
import { type ArticleRecord, type Edit, newRecord } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import { compareTags } from '#core/notebook/tags'
import { type Colour, colours } from '#shared/highlight'
import type { NotebookPlace, TagCount } from '#shared/library'
import { LecternError } from '#shared/result'
import { oneAtATime } from '../concurrency'
import { nodeFileSystem } from '../disk/file-system'
import { withLock } from '../disk/lock'
import { effectiveEdits, normaliseEdit } from './edits'
import type { Entry } from './entry'
import { Intake } from './intake'
import { LibraryShelf } from './library-shelf'
import { moveNotebook } from './move'
import { NotebookWriter, type Saved } from './notebook-writer'
import { conflictNotice, newerMessage, savedNotice, unsavedNotice } from './notices'
import { findPlaces, type NotebookPlaces } from './place'
import { PlaceChoice } from './place-choice'
import { RecordBook } from './record-book'
import { RecordFiles } from './record-files'
import { Saver } from './saver'
import {
  type Annotation,
  type ArticleEdits,
  type ArticleRef,
  type Edited,
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

export type { Annotation, ArticleRef, Notebook, NotebookOptions, Notice, Orphan, Reconciliation } from './types'

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

/** One that a later version knows is none to this one. */
const shownColour = (kept: string | null): Colour | null => colours.find((colour) => colour === kept) ?? null

class OpenNotebook implements Notebook {
  private readonly book: RecordBook
  private readonly shelf: LibraryShelf
  private readonly intakes: Readonly<Record<NotebookPlace, Intake>>
  private readonly choice: PlaceChoice
  private readonly states: ReadingStates
  private readonly saver: Saver<Saved>
  private readonly serially = oneAtATime()
  private readonly replica: string
  private closed = false

  constructor(
    private readonly options: NotebookOptions,
    private readonly places: NotebookPlaces,
  ) {
    const { newId, now, fileSystem = nodeFileSystem } = options
    // One name for all that this opening of the notebook writes.
    const replica = newId()
    this.replica = replica
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
    await this.refresh()
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
        await this.refresh(place)
      }
    })
  }

  setDefaultPlace(place: NotebookPlace | null): void {
    this.choice.defaultPlace = place
  }

  reconcile(files: LibraryFiles): Promise<Reconciliation> {
    return this.serially(async () => {
      const before = this.annotations()
      const searches = JSON.stringify(this.shelf.searches)
      await this.refresh()
      const moved = this.book.place(files)
      this.catchUp()
      const after = this.annotations()
      const paths = new Set([...before.keys(), ...after.keys()])
      const changed = [...paths].filter((path) => before.get(path) !== after.get(path))
      const isOther = searches !== JSON.stringify(this.shelf.searches)
      return { changed, moved, orphans: this.orphans(), searches: isOther }
    })
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

  change(changes: readonly ArticleEdits[]): Saving {
    try {
      const { edited, touched } = this.make(changes)
      return { edited, saved: this.saver.save(touched) }
    } catch (error) {
      return { edited: [], saved: Promise.reject(error) }
    }
  }

  edit(changes: readonly ArticleEdits[]): Promise<void> {
    return this.change(changes).saved
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
    const counts = new Map<string, number>()
    for (const entry of this.book.entries) {
      if (entry.path === null) continue
      const { tags, highlights } = entry.annotation
      const all = new Set([...tags, ...highlights.flatMap((highlight) => highlight.tags)])
      for (const tag of all) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    }
    return [...counts]
      .map(([name, count]) => ({ name, count, colour: shownColour(tagColour(this.shelf.shown, name)) }))
      .sort((a, b) => compareTags(a.name, b.name))
  }

  annotatedPaths(): readonly string[] {
    return [...this.book.entries].flatMap((entry) =>
      entry.path !== null && !entry.annotation.isEmpty ? [entry.path] : [],
    )
  }

  orphans(): readonly Orphan[] {
    return this.book.orphans().map((entry) => {
      const { id, article } = entry.shown
      const { tags, note, highlights, corrections } = entry.annotation
      return { id, path: article.path, title: article.title, tags, note, highlights, corrections }
    })
  }

  searches(): readonly KeptSearch[] {
    return this.shelf.searches
  }

  async saveSearch(search: SearchToKeep): Promise<KeptSearch> {
    const kept = { id: this.options.newId(), ...search }
    await this.editLibrary([{ kind: 'save-search', search: kept }])
    return kept
  }

  async renameSearch(id: string, name: string): Promise<void> {
    if (!this.shelf.searches.some((search) => search.id === id)) {
      throw new LecternError('not-found', 'This search is not kept (any more). Nothing was changed.')
    }
    await this.editLibrary([{ kind: 'rename-search', id, name }])
  }

  async removeSearch(id: string): Promise<void> {
    await this.editLibrary([{ kind: 'remove-search', id }])
  }

  async editLibrary(edits: readonly LibraryEdit[]): Promise<void> {
    this.assertOpen()
    for (const edit of edits.filter((one) => this.shelf.wouldChange(one))) {
      if (this.shelf.newer !== null) throw new LecternError('newer-format', newerMessage(this.shelf.newer))
      this.assertPlace()
      this.shelf.add(edit)
    }
    // As with records, what was there already may still be on its way to the disk.
    if (this.shelf.edits.length > 0) await this.saver.save([this.shelf])
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

  /** Makes edits in memory, all or none, and returns the entries that are to be saved. */
  private make(changes: readonly ArticleEdits[]): { edited: readonly Edited[]; touched: readonly Entry[] } {
    this.assertOpen()
    // What is named by its record needs no finding, and its article may be gone.
    const articles = changes.flatMap(({ article, record }) =>
      record !== undefined && this.book.withId(record) ? [] : [article],
    )
    this.book.follow(articles, (path) => !existsSync(join(this.places.folder, path)))
    const found = changes.map((change) => {
      const entry =
        (change.record !== undefined && this.book.withId(change.record)) || this.book.at(change.article.path)
      // The caller knows an article better than the last scan did, except where it went meanwhile.
      const article = entry && entry.path !== change.article.path ? entry.article : change.article
      const before = entry?.shown ?? newRecord('', article, this.replica)
      const edits = change.edits.map((edit) => normaliseEdit(before, edit))
      return { article, entry, before, edits: effectiveEdits(before, edits, this.replica) }
    })
    const effective = found.filter(({ edits }) => edits.length > 0)
    for (const { article, entry } of effective) this.assertOurs(article, entry)
    if (effective.length > 0) this.assertPlace()
    const edited = effective.map(({ article, entry, edits, before }) => {
      const into = entry?.current ?? this.book.at(article.path) ?? this.book.create(article, this.options.newId())
      for (const edit of edits) this.add(into, edit, article)
      return { article, before, after: into.shown, edits }
    })
    // What was there already may still be on its way to the disk: answered means saved.
    const entries = found.flatMap(({ article, entry }) => entry ?? this.book.at(article.path) ?? [])
    return { edited, touched: [...new Set(entries)].filter((entry) => entry.edits.length > 0) }
  }

  private add(entry: Entry, edit: Edit, article: ArticleRef): void {
    if (edit.kind === 'follow') this.book.assign(entry, edit.article)
    entry.add({ edit, article: edit.kind === 'follow' ? edit.article : article })
  }

  private async refresh(first: NotebookPlace = 'beside'): Promise<void> {
    await this.choice.look()
    const { beside, app } = this.intakes
    for (const intake of first === 'beside' ? [beside, app] : [app, beside]) {
      await intake.refresh({ changes: true })
      await this.shelf.refresh(intake.files)
    }
  }

  private assertOpen(): void {
    if (this.closed)
      throw new LecternError('unavailable', 'This library is closed. Open it again to change tags and notes.')
  }

  private assertPlace(): void {
    if (this.place !== null) return
    throw new LecternError(
      'place-needed',
      'Choose where tags and notes of this library are kept: beside the articles, in a folder “.lectern”, or in ' +
        'Lectern’s own data. Nothing has been written yet.',
    )
  }

  /**
   * Writes down where moved articles are now (once their text changes too, nothing else would lead there), and again what was lost when
   * an older file was put in a record's place.
   */
  private catchUp(): void {
    if (this.readOnly || this.shelf.newer !== null || this.closed) return
    const moved = this.book.displaced().filter((entry) => !entry.newer)
    for (const entry of moved) {
      if (entry.seenAs) entry.add({ edit: { kind: 'follow', article: entry.seenAs }, article: entry.seenAs })
    }
    // The saver itself tells of a failure and tries again.
    const behind = [...this.book.entries].filter((entry) => entry.isBehind && !entry.newer)
    this.saver.save([...new Set([...moved, ...behind])]).catch(() => undefined)
  }

  private assertOurs(article: ArticleRef, entry: Entry | undefined): void {
    const newer =
      this.shelf.newer ??
      (entry?.newer || Object.values(this.intakes).some((intake) => intake.hasNewer(article)) ? article.path : null)
    if (newer !== null) throw new LecternError('newer-format', newerMessage(newer))
  }

  /** By path, in a form that can be compared. */
  private annotations(): ReadonlyMap<string, string> {
    const all = new Map<string, string>()
    for (const entry of this.book.entries) {
      if (entry.path !== null) all.set(entry.path, JSON.stringify(entry.annotation))
    }
    return all
  }

  private tell(level: Notice['level'], message: string): void {
    this.options.notify({ level, message })
  }
}
