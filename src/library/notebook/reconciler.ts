/** Keeps a notebook in memory in step with its files, and with the articles that are there. */
import type { LibraryFiles } from '#core/notebook/reconcile'
import type { NotebookPlace } from '#shared/library'
import type { Intake } from './intake'
import type { LibraryShelf } from './library-shelf'
import type { Saved } from './notebook-writer'
import { annotationsOf, changedPaths, orphansOf } from './overview'
import type { PlaceChoice } from './place-choice'
import type { RecordBook } from './record-book'
import type { Reconciliation } from './types'

interface ReconcilerOptions {
  readonly book: RecordBook
  readonly shelf: LibraryShelf
  readonly intakes: Readonly<Record<NotebookPlace, Intake>>
  readonly choice: PlaceChoice
  /** Whether nothing may be written. */
  readonly isClosed: () => boolean
  readonly save: (items: readonly Saved[]) => Promise<void>
}

export class Reconciler {
  constructor(private readonly options: ReconcilerOptions) {}

  /** Takes in what the files of both places say now, those of `first` before the others. */
  async refresh(first: NotebookPlace = 'beside'): Promise<void> {
    const { choice, intakes, shelf } = this.options
    await choice.look()
    const { beside, app } = intakes
    for (const intake of first === 'beside' ? [beside, app] : [app, beside]) {
      await intake.refresh({ changes: true })
      await shelf.refresh(intake.files)
    }
  }

  /** Takes in what others wrote, fits the records to the articles, and says what that changed. */
  async reconcile(files: LibraryFiles): Promise<Reconciliation> {
    const { book, shelf } = this.options
    const before = annotationsOf(book)
    const searches = JSON.stringify(shelf.searches)
    await this.refresh()
    const moved = book.place(files)
    this.#catchUp()
    return {
      changed: changedPaths(book, before),
      moved,
      orphans: orphansOf(book),
      searches: searches !== JSON.stringify(shelf.searches),
    }
  }

  /**
   * Writes down where moved articles are now (once their text changes too, nothing else would lead there), and again what was lost when
   * an older file was put in a record's place.
   */
  #catchUp(): void {
    const { book, shelf, choice, isClosed, save } = this.options
    if (choice.readOnly || shelf.newer !== null || isClosed()) return
    const moved = book.displaced().filter((entry) => !entry.newer)
    for (const entry of moved) {
      if (entry.seenAs) entry.add([{ edit: { kind: 'follow', article: entry.seenAs }, article: entry.seenAs }])
    }
    // The saver itself tells of a failure and tries again.
    const behind = [...book.entries].filter((entry) => entry.isBehind && !entry.newer)
    save([...new Set([...moved, ...behind])]).catch(() => undefined)
  }
}
