/** Edits of what is kept about a library as a whole: its saved searches, the colours of its tags. */
import type { LibraryEdit } from '#core/notebook/library-file'
import type { KeptSearch } from '#core/notebook/saved-search'
import { LecternError } from '#shared/result'
import type { LibraryShelf } from './library-shelf'
import { newerMessage } from './notices'
import type { SearchToKeep } from './types'

interface LibraryEditorOptions {
  readonly shelf: LibraryShelf
  readonly newId: () => string
  /** Throws where the notebook is closed. */
  readonly assertOpen: () => void
  /** Throws where nothing can be written yet. */
  readonly assertPlace: () => void
  /** Resolves when the shelf is on the disk. */
  readonly save: () => Promise<void>
}

export class LibraryEditor {
  constructor(private readonly options: LibraryEditorOptions) {}

  /** Makes edits; resolves when they are on disk. Rejects with 'place-needed', 'newer-format', 'io' (kept in memory and tried again). */
  async edit(edits: readonly LibraryEdit[]): Promise<void> {
    const { shelf, assertOpen, assertPlace, save } = this.options
    assertOpen()
    for (const edit of edits.filter((one) => shelf.wouldChange(one))) {
      if (shelf.newer !== null) throw new LecternError('newer-format', newerMessage(shelf.newer))
      assertPlace()
      shelf.add(edit)
    }
    // As with records, what was there already may still be on its way to the disk.
    if (shelf.edits.length > 0) await save()
  }

  async saveSearch(search: SearchToKeep): Promise<KeptSearch> {
    const kept = { id: this.options.newId(), ...search }
    await this.edit([{ kind: 'save-search', search: kept }])
    return kept
  }

  /** Rejects with 'not-found' too. */
  async renameSearch(id: string, name: string): Promise<void> {
    if (!this.options.shelf.searches.some((search) => search.id === id)) {
      throw new LecternError('not-found', 'This search is not kept (any more). Nothing was changed.')
    }
    await this.edit([{ kind: 'rename-search', id, name }])
  }

  async removeSearch(id: string): Promise<void> {
    await this.edit([{ kind: 'remove-search', id }])
  }
}
