/** A merge worker and the watch over it: started when there is work, ended when there is none for a while. */
import { Worker } from 'node:worker_threads'
import type { JoinInput } from '#core/search/join'
import type { SearchableAnnotation } from '#core/search/types'
import type { SegmentAnswer, SegmentJob, SegmentWork } from './merge-protocol'

/** Milliseconds without work after which the thread is ended. */
const idle = 5_000

interface Running {
  readonly job: number
  settle(segment: Uint8Array): void
  fail(error: Error): void
}

/** Makes segments in a thread, one at a time. */
export class SegmentWorker {
  #worker: Worker | null = null
  #running: Running | null = null
  #nextJob = 1
  #rest: NodeJS.Timeout | null = null

  constructor(private readonly script: URL) {}

  /** Joins segments; rejects when the thread is lost or ended. It is started again for the next segment. */
  join(inputs: readonly JoinInput[]): Promise<Uint8Array> {
    return this.#make({ kind: 'join', inputs })
  }

  /** Makes a segment of what readers wrote (`freezeAnnotations`); rejects as `join`. */
  freeze(annotations: readonly SearchableAnnotation[], languages: readonly string[]): Promise<Uint8Array> {
    return this.#make({ kind: 'freeze', annotations, languages })
  }

  /** Ends the thread; work under way rejects. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#lose(new Error('The merge worker was ended.'))
    await worker?.terminate()
  }

  #make(work: SegmentWork): Promise<Uint8Array> {
    if (this.#rest !== null) clearTimeout(this.#rest)
    return new Promise((settle, fail) => {
      const worker = this.#worker ?? this.#start()
      this.#running = { job: this.#nextJob++, settle, fail }
      const job: SegmentJob = { job: this.#running.job, work }
      // A process that waits for an answer has to stay alive for it, and for nothing else of this.
      worker.ref()
      worker.postMessage(job)
    })
  }

  #start(): Worker {
    const worker = new Worker(this.script, { env: {} })
    worker.on('message', (answer: SegmentAnswer) => this.#answered(answer))
    worker.on('error', (error) => this.#worker === worker && this.#lose(error))
    worker.on('exit', () => this.#worker === worker && this.#lose(new Error('The merge worker ended.')))
    this.#worker = worker
    return worker
  }

  #answered({ job, segment }: SegmentAnswer): void {
    const running = this.#running
    if (running?.job !== job) return
    this.#running = null
    this.#worker?.unref()
    this.#rest = setTimeout(() => void this.close(), idle)
    this.#rest.unref()
    running.settle(segment)
  }

  #lose(error: Error): void {
    if (this.#rest !== null) clearTimeout(this.#rest)
    this.#worker = null
    const running = this.#running
    this.#running = null
    running?.fail(error)
  }
}
