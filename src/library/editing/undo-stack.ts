/** What was done, in order, and what was undone of it. Pure: it does nothing itself. */

import type { ArticleId } from '#shared/article'

/** Steps that are remembered. */
const stepsKept = 200
/** Milliseconds within which steps with the same key follow each other closely. */
const closely = 60_000

/** What came of undoing a step, or of doing it again. */
export interface Turned {
  /** What was turned, which can be turned back; null where nothing was. */
  readonly step: UndoStep | null
  /** What the reader stopped it from; null where it was not stopped. */
  readonly left: UndoStep | null
  /** What is not on the disk yet, or was refused for good and is in neither of them; null where there is nothing to tell. */
  readonly problem: unknown
}

/** Something that was done, and how it is undone and done again. */
export interface UndoStep {
  /** What was done: “Archive 12 articles”. */
  readonly label: string
  /** The one article it was about; null where there are several, or none. */
  readonly article: ArticleId | null
  /** Steps with the same key that follow each other closely (a note that is typed on) become one; null: never. */
  readonly key: string | null
  /** Both reject with what keeps them from being made now; they can be made later then. */
  readonly undo: () => Promise<Turned>
  readonly redo: () => Promise<Turned>
}

/** Steps in two lines: what can be undone, and what can be done again. */
export class UndoStack<Step extends Pick<UndoStep, 'key'>> {
  #done: readonly Step[] = []
  #undone: readonly Step[] = []
  /** Milliseconds, when the last step was done; null where nothing may be joined to it any more. */
  #last: number | null = null

  /** `join` makes one step of two, or null where they have to stay two. */
  constructor(private readonly join: (earlier: Step, later: Step) => Step | null) {}

  /** The step that is undone next. */
  get undo(): Step | null {
    return this.#done.at(-1) ?? null
  }

  /** The step that is done again next. */
  get redo(): Step | null {
    return this.#undone.at(-1) ?? null
  }

  /** Something was done at `now` (milliseconds of a clock that is never set back): what was undone before cannot be done again. */
  push(step: Step, now: number): void {
    const before = this.undo
    const follows = this.#last !== null && now - this.#last <= closely && step.key !== null && before?.key === step.key
    const joined = follows && before !== null ? this.join(before, step) : null
    this.#done = joined === null ? [...this.#done, step].slice(-stepsKept) : [...this.#done.slice(0, -1), joined]
    this.#undone = []
    this.#last = now
  }

  /** A step was undone and is `turned` now, but for what is `left` of it; nothing happens where it is not the next any more. */
  undone(step: Step, turned: Step | null = step, left: Step | null = null): void {
    if (this.undo !== step) return
    this.#done = [...this.#done.slice(0, -1), ...present(left)]
    this.#undone = [...this.#undone, ...present(turned)]
    this.#last = null
  }

  /** A step was done again and is `turned` now, but for what is `left` of it; nothing happens where it is not the next any more. */
  redone(step: Step, turned: Step | null = step, left: Step | null = null): void {
    if (this.redo !== step) return
    this.#undone = [...this.#undone.slice(0, -1), ...present(left)]
    this.#done = [...this.#done, ...present(turned)]
    this.#last = null
  }
}

const present = <Step>(step: Step | null): readonly Step[] => (step === null ? [] : [step])
