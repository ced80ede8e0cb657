/** What some hits show of a query. */
import type { Hit } from './hits'

/** The different things that were met among some hits. */
export class Shown {
  /** Each thing counts once, however many hits it has. */
  worth = 0
  readonly #counts = new Map<number, number>()

  add({ of, worth }: Hit): void {
    const count = this.#counts.get(of) ?? 0
    if (count === 0) this.worth += worth
    this.#counts.set(of, count + 1)
  }

  /** Takes back one that was added. */
  remove({ of, worth }: Hit): void {
    const count = this.#counts.get(of) ?? 0
    if (count === 1) this.worth -= worth
    this.#counts.set(of, count - 1)
  }
}
