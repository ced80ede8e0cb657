/** Tells which places of a folder changed on disk; where the system cannot tell, says so, and asks for a scan now and then. */
import type { AsyncSubscription } from '@parcel/watcher'
import { inside } from './paths'

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

/** Starts to watch a folder; the listener gets absolute paths, or an error when events were lost. */
export type Subscribe = (
  folder: string,
  listener: (error: Error | null, events: readonly { readonly path: string }[]) => void,
) => Promise<AsyncSubscription>

/** A watch on a folder. */
export interface Watch {
  close(): Promise<void>
}

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
  let timer: NodeJS.Timeout | null = null
  let firstAt = 0
  let rescans: NodeJS.Timeout | null = null
  let subscription: AsyncSubscription | null = null
  let closed = false

  const tell = (): void => {
    timer = null
    const paths = [...changed]
    changed.clear()
    if (!closed) onChange(paths)
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

  try {
    subscription = await subscribe(root, (error, events) => {
      if (closed) return
      // Events were lost, or the folder itself is gone: only a scan can tell what is there now.
      if (error !== null) return onChange(null)
      for (const event of events) {
        const path = inside(root, event.path)
        if (path !== null) changed.add(path)
      }
      if (changed.size === 0) return
      const now = performance.now()
      if (timer === null) firstAt = now
      else clearTimeout(timer)
      timer = setTimeout(tell, Math.max(0, Math.min(quiet, firstAt + patience - now)))
    })
  } catch (error) {
    fallBack(error)
  }

  return {
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      if (rescans !== null) clearInterval(rescans)
      await subscription?.unsubscribe().catch(() => undefined)
    },
  }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return /ENOSPC|No space left|limit/i.test(message) ? 'the system’s limit of watched folders is reached' : message
}
