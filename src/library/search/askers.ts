/** Those who ask: a later, different question of one ends the one before. */
import { setImmediate as breathe } from 'node:timers/promises'
import { cancelled, unlessAborted } from './shared-work'

interface Asking {
  readonly question: string
  readonly abort: AbortController
  running: number
}

export class Askers {
  readonly #asking = new Map<string, Asking>()

  /**
   * Answers a question (`question` is equal for equal ones). Rejects with `LecternError` 'cancelled' as soon as the same asker
   * has another question; asking the same again, as for another page of its answer, ends nothing.
   */
  async ask<T>(asker: string | undefined, question: string, answer: (signal?: AbortSignal) => Promise<T>): Promise<T> {
    if (asker === undefined) return answer()
    const asking = this.#begin(asker, question)
    const { signal } = asking.abort
    asking.running += 1
    try {
      // A newer question may be waiting already: the reader types on.
      await breathe()
      if (signal.aborted) throw cancelled()
      return await unlessAborted(answer(signal), signal)
    } finally {
      asking.running -= 1
      if (asking.running === 0 && this.#asking.get(asker) === asking) this.#asking.delete(asker)
    }
  }

  #begin(asker: string, question: string): Asking {
    const before = this.#asking.get(asker)
    if (before?.question === question) return before
    before?.abort.abort()
    const asking = { question, abort: new AbortController(), running: 0 }
    this.#asking.set(asker, asking)
    return asking
  }
}
