/**
 * The parse workers of a process. Reading for the index fills all but one of them; the last one is kept for an article that
 * someone waits to see. A file that hangs or explodes costs its worker and is refused; the files around it are read again.
 */
import { LecternError } from '#shared/result'
import type { FileToRead, ReadFiles, Reading, RefusedReading } from './parse-protocol'
import { PooledWorker, WorkerLost } from './pooled-worker'

export interface ParsePoolOptions {
  readonly script: URL
  /** Workers for the index. */
  readonly width: number
  /** Milliseconds one file may take. */
  readonly deadline?: number
  /** Megabytes of heap one worker may take. */
  readonly memory?: number
  /** After how many milliseconds without work all workers but one are ended. */
  readonly idle?: number
}

/** Reads files of any open library. */
export interface ParsePool {
  readonly width: number
  /** Reads files for the index. Each comes to one reading, in any order. Rejects only when no worker can be started, or on close. */
  read(root: string, files: readonly FileToRead[]): Promise<ReadFiles>
  /** Reads one article whole, before anything that waits for the index. */
  open(root: string, path: string): Promise<Reading>
  close(): Promise<void>
}

/** How many workers suit a machine with that many cores. */
export const poolWidth = (cores: number): number => Math.max(1, Math.min(4, cores))

/** When this many workers in a row are lost before they begin, the fault is ours and not a file's. */
const hopeless = 3

interface Task {
  readonly root: string
  readonly files: readonly FileToRead[]
  readonly whole: boolean
  settle(files: ReadFiles): void
  fail(error: Error): void
}

/** Makes a pool; workers are started when there is work for them. */
export function createParsePool(options: ParsePoolOptions): ParsePool {
  return new Pool({ deadline: 30_000, memory: 512, idle: 5_000, ...options })
}

class Pool implements ParsePool {
  readonly #workers = new Set<PooledWorker>()
  readonly #waiting: { urgent: Task[]; patient: Task[] } = { urgent: [], patient: [] }
  readonly #rest: NodeJS.Timeout
  #patientRunning = 0
  #lostAtStart = 0
  #closed = false

  constructor(private readonly options: Required<ParsePoolOptions>) {
    this.#rest = setInterval(() => this.#endIdle(), options.idle)
    this.#rest.unref()
  }

  get width(): number {
    return this.options.width
  }

  async read(root: string, files: readonly FileToRead[]): Promise<ReadFiles> {
    return this.#read(root, files, false, false)
  }

  async open(root: string, path: string): Promise<Reading> {
    const { readings } = await this.#read(root, [{ path, known: null }], true, false)
    return readings[0] ?? { is: 'gone', path }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#rest)
    const left = [...this.#waiting.urgent.splice(0), ...this.#waiting.patient.splice(0)]
    for (const task of left) task.fail(closed())
    await Promise.all([...this.#workers].map((worker) => worker.close()))
  }

  async #read(root: string, files: readonly FileToRead[], whole: boolean, again: boolean): Promise<ReadFiles> {
    if (files.length === 0) return { readings: [], segments: [] }
    try {
      return await this.#submit(root, files, whole)
    } catch (error) {
      if (!(error instanceof WorkerLost)) throw error
      if (error.cause === 'closed') throw closed()
      if (error.at === null) return this.#read(root, files, whole, again)
      const culprit = files[error.at]
      const others = await this.#read(root, files.toSpliced(error.at, 1), whole, false)
      if (culprit === undefined) return others
      // Memory may have been short because of the files before it, so it gets a worker to itself once.
      if (error.cause !== 'deadline' && !again && files.length > 1) {
        const alone = await this.#read(root, [culprit], whole, true)
        return {
          readings: [...others.readings, ...alone.readings],
          segments: [...others.segments, ...alone.segments],
        }
      }
      return { ...others, readings: [...others.readings, refusal(culprit.path, error)] }
    }
  }

  #submit(root: string, files: readonly FileToRead[], whole: boolean): Promise<ReadFiles> {
    return new Promise((settle, fail) => {
      if (this.#closed) return fail(closed())
      this.#waiting[whole ? 'urgent' : 'patient'].push({ root, files, whole, settle, fail })
      this.#dispatch()
    })
  }

  #dispatch(): void {
    for (;;) {
      const urgent = this.#waiting.urgent[0]
      const patient = this.#patientRunning < this.options.width ? this.#waiting.patient[0] : undefined
      const task = urgent ?? patient
      if (task === undefined) return
      const worker = this.#freeWorker()
      if (worker === null) return
      if (task === urgent) this.#waiting.urgent.shift()
      else this.#waiting.patient.shift()
      void this.#run(worker, task)
    }
  }

  async #run(worker: PooledWorker, task: Task): Promise<void> {
    if (!task.whole) this.#patientRunning++
    try {
      const outcome = await worker.run(task.root, task.files, task.whole)
      this.#lostAtStart = 0
      task.settle(outcome)
    } catch (error) {
      const atStart = error instanceof WorkerLost && error.at === null && error.cause !== 'closed'
      this.#lostAtStart = atStart ? this.#lostAtStart + 1 : 0
      const message = error instanceof Error ? error.message : String(error)
      if (this.#lostAtStart < hopeless) task.fail(error instanceof Error ? error : new Error(message))
      else task.fail(new LecternError('internal', `The part of Lectern that reads files does not start: ${message}`))
    } finally {
      if (!task.whole) this.#patientRunning--
      if (!this.#closed) this.#dispatch()
    }
  }

  #freeWorker(): PooledWorker | null {
    for (const worker of this.#workers) if (!worker.busy && !worker.lost) return worker
    if (this.#workers.size > this.options.width) return null
    const { script, deadline, memory } = this.options
    const worker: PooledWorker = new PooledWorker(script, { deadline, memory }, () => this.#workers.delete(worker))
    this.#workers.add(worker)
    return worker
  }

  /** One stays warm, so that the next article opens at once. */
  #endIdle(): void {
    const now = performance.now()
    for (const worker of [...this.#workers]) {
      if (this.#workers.size <= 1) return
      if (!worker.busy && now - worker.idleSince >= this.options.idle) void worker.close()
    }
  }
}

function refusal(path: string, lost: WorkerLost): RefusedReading {
  const reasons = {
    deadline: 'Reading it took too long, so it was given up.',
    memory: 'Reading it took too much memory, so it was given up.',
    crash: 'Reading it failed: the part of Lectern that reads files broke down over it.',
    closed: 'Reading it was cut short.',
  } as const
  return { is: 'refused', path, reason: reasons[lost.cause], lasting: true }
}

const closed = (): LecternError => new LecternError('cancelled', 'Reading was ended because the library was closed.')
