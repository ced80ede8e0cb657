/** Long work that the reader sees, and can stop. */
import type { WorkInfo } from '#shared/work'
import { timeLeft } from './progress'
import { type Throttle, throttle } from './throttle'

/** Milliseconds between two events. */
const toldEvery = 250

/** Work under way, as those who do it see it. */
export interface Work {
  /** The reader said to stop: no more is begun. */
  readonly isCancelled: boolean
  /** More of it is done. */
  advance(by: number): void
}

interface Running {
  readonly label: string
  readonly total: number
  readonly since: number
  done: number
  isCancelled: boolean
}

/** All work under way in one process. */
export class Works {
  readonly #running = new Map<number, Running>()
  readonly #told: Throttle
  #last = 0

  /** `now`: milliseconds of a clock that is never set back. */
  constructor(
    private readonly now: () => number,
    tell: (works: readonly WorkInfo[]) => void,
  ) {
    this.#told = throttle(toldEvery, () => tell(this.infos()))
  }

  /** All that is under way, as a page shows it. */
  infos(): readonly WorkInfo[] {
    return Array.from(this.#running, ([id, { label, done, total, since, isCancelled }]) => ({
      ...{ id, label, done, total, cancelled: isCancelled },
      timeLeft: timeLeft({ done, total, since }, this.now()),
    }))
  }

  /** Does `work` under the reader's eyes; `total` is articles. */
  async run<T>(label: string, total: number, work: (work: Work) => Promise<T>): Promise<T> {
    const id = ++this.#last
    const running: Running = { label, total, since: this.now(), done: 0, isCancelled: false }
    this.#running.set(id, running)
    this.#told.call()
    try {
      return await work({
        get isCancelled() {
          return running.isCancelled
        },
        advance: (by) => {
          running.done += by
          this.#told.call()
        },
      })
    } finally {
      this.#running.delete(id)
      this.#told.call()
    }
  }

  /** Stops work after what it is at; nothing happens where it has ended. */
  cancel(id: number): void {
    const running = this.#running.get(id)
    if (running === undefined) return
    running.isCancelled = true
    this.#told.call()
  }
}
