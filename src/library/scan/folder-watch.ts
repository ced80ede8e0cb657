/** The watch on a library's folder, which may be gone for a while: on a disk that is not plugged in, on a network that is away. */
import { type Watch, type WatchOptions, watchFolder } from './watch'

/** Milliseconds until a folder that could not be read is tried again. */
const retryAfter = 30_000

export class FolderWatch {
  #watch: Promise<Watch> | null = null
  #retry: NodeJS.Timeout | null = null
  #wasGone = false
  #closed = false

  constructor(
    private readonly options: WatchOptions,
    /** Told to look for the folder again. */
    private readonly onRetry: () => void,
  ) {}

  start(): void {
    this.#watch = watchFolder(this.options)
  }

  /** The folder could not be read; it is looked for again after a while. */
  gone(): void {
    this.#wasGone = true
    this.#stopRetry()
    if (this.#closed) return
    this.#retry = setTimeout(this.onRetry, retryAfter)
    this.#retry.unref()
  }

  /**
   * The folder is there. One that was gone is another folder now to whoever watched it: it is watched anew. Resolves when changes are
   * noticed from now on, so that what is read after that misses none.
   */
  async there(): Promise<void> {
    this.#stopRetry()
    if (!this.#wasGone) return
    this.#wasGone = false
    await (await this.#watch)?.close()
    if (this.#closed) return
    this.start()
    await this.#watch
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopRetry()
    await (await this.#watch)?.close()
  }

  #stopRetry(): void {
    if (this.#retry !== null) clearTimeout(this.#retry)
    this.#retry = null
  }
}
