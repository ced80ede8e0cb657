/** Every change the reader makes to what is written on articles goes through here, so that it can be undone. */

import type { Edit } from '#core/notebook/record'
import type { ArticleId } from '#shared/article'
import type { UndoState } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import type { ArticleRef } from './notebook/types'
import type { OpenLibrary } from './open-library'

/** Edits of one article's record. */
export interface ArticleChange {
  readonly library: OpenLibrary
  readonly article: ArticleRef
  readonly edits: readonly Edit[]
}

/** Something that was done, and how it is undone and done again. */
export interface UndoStep {
  /** What was done: “Archive 12 articles”. */
  readonly label: string
  /** The one article it was about; null where there are several, or none. */
  readonly article: ArticleId | null
  /** Steps with the same key that follow each other closely (a note that is typed on) become one; null: never. */
  readonly key: string | null
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
}

/** Makes changes, and remembers how they are undone, across articles and libraries. */
export class Editor {
  constructor(readonly onChange: (state: UndoState) => void) {}

  get state(): UndoState {
    return { undo: null, redo: null }
  }

  /** Makes changes to articles' records as one step; resolves when they are on disk. Throws as `Notebook.edit`. */
  apply(_label: string, _changes: readonly ArticleChange[], _key: string | null = null): Promise<void> {
    return Promise.reject(new LecternError('unavailable', 'Changes cannot be made yet.'))
  }

  /** Remembers something that was done elsewhere (states, tags of a library). */
  push(_step: UndoStep): void {
    this.onChange(this.state)
  }

  undo(): Promise<{ label: string | null; article: ArticleId | null }> {
    return Promise.resolve({ label: null, article: null })
  }

  redo(): Promise<{ label: string | null; article: ArticleId | null }> {
    return Promise.resolve({ label: null, article: null })
  }
}
