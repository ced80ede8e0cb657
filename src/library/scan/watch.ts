/** Tells which places of a folder changed on disk; where the system cannot tell, says so, and asks for a scan now and then. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AsyncSubscription } from '@parcel/watcher'
import { oneAtATime } from '../concurrency'
import { inside } from '../paths'

export interface WatchOptions {
  /** The library's real folder. */
  readonly root: string
  /** Paths relative to the library at which something changed; null: anything may have. */
  readonly onChange: (paths: readonly string[] | null) => void
  /** Told once, in plain words, when changes are found by scanning only. */
  readonly onFallback: (message: string) => void
  /** Starts watching; by default through @parcel/watcher. */
  readonly subscribe?: Subscribe
  /** Milliseconds without an event after which a batch is told, milliseconds after which it is told at the latest. */
  readonly quiet?: number
  readonly patience?: number
  /** Milliseconds between two scans where watching fails. */
  readonly rescanEvery?: number
}

/** Something that happened at an absolute path. */
interface WatchEvent {
  readonly path: string
  readonly type?: 'create' | 'update' | 'delete'
}

/** Starts to watch a folder; the listener gets absolute paths, or an error when events were lost. */
export type Subscribe = (
  folder: string,
  listener: (error: Error | null, events: readonly WatchEvent[]) => void,
) => Promise<AsyncSubscription>

/** A watch on a folder. */
export interface Watch {
  close(): Promise<void>
}

/** Above this many folders watched by themselves, the whole library is watched anew. */
const manyAlone = 64

/** Folders whose inside never matters and changes all the time. */
const unwatched = ['**/node_modules/**', '**/.git/**']

const parcel: Subscribe = async (folder, listener) => {
  // Loaded late: where its native part is missing, only watching is lost.
  const { subscribe } = await import('@parcel/watcher')
  return subscribe(folder, listener, { ignore: [...unwatched] })
}

/** Watches a folder until `close`. Resolves when changes are noticed from now on; never rejects. */
export async function watchFolder({
  root,
  onChange,
  onFallback,
  subscribe = parcel,
  quiet = 30,
  patience = 300,
  rescanEvery = 60_000,
}: WatchOptions): Promise<Watch> {
  const changed = new Set<string>()
  let created = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let firstAt = 0
  let rescans: NodeJS.Timeout | null = null
  let closed = false
  /** By folder: of the library, and of folders in it that have to be watched by themselves. */
  const subscriptions = new Map<string, AsyncSubscription>()
  const serially = oneAtATime()

  const tell = (): void => {
    timer = null
    const paths = [...changed]
    const places = created
    changed.clear()
    created = new Set()
    if (closed) return
    onChange(paths)
    if (places.size > 0) void serially(() => cover(places)).catch(fallBack)
  }
  const noteChange = (place: string): void => {
    const path = inside(root, place)
    if (path === null) return
    changed.add(path)
    const now = performance.now()
    if (timer === null) firstAt = now
    else clearTimeout(timer)
    timer = setTimeout(tell, Math.max(0, Math.min(quiet, firstAt + patience - now)))
  }
  const listener: Parameters<Subscribe>[1] = (error, events) => {
    if (closed) return
    // Events were lost, or the folder itself is gone: only a scan can tell what is there now.
    if (error !== null) return onChange(null)
    for (const { path, type } of events) {
      if (type === 'create') created.add(path)
      noteChange(path)
    }
  }
  const unsubscribe = async (folder: string): Promise<void> => {
    const subscription = subscriptions.get(folder)
    subscriptions.delete(folder)
    await subscription?.unsubscribe().catch(() => undefined)
  }
  const watchPlace = async (folder: string): Promise<void> => {
    await unsubscribe(folder)
    if (closed) return
    subscriptions.set(folder, await subscribe(folder, listener))
    if (closed) await unsubscribe(folder)
  }
  /**
   * Linux watches a new folder only from the moment it tells of it: folders that were made in it before, as `mkdir -p` and moving do, are
   * never watched. Where a new folder has some that nobody was told of, it is watched by itself, with all below it.
   */
  const cover = async (places: ReadonlySet<string>): Promise<void> => {
    for (const place of places) {
      const entries = await readdir(place, { withFileTypes: true }).catch(() => [])
      if (!entries.some((entry) => entry.isDirectory() && !places.has(join(place, entry.name)))) continue
      if (subscriptions.size <= manyAlone) {
        await watchPlace(place).catch((error) => (isGone(error) ? undefined : Promise.reject(error)))
        noteChange(place)
        continue
      }
      for (const folder of [...subscriptions.keys()]) await unsubscribe(folder)
      await watchPlace(root)
      onChange(null)
      return
    }
  }
  const fallBack = (error: unknown): void => {
    if (rescans !== null || closed) return
    rescans = setInterval(() => onChange(null), rescanEvery)
    rescans.unref()
    onFallback(
      `Changes in ${root} cannot be noticed as they happen (${explain(error)}). ` +
        'Lectern looks for them once a minute instead.',
    )
  }

  await serially(() => watchPlace(root)).catch(fallBack)

  return {
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      if (rescans !== null) clearInterval(rescans)
      await serially(async () => {
        for (const folder of [...subscriptions.keys()]) await unsubscribe(folder)
      })
    },
  }
}

/** A folder went away between being told of and being watched. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && /ENOENT|No such file|not found/i.test(error.message)

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return /ENOSPC|No space left|limit/i.test(message) ? 'the system’s limit of watched folders is reached' : message
}
