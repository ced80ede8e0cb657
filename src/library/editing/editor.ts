/** Every change the reader makes to what is written on articles goes through here, so that it can be undone. */
import type { ArticleId, LibraryId } from '#shared/article'
import { englishNumber } from '#shared/english-number'
import type { UndoState } from '#shared/notebook-channels'
import { LecternError, toFailure } from '#shared/result'
import { oneAtATime } from '../concurrency'
import type { OpenLibrary } from '../open-library'
import type { Work, Works } from '../work'
import { EditStep } from './edit-step'
import { articlesAtOnce, type Change, type Made, type Make, makeEach, makeTogether } from './make-changes'
import { isRefused } from './outcome'
import { type Turned, UndoStack, type UndoStep } from './undo-stack'

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
  readonly works: Works
  /** Tells the reader, in plain words. */
  readonly tell: (message: string) => void
}

const unseen: Work = { isCancelled: false, advance: () => undefined }

/** Makes changes, and remembers how they are undone, across articles and libraries. */
export class Editor {
  readonly #stack = new UndoStack<UndoStep>(joinSteps)
  readonly #serially = oneAtATime()

  constructor(private readonly options: EditorOptions) {}

  get state(): UndoState {
    return { undo: this.#stack.undo?.label ?? null, redo: this.#stack.redo?.label ?? null }
  }

  /** Makes changes as one step, all or none; resolves when they are on disk. Throws as `Notebook.edit`. */
  async apply(label: string, changes: readonly Change[], key: string | null = null): Promise<void> {
    this.#keep(await makeTogether(changes), () => label, key, makeTogether)
  }

  /**
   * Makes changes as one step, each article for itself; resolves when they are on disk with the paths of the articles that really
   * changed, whose number `label` may name. Many of them are made under the reader's eyes, who can stop it. Throws 'io' and
   * 'newer-format', naming the articles, when the others are on disk; what was changed until then can be undone.
   */
  async bulk(label: (articles: number) => string, changes: readonly Change[]): Promise<readonly string[]> {
    const made = await this.#makeMany(changes, label(articlesIn(changes)))
    this.#keep(made, label, null, this.#makeMany)
    return made.spans.map(({ article }) => article.path)
  }

  /** Remembers something that was done elsewhere (states, tags of a library). */
  push(step: UndoStep): void {
    this.#stack.push(step, this.options.now())
    this.options.onChange(this.state)
  }

  /**
   * Undoes the last step. Throws what keeps it from being undone, and it stays the last; but 'io' and 'locked' where it is undone and not
   * saved yet, and 'newer-format' where what could not be undone was given up.
   */
  undo(): Promise<Undone> {
    return this.#serially(() => this.#run(this.#stack.undo, 'undo'))
  }

  /** Does again what was undone last. Throws as `undo`. */
  redo(): Promise<Undone> {
    return this.#serially(() => this.#run(this.#stack.redo, 'redo'))
  }

  #keep({ back, spans, problem }: Made, label: (articles: number) => string, key: string | null, make: Make): void {
    const { library: find } = this.options
    if (back.length > 0) this.push(new EditStep({ label, key, back, spans, find, make }))
    if (problem !== null) throw problem
  }

  readonly #makeMany: Make = async (changes, label) => {
    const { works, tell } = this.options
    const total = articlesIn(changes)
    if (total <= articlesAtOnce) return makeEach(changes, unseen)
    const made = await works.run(label, total, (work) => makeEach(changes, work))
    const [done, of] = [made.spans.length, total].map(englishNumber)
    if (made.rest.length > 0) tell(`Stopped, as you wished: ${label}. ${done} of ${of} articles were changed.`)
    return made
  }

  async #run(step: UndoStep | null, way: 'undo' | 'redo'): Promise<Undone> {
    if (step === null) return { label: null, article: null }
    const { label } = step
    const turned = await step[way]()
    if (way === 'undo') this.#stack.undone(step, turned.step, turned.left)
    else this.#stack.redone(step, turned.step, turned.left)
    this.options.onChange(this.state)
    if (turned.problem !== null) throw isRefused(turned.problem) ? givenUp(label, way, turned) : turned.problem
    return { label, article: (turned.step ?? step).article }
  }
}

/** Some of a step, or all of it, will never be turned here: what that means, and why. */
function givenUp(label: string, way: 'undo' | 'redo', { step, left, problem }: Turned): LecternError {
  const how = step === null && left === null ? 'Not' : 'Not wholly'
  const { code, message } = toFailure(problem)
  return new LecternError(code, `${how} ${way === 'undo' ? 'undone' : 'done again'}: ${label}. ${message}`)
}

function joinSteps(earlier: UndoStep, later: UndoStep): UndoStep | null {
  if (earlier instanceof EditStep && later instanceof EditStep) return earlier.with(later)
  return null
}

const articlesIn = (changes: readonly Change[]): number => changes.filter((change) => 'edits' in change).length
