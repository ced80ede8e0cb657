/** Puts a library's index on disk while it grows. An index that cannot be kept costs time at the next start and nothing else. */
import { toFailure } from '#shared/result'
import type { LibraryIndex } from './library-index'

/** Milliseconds between two commits of a long first reading: what a killed process loses. */
const commitEvery = 4_000
/** Milliseconds from a change to its commit: an edit seldom comes alone. */
const soon = 1_500

export class IndexKeeper {
  #lastCommit = Number.NEGATIVE_INFINITY
  #failed = false
  #timer: NodeJS.Timeout | null = null

  constructor(
    private readonly index: LibraryIndex,
    /** Milliseconds of a clock that is never set back. */
    private readonly now: () => number,
    /** Aborted when the library is closed. */
    private readonly closing: AbortSignal,
    /** Told once, until it works again, why the index cannot be kept. */
    private readonly onFailure: (reason: string) => void,
  ) {}

  /** Commits beside the work that goes on, when the last time was long ago. */
  nowAndThen(): void {
    const now = this.now()
    if (now - this.#lastCommit >= commitEvery) void this.commit()
  }

  /** Commits a little later, once for all that changes until then. */
  soon(): void {
    this.#timer ??= setTimeout(() => void this.#tidy(), soon).unref()
  }

  async commit(): Promise<void> {
    this.#begin()
    await this.#try(() => this.index.commit())
  }

  /** Commits, and tidies up. Nothing may be put into the index meanwhile. */
  async settle(): Promise<void> {
    this.#begin()
    await this.#try(() => this.index.settle(this.closing))
  }

  async #tidy(): Promise<void> {
    this.#begin()
    await this.#try(() => this.index.tidy(this.closing))
  }

  #begin(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#lastCommit = this.now()
  }

  async #try(write: () => Promise<void>): Promise<void> {
    try {
      await write()
      this.#failed = false
    } catch (error) {
      if (!this.#failed) this.onFailure(toFailure(error).message)
      this.#failed = true
    }
  }
}
