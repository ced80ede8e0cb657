/** Joins the segments of a library's search index behind the reader's back, as the store plans it. */
import { joinSegments, type SearchStore } from '#core/search/index'
import { SegmentWorker } from './segment-worker'

/** Bytes up to which a join takes a few milliseconds and is not worth a thread. */
const small = 256 * 1024
/** When this many joins in a row fail, the fault is not the moment's; the index works with more segments, too. */
const hopeless = 3

export class Merger {
  readonly #worker: SegmentWorker
  #running: Promise<void> | null = null
  #atRest = false
  #failures = 0
  #closed = false

  constructor(
    private readonly store: SearchStore,
    script: URL,
  ) {
    this.#worker = new SegmentWorker(script)
  }

  /** Joins what is worth joining while articles come. */
  wake(): void {
    this.#atRest = false
    void this.#run()
  }

  /** Joins everything that is worth joining when no more articles are about to come, unless that is aborted. */
  async rest(signal: AbortSignal): Promise<void> {
    this.#atRest = true
    if (signal.aborted) return
    const work = this.#run()
    await new Promise<void>((resolve) => {
      const end = (): void => {
        signal.removeEventListener('abort', end)
        resolve()
      }
      signal.addEventListener('abort', end)
      void work.then(end)
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#worker.close()
    await this.#running
  }

  #run(): Promise<void> {
    this.#running ??= this.#joinAll().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  async #joinAll(): Promise<void> {
    while (!this.#closed && this.#failures < hopeless) {
      const plan = this.store.plan(this.#atRest)
      if (plan === null) return
      const isSmall = plan.inputs.reduce((sum, { bytes }) => sum + bytes.length, 0) <= small
      try {
        const joined = isSmall ? joinSegments(plan.inputs) : await this.#worker.join(plan.inputs)
        this.store.replace(plan, joined)
        this.#failures = 0
      } catch {
        this.#failures += 1
      }
    }
  }
}
