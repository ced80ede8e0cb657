/** Whether anybody answers for the libraries. No React and no clock in here. */
import { type Failure, toFailure } from '#shared/result'

/** Makes sure when an answer stayed away, and then asks until one comes. */
export class Presence {
  #failure: Failure | null = null
  #asking = false
  readonly #listeners = new Set<() => void>()

  /** `ask` puts a question that only the library process answers; `later` runs an action after a pause. */
  constructor(
    private readonly ask: () => Promise<unknown>,
    private readonly later: (action: () => void) => void,
  ) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** Why nobody answers, in plain words; null while somebody does. */
  readonly failure = (): Failure | null => this.#failure

  /** An answer stayed away. */
  doubt(): void {
    if (this.#asking) return
    this.#asking = true
    this.#makeSure()
  }

  #makeSure(): void {
    this.ask().then(
      () => this.#settle(),
      (thrown: unknown) => {
        const failure = toFailure(thrown)
        // Any other refusal is an answer.
        if (failure.code !== 'unavailable') return this.#settle()
        this.#become(failure)
        this.later(() => this.#makeSure())
      },
    )
  }

  #settle(): void {
    this.#asking = false
    this.#become(null)
  }

  #become(failure: Failure | null): void {
    if (failure?.message === this.#failure?.message) return
    this.#failure = failure
    for (const listener of this.#listeners) listener()
  }
}
