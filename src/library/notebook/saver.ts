/** Saves what changed: many changes at once where they come together, and again where it failed. */
import { LecternError } from '#shared/result'

/** What became of the items of a batch: those that are not in here are on the disk. */
export type Failures<T> = ReadonlyMap<T, LecternError>

interface SaverOptions<T> {
  /** Saves the items; called with at most `batchSize`, never twice at a time. Throwing fails the whole batch. */
  readonly save: (items: readonly T[]) => Promise<Failures<T>>
  /** Milliseconds before the first, second, … attempt to save again; the last one repeats. */
  readonly retryDelays: readonly number[]
  /** Told when saving begins to fail, and when everything is on the disk again (null). */
  readonly onState: (problem: LecternError | null) => void
}

/** So many records share one lock and one fsync of their folder, while nobody waits long for either. */
const batchSize = 500

interface Ticket<T> {
  readonly waitingFor: Set<T>
  readonly failures: Map<T, LecternError>
  readonly settle: (failures: Failures<T>) => void
}

/** The queue between edits and the disk. An item that fails stays in it and holds up no other. */
export class Saver<T> {
  private readonly waiting = new Set<T>()
  private readonly failing = new Map<T, LecternError>()
  private readonly tickets = new Map<T, Ticket<T>[]>()
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private attempts = 0

  constructor(private readonly options: SaverOptions<T>) {}

  /** What keeps an edit from the disk; null when nothing does. */
  get problem(): LecternError | null {
    return [...this.failing.values()][0] ?? null
  }

  /** Resolves when all items, as they are now, are on the disk; rejects with the first failure, after the others are done. */
  async save(items: readonly T[]): Promise<void> {
    for (const failure of (await this.try(items)).values()) throw failure
  }

  /** Resolves when all items, as they are now, were tried to be saved, with what became of them. */
  try(items: readonly T[]): Promise<Failures<T>> {
    if (items.length === 0) return Promise.resolve(new Map())
    return new Promise((resolve) => {
      const ticket: Ticket<T> = { waitingFor: new Set(items), failures: new Map(), settle: resolve }
      for (const item of ticket.waitingFor) {
        this.waiting.add(item)
        const others = this.tickets.get(item)
        if (others) others.push(ticket)
        else this.tickets.set(item, [ticket])
      }
      this.start()
    })
  }

  /** Tries everything that is not on the disk; rejects if any of it still fails. */
  async flush(): Promise<void> {
    for (const item of this.failing.keys()) this.waiting.add(item)
    this.start()
    while (this.running) await this.running
    const problem = this.problem
    if (problem) throw problem
  }

  /** Ends the attempts to save again. */
  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  private start(): void {
    // After the current turn, so that edits made together are saved together.
    this.running ??= Promise.resolve()
      .then(() => this.run())
      .finally(() => {
        this.running = null
        if (this.waiting.size > 0) this.start()
      })
  }

  private async run(): Promise<void> {
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, batchSize)
      const tickets = new Map(batch.map((item) => [item, this.tickets.get(item) ?? []]))
      for (const item of batch) {
        this.waiting.delete(item)
        this.tickets.delete(item)
      }
      const failures = await this.attempt(batch)
      this.remember(batch, failures)
      for (const [item, waitingHere] of tickets) {
        for (const ticket of waitingHere) {
          const failure = failures.get(item)
          if (failure) ticket.failures.set(item, failure)
          ticket.waitingFor.delete(item)
          if (ticket.waitingFor.size === 0) ticket.settle(ticket.failures)
        }
      }
    }
  }

  private async attempt(batch: readonly T[]): Promise<Failures<T>> {
    try {
      return await this.options.save(batch)
    } catch (error) {
      const failure =
        error instanceof LecternError
          ? error
          : new LecternError('internal', error instanceof Error ? error.message : String(error), { cause: error })
      return new Map(batch.map((item) => [item, failure]))
    }
  }

  private remember(batch: readonly T[], failures: Failures<T>): void {
    const failedBefore = this.failing.size > 0
    for (const item of batch) {
      const failure = failures.get(item)
      // A record of a newer format is refused for good; everything else may go away by itself.
      if (failure && failure.code !== 'newer-format') this.failing.set(item, failure)
      else this.failing.delete(item)
    }
    const problem = this.problem
    if ((problem !== null) !== failedBefore) this.options.onState(problem)
    if (problem === null) this.attempts = 0
    else this.scheduleRetry()
  }

  private scheduleRetry(): void {
    if (this.timer) return
    const { retryDelays } = this.options
    const wait = retryDelays[Math.min(this.attempts++, retryDelays.length - 1)] ?? 0
    this.timer = setTimeout(() => {
      this.timer = null
      for (const item of this.failing.keys()) this.waiting.add(item)
      this.start()
    }, wait)
    this.timer.unref()
  }
}
