/** A text worker and the watch over it: started when there is work, ended when it hangs or when there is none for a while. */
import { Worker } from 'node:worker_threads'
import { oneAtATime } from '../concurrency'
import { counters, type LookJob, type ShowJob, type TextAnswer, type TextJob } from './text-protocol'

/** Milliseconds without work after which the thread is ended. */
const idle = 20_000
/** How often a job is looked at, in milliseconds. */
const watchEvery = 10
/** Milliseconds that a thread may take to start. */
const startTime = 10_000
/** Milliseconds between asking a job to stop and ending the thread. */
const grace = 40

/** What a job may take. */
interface JobLimits {
  /** Milliseconds until it is cut short, once its thread has begun with it. */
  readonly deadline: number
  /** Milliseconds it may spend on one text. */
  readonly perText: number
  readonly signal?: AbortSignal
}

/** What became of a job. `stuck`: it hung over its `at`th text (from 0); `late`: time was up, or it was called off. */
type JobOutcome = JobEnd & {
  /** Milliseconds since its thread began with it. */
  readonly tookMs: number
}
type JobEnd =
  | { readonly is: 'answered'; readonly answer: TextAnswer }
  | { readonly is: 'late' }
  | { readonly is: 'stuck'; readonly at: number }
  | { readonly is: 'lost' }

interface Running {
  readonly job: number
  readonly watch: NodeJS.Timeout
  settle(outcome: JobEnd): void
}

/** How far a job is, as it was seen last. Times are milliseconds of `performance.now()`. */
interface Sight {
  /** When it was asked for. */
  readonly asked: number
  /** When its thread began with it; null before that. */
  begun: number | null
  /** The counter before the job, and as it was seen last. */
  readonly before: number
  progress: number
  /** When the counter was seen to grow last. */
  since: number
  /** When it was asked to stop; 0 before that. */
  stopped: number
}

/** Does one job after another. */
export class TextThread {
  readonly #counters = new Int32Array(new SharedArrayBuffer(4 * counters.count))
  readonly #serially = oneAtATime()
  #worker: Worker | null = null
  #running: Running | null = null
  #nextJob = 1
  #rest: NodeJS.Timeout | null = null
  #closed = false

  constructor(private readonly script: () => URL) {}

  /** Waits its turn, and does a job. Never rejects. */
  run(job: Omit<LookJob, 'job'> | Omit<ShowJob, 'job'>, limits: JobLimits): Promise<JobOutcome> {
    return this.#serially(async () => {
      if (limits.signal?.aborted || this.#closed) return { is: 'late', tookMs: 0 }
      return this.#run({ ...job, job: this.#nextJob++ } as TextJob, limits)
    })
  }

  /** Ends the thread; a job under way is lost, and there are no more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#end({ is: 'lost' })
  }

  #run(job: TextJob, limits: JobLimits): Promise<JobOutcome> {
    if (this.#rest !== null) clearTimeout(this.#rest)
    return new Promise((resolve) => {
      const before = Atomics.load(this.#counters, counters.progress)
      const asked = performance.now()
      const sight: Sight = { asked, begun: null, before, progress: before, since: asked, stopped: 0 }
      const watch = setInterval(() => this.#look(job.job, sight, limits), watchEvery)
      const settle = (end: JobEnd): void => {
        const now = performance.now()
        resolve({ ...end, tookMs: now - (sight.begun ?? now) })
      }
      this.#running = { job: job.job, watch, settle }
      const worker = this.#worker ?? this.#start()
      // A process that waits for an answer has to stay alive for it, and for nothing else of this.
      worker.ref()
      worker.postMessage(job)
    })
  }

  #look(job: number, sight: Sight, { deadline, perText, signal }: JobLimits): void {
    const now = performance.now()
    const progress = Atomics.load(this.#counters, counters.progress)
    if (progress !== sight.progress) {
      sight.progress = progress
      sight.since = now
      sight.begun ??= now
    }
    if (sight.stopped > 0) {
      if (now - sight.stopped > grace) void this.#end({ is: 'late' })
    } else if (signal?.aborted || (sight.begun !== null && now - sight.begun > deadline)) {
      sight.stopped = now
      Atomics.store(this.#counters, counters.stop, job)
    } else if (sight.begun === null) {
      if (now - sight.asked > startTime) void this.#end({ is: 'lost' })
    } else if (now - sight.since > perText) void this.#end({ is: 'stuck', at: progress - sight.before - 1 })
  }

  #start(): Worker {
    const worker = new Worker(this.script(), {
      workerData: { counters: this.#counters },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      stdout: true,
      stderr: true,
      env: {},
    })
    worker.on('message', (answer: TextAnswer) => this.#answered(answer))
    worker.on('error', () => this.#worker === worker && void this.#end({ is: 'lost' }))
    worker.on('exit', () => this.#worker === worker && void this.#end({ is: 'lost' }))
    this.#worker = worker
    return worker
  }

  #answered(answer: TextAnswer): void {
    const running = this.#running
    if (running?.job !== answer.job) return
    this.#running = null
    clearInterval(running.watch)
    this.#worker?.unref()
    this.#rest = setTimeout(() => void this.#end({ is: 'lost' }), idle)
    this.#rest.unref()
    const isCut = answer.kind === 'look' && Atomics.load(this.#counters, counters.stop) === answer.job
    running.settle(isCut ? { is: 'late' } : { is: 'answered', answer })
  }

  /** Ends the thread, and then the job: from then on it changes nothing any more. */
  async #end(end: JobEnd): Promise<void> {
    if (this.#rest !== null) clearTimeout(this.#rest)
    const [worker, running] = [this.#worker, this.#running]
    this.#worker = null
    this.#running = null
    if (running !== null) clearInterval(running.watch)
    await worker?.terminate()
    running?.settle(end)
  }
}
