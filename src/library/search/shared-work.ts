/** Work that several wait for, each as long as they like. */
import { LecternError } from '#shared/result'

/** Rejects with `LecternError` 'cancelled' as soon as the signal is aborted, whatever becomes of the work. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(cancelled())
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel))
  })
}

export const cancelled = (): LecternError =>
  new LecternError('cancelled', 'This search was ended, because another one was asked for.')

/** One piece of work. It is called off when the last of those who waited has left. */
export class SharedWork<T> {
  readonly #abort = new AbortController()
  readonly #result: Promise<T>
  #waiting = 0
  #state: 'running' | 'done' | 'failed' = 'running'

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#abort.signal)
    this.#result.then(
      () => {
        this.#state = 'done'
      },
      // Where nobody waits any more, nobody is told.
      () => {
        this.#state = 'failed'
      },
    )
  }

  /** Whether it comes to nothing: it was called off, or it failed. */
  get isSpent(): boolean {
    return this.#abort.signal.aborted || this.#state === 'failed'
  }

  /** Waits for the result; rejects with 'cancelled' when the signal is aborted before. */
  async join(signal?: AbortSignal): Promise<T> {
    this.#waiting += 1
    try {
      return await unlessAborted(this.#result, signal)
    } finally {
      this.#waiting -= 1
      if (this.#waiting === 0 && this.#state === 'running') this.#abort.abort()
    }
  }
}
