/** One parse worker and the watch over it: a job ends with an answer, or with the worker's end and the file that caused it. */
import { Worker } from 'node:worker_threads'
import type { FileToRead, ReadAnswer, ReadFiles, ReadJob } from './parse-protocol'

/** Bounds on what one file may cost. */
interface WorkerLimits {
  /** Milliseconds for one file. */
  readonly deadline: number
  /** Megabytes of heap. */
  readonly memory: number
}

/** Thrown when a worker was lost over a job. */
export class WorkerLost extends Error {
  constructor(
    /** Which of the job's files it was at; null when it had not begun. */
    readonly at: number | null,
    override readonly cause: 'deadline' | 'memory' | 'crash' | 'closed',
    message: string,
  ) {
    super(message)
  }
}

interface Running {
  readonly job: number
  /** The counter before the job. */
  readonly before: number
  /** What the counter was when it was last looked at, and since when. */
  counter: number
  since: number
  settle(files: ReadFiles): void
  fail(lost: WorkerLost): void
}

/** A worker thread that does one job after another. */
export class PooledWorker {
  readonly #worker: Worker
  readonly #begun = new Int32Array(new SharedArrayBuffer(4))
  readonly #watch: NodeJS.Timeout
  #running: Running | null = null
  #lost = false
  #nextJob = 1
  /** Since when it has nothing to do, milliseconds of `performance.now()`. */
  idleSince = performance.now()

  constructor(
    script: URL,
    private readonly limits: WorkerLimits,
    private readonly onLost: () => void,
  ) {
    this.#worker = new Worker(script, {
      workerData: { begun: this.#begun },
      resourceLimits: { maxOldGenerationSizeMb: limits.memory, maxYoungGenerationSizeMb: 32 },
      // What a hostile file makes a parser say is nobody's output.
      stdout: true,
      stderr: true,
      env: {},
    })
    this.#worker.on('message', (answer: ReadAnswer) => this.#answered(answer))
    this.#worker.on('error', (error: Error & { code?: string }) =>
      this.#lose(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash', error.message),
    )
    this.#worker.on('exit', () => this.#lose('crash', 'The worker ended.'))
    this.#worker.unref()
    this.#watch = setInterval(() => this.#look(), Math.max(10, Math.min(1000, limits.deadline / 4)))
    this.#watch.unref()
  }

  get busy(): boolean {
    return this.#running !== null
  }

  get lost(): boolean {
    return this.#lost
  }

  /** Reads the files of a job. Rejects with `WorkerLost`; the worker is of no use then. */
  run(root: string, files: readonly FileToRead[], whole: boolean): Promise<ReadFiles> {
    return new Promise((settle, fail) => {
      const job: ReadJob = { job: this.#nextJob++, root, files, whole }
      const before = Atomics.load(this.#begun, 0)
      this.#running = { job: job.job, before, counter: before, since: performance.now(), settle, fail }
      // A process that waits for an answer has to stay alive for it.
      this.#worker.ref()
      this.#worker.postMessage(job)
    })
  }

  /** Ends the worker; a job under way rejects. */
  async close(): Promise<void> {
    this.#lose('closed', 'The worker was ended.')
    await this.#worker.terminate()
  }

  #answered(answer: ReadAnswer): void {
    const running = this.#running
    if (running?.job !== answer.job) return
    this.#running = null
    this.idleSince = performance.now()
    this.#worker.unref()
    running.settle(answer)
  }

  #look(): void {
    const running = this.#running
    if (running === null) return
    const counter = Atomics.load(this.#begun, 0)
    const now = performance.now()
    if (counter !== running.counter) {
      running.counter = counter
      running.since = now
    } else if (now - running.since > this.limits.deadline) this.#lose('deadline', 'The deadline has passed.')
  }

  #lose(cause: WorkerLost['cause'], message: string): void {
    if (this.#lost) return
    this.#lost = true
    clearInterval(this.#watch)
    const running = this.#running
    this.#running = null
    const at = running === null ? -1 : Atomics.load(this.#begun, 0) - running.before - 1
    void this.#worker.terminate()
    this.onLost()
    running?.fail(new WorkerLost(at < 0 ? null : at, cause, message))
  }
}
