/** Every change the reader makes to what is written on articles goes through here, so that it can be undone. */
import type { ArticleId, LibraryId } from '#shared/article'
import type { UndoState } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import { oneAtATime } from '../concurrency'
import type { OpenLibrary } from '../open-library'
import { type Change, EditStep, makeChanges } from './edit-step'
import { UndoStack, type UndoStep } from './undo-stack'

export type { ArticleChange, Change, LibraryChange } from './edit-step'
export type { UndoStep } from './undo-stack'

interface Undone {
  readonly label: string | null
  readonly article: ArticleId | null
}

interface EditorOptions {
  readonly onChange: (state: UndoState) => void
  /** Throws `LecternError` 'not-found' where it is not open. */
  readonly library: (id: LibraryId) => OpenLibrary
  /** Milliseconds of a clock that is never set back. */
  readonly now: () => number
}

/** Makes changes, and remembers how they are undone, across articles and libraries. */
export class Editor {
  readonly #stack = new UndoStack<UndoStep>(joinSteps)
  readonly #serially = oneAtATime()

  constructor(private readonly options: EditorOptions) {}

  get state(): UndoState {
    return { undo: this.#stack.undo?.label ?? null, redo: this.#stack.redo?.label ?? null }
  }

  /**
   * Makes changes as one step; resolves when they are on disk with the number of articles that really changed, which `label` may
   * name. Throws as `Notebook.edit`; what was changed until then can be undone.
   */
  async apply(
    label: string | ((articles: number) => string),
    changes: readonly Change[],
    key: string | null = null,
  ): Promise<number> {
    const { back, spans, articles, problem } = await makeChanges(changes)
    const named = typeof label === 'string' ? label : label(articles)
    if (back.length > 0) this.push(new EditStep({ label: named, key, back, spans, find: this.options.library }))
    if (problem !== null) throw problem
    return articles
  }

  /** Remembers something that was done elsewhere (states, tags of a library). */
  push(step: UndoStep): void {
    this.#stack.push(step, this.options.now())
    this.options.onChange(this.state)
  }

  /** Undoes the last step. Throws what keeps it from being undone; then it stays the last. */
  undo(): Promise<Undone> {
    return this.#serially(() => this.#run(this.#stack.undo, 'undo'))
  }

  /** Does again what was undone last. Throws as `undo`. */
  redo(): Promise<Undone> {
    return this.#serially(() => this.#run(this.#stack.redo, 'redo'))
  }

  async #run(step: UndoStep | null, way: 'undo' | 'redo'): Promise<Undone> {
    if (step === null) return { label: null, article: null }
    try {
      await step[way]()
    } catch (error) {
      // It is done, as the reader sees, and is tried to be saved again.
      if (error instanceof LecternError && error.code === 'io') this.#moved(step, way)
      throw error
    }
    this.#moved(step, way)
    return { label: step.label, article: step.article }
  }

  #moved(step: UndoStep, way: 'undo' | 'redo'): void {
    if (way === 'undo') this.#stack.undone(step)
    else this.#stack.redone(step)
    this.options.onChange(this.state)
  }
}

function joinSteps(earlier: UndoStep, later: UndoStep): UndoStep | null {
  if (earlier instanceof EditStep && later instanceof EditStep) return earlier.with(later)
  return null
}
