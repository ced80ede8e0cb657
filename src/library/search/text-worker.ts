/**
 * A worker thread that looks into canonical texts where that may take long: for regular expressions, which may take for ever,
 * and for the hits of long texts. It reads texts from their files itself. Who asks it watches the counters, and ends it.
 */
import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import {
  counters,
  type LookJob,
  type ShowJob,
  type TextAnswer,
  type TextJob,
  type TextSource,
  type TextWorkerStart,
  verdicts,
} from './text-protocol'

const { counters: shared } = workerData as TextWorkerStart

parentPort?.on('message', async (job: TextJob) => {
  const answer = job.kind === 'look' ? look(job) : await showIn(job)
  parentPort?.postMessage(answer)
})

function look(job: LookJob): TextAnswer {
  const { field, titles, found } = job
  const pattern = new RegExp(job.source, job.flags)
  const reader = new TextReader()
  for (let index = 0; index < found.length; index++) {
    if (Atomics.load(shared, counters.stop) === job.job) break
    Atomics.add(shared, counters.progress, 1)
    let verdict: number = verdicts.looked
    if (field !== 'body' && pattern.test(titles[index] ?? '')) verdict |= verdicts.inTitle
    if (field !== 'title') {
      const text = reader.read(sourceOf(job, index))
      if (text === null) verdict |= verdicts.unreadable
      else if (pattern.test(text)) verdict |= verdicts.inBody
    }
    found[index] = verdict
  }
  reader.close()
  return { kind: 'look', job: job.job }
}

function sourceOf({ files, places, memory }: LookJob, index: number): TextSource | undefined {
  const [number = -1, at = 0, bytes = 0, check = 0] = places.subarray(4 * index, 4 * index + 4)
  const file = files[number]
  if (file !== undefined) return { file, at, bytes, check }
  const text = memory.get(index)
  return text === undefined ? undefined : { text }
}

async function showIn({ job, article, text: source, request }: ShowJob): Promise<TextAnswer> {
  // The languages take a while to load; a thread that only looks through texts starts again without them.
  const { show } = await import('./show')
  Atomics.add(shared, counters.progress, 1)
  const reader = new TextReader()
  const text = reader.read(source)
  reader.close()
  return { kind: 'show', job, shown: text === null ? null : show({ ...article, text }, request) }
}

/** Reads texts one after another; a text whose bytes are not the ones that were put there cannot be read. */
class TextReader {
  readonly #files = new Map<string, number | null>()
  #buffer = Buffer.allocUnsafe(64 * 1024)

  read(source: TextSource | undefined): string | null {
    if (source === undefined) return null
    if ('text' in source) return source.text
    const { at, bytes, check } = source
    const file = this.#open(source.file)
    if (file === null) return null
    if (this.#buffer.length < bytes) this.#buffer = Buffer.allocUnsafe(bytes * 2)
    const read = readWhole(file, this.#buffer, bytes, at)
    return read !== bytes || crc32(this.#buffer.subarray(0, bytes)) !== check
      ? null
      : this.#buffer.toString('utf8', 0, bytes)
  }

  close(): void {
    for (const file of this.#files.values()) if (file !== null) closeSync(file)
  }

  #open(path: string): number | null {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    let file: number | null = null
    try {
      file = openSync(path, 'r')
    } catch {
      // Moved by a compaction, or another process's and gone: whoever asks can still read it.
    }
    this.#files.set(path, file)
    return file
  }
}

/** Returns how many bytes were there. */
function readWhole(file: number, into: Buffer, bytes: number, at: number): number {
  let read = 0
  while (read < bytes) {
    let more = 0
    try {
      more = readSync(file, into, read, bytes - read, at + read)
    } catch {
      return read
    }
    if (more === 0) break
    read += more
  }
  return read
}
