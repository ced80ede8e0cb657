/** Writes a notebook: into the place that was chosen, or the app's data where that one refuses. */
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { ioError } from '../disk/io-error'
import { withLock } from '../disk/lock'
import { Entry } from './entry'
import type { Intake } from './intake'
import type { LibraryShelf } from './library-shelf'
import { asideNotice, readOnlyNotice } from './notices'
import { assertInPlace, isRefusal } from './place'
import type { PlaceChoice } from './place-choice'
import type { RecordBook } from './record-book'
import { writeEntries } from './record-writer'
import type { Failures } from './saver'

/** What is saved: an article's record, or what is kept about the library as a whole. */
export type Saved = Entry | LibraryShelf

interface NotebookWriterOptions {
  readonly choice: PlaceChoice
  readonly intakes: Readonly<Record<NotebookPlace, Intake>>
  readonly book: RecordBook
  readonly shelf: LibraryShelf
  readonly replica: string
  readonly now: () => number
  readonly newId: () => string
  readonly warn: (message: string) => void
}

export class NotebookWriter {
  readonly #swept = new Set<NotebookPlace>()
  #toldReadOnly = false

  constructor(private readonly options: NotebookWriterOptions) {}

  /** Saves a batch under the lock. Items that are not in the answer are on the disk. */
  save(items: readonly Saved[]): Promise<Failures<Saved>> {
    const { choice } = this.options
    return withLock(choice.places.lock, async () => {
      await choice.look()
      const place = choice.place ?? 'app'
      const failures = new Map(await this.#writeTo(place, [...items, ...this.#strays(place, items)]))
      const refused = items.filter((item) => isRefusal(failures.get(item)))
      if (refused.length > 0 && place === 'beside') {
        choice.readOnly = true
        for (const item of refused) failures.delete(item)
        for (const [item, failure] of await this.#writeTo('app', refused)) failures.set(item, failure)
      }
      for (const [item, failure] of failures) if (failure.code === 'newer-format') settle(item)
      return failures
    })
  }

  async #writeTo(place: NotebookPlace, items: readonly Saved[]): Promise<Failures<Saved>> {
    const { choice, intakes, book, shelf, replica, now, newId, warn } = this.options
    const intake = intakes[place]
    try {
      if (choice.readOnly && !this.#toldReadOnly) {
        this.#toldReadOnly = true
        warn(readOnlyNotice(choice.places, await intakes.beside.files.link()))
      }
      if (place === 'beside') await assertInPlace(choice.places)
      const aside = await intake.files.prepare(newId, now())
      choice.exists[place] = true
      if (aside !== null) warn(asideNotice(aside))
      if (!this.#swept.has(place)) await intake.files.sweep(now())
      this.#swept.add(place)
      for (const one of Object.values(intakes)) await one.refresh({ changes: false })
      await intake.setCorruptAside(now())
      const entries = items.filter((item) => item instanceof Entry)
      const failures = new Map<Saved, LecternError>(await writeEntries(entries, intake, { book, replica, now }))
      if (items.includes(shelf)) {
        await shelf.write(intake.files, now).catch((error: unknown) => {
          failures.set(shelf, error instanceof LecternError ? error : ioError('write', intake.files.libraryFile, error))
        })
      }
      return failures
    } catch (error) {
      if (!(error instanceof LecternError)) throw error
      return new Map(items.map((item) => [item, error]))
    }
  }

  /** What was kept in the app's data while the folder could not be written to, and belongs beside the articles now. */
  #strays(place: NotebookPlace, items: readonly Saved[]): readonly Saved[] {
    const { choice, intakes, book, shelf } = this.options
    if (place !== 'beside' || !choice.exists.app) return []
    const { files } = intakes.beside
    const saving = new Set(items.map((item) => (item instanceof Entry ? item.current : item)))
    const entries = [...book.entries].filter(
      (entry) =>
        !saving.has(entry) &&
        [...entry.sources.keys()].some((file) => !files.holds(file)) &&
        ![...entry.sources.keys()].some((file) => files.holds(file) && entry.isWholeIn(file)),
    )
    return saving.has(shelf) || !shelf.isStray(files) ? entries : [...entries, shelf]
  }
}

function settle(item: Saved): void {
  const settled = item instanceof Entry ? item.current : item
  if (settled instanceof Entry) settled.settle(settled.edits)
  else settled.settle(settled.edits)
}
