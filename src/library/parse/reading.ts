/** Reads many files through the parse pool, a few batches at a time. */
import { LecternError } from '#shared/result'
import type { FileState } from '../disk/file-state'
import type { ParsePool } from './parse-pool'
import type { FileToRead, ReadFiles } from './parse-protocol'

/** A batch is small in files, so that progress flows, and in bytes, so that no worker is long unavailable. */
const batchFiles = 64
const batchBytes = 512 * 1024

interface ReadingOptions {
  readonly root: string
  readonly pool: ParsePool
  readonly signal: AbortSignal
  /** The hash of what was read last of a file, or null. */
  readonly known: (path: string) => string | null
  /** Takes in a batch; the next ones are read meanwhile. */
  readonly apply: (files: ReadFiles) => Promise<void>
}

/** Reads all files. Throws `LecternError` 'cancelled' as soon as it is (what was not applied yet is dropped), and whatever `apply` throws. */
export async function readFiles(files: readonly FileState[], options: ReadingOptions): Promise<void> {
  const batches = batchesOf(files)
  let failure: unknown = null
  const drain = async (): Promise<void> => {
    for (let batch = batches.next(); !batch.done && failure === null; batch = batches.next()) {
      const wanted = batch.value.map(({ path }): FileToRead => ({ path, known: options.known(path) }))
      await options.apply(await unlessCancelled(options.pool.read(options.root, wanted), options.signal))
    }
  }
  // One batch more than there are workers, so that none of them waits for us.
  const drains = Array.from({ length: options.pool.width + 1 }, () =>
    drain().catch((error) => {
      failure ??= error
    }),
  )
  await Promise.all(drains)
  if (failure !== null) throw failure
}

/**
 * Waits for work, but not longer than until it is cancelled: a batch may take as long as a file's deadline. (`Promise.race`
 * against one long-lived promise would keep every batch in memory until the end.)
 */
function unlessCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(new LecternError('cancelled', 'Reading the articles was cancelled.'))
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel))
  })
}

function* batchesOf(files: readonly FileState[]): Generator<FileState[], undefined> {
  let batch: FileState[] = []
  let bytes = 0
  for (const file of files) {
    if (batch.length > 0 && (batch.length >= batchFiles || bytes + file.size > batchBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(file)
    bytes += file.size
  }
  if (batch.length > 0) yield batch
}
