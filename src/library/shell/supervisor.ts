/**
 * Keeps a library process running for a shell. When it dies, open requests fail as `unavailable`, it is started again after a
 * pause that grows with each early death, and the libraries that were open are opened again before anyone else may ask.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { LibraryId } from '#shared/article'
import type { Bridge, EventName, EventPayload } from '#shared/contract'
import { libraryInfoSchema } from '#shared/library'
import { LecternError, toFailure } from '#shared/result'
import { connect, type Port } from '#shared/rpc'
import { type HostStart, hostChannels } from '../host/host-contract'
import { startMessage } from './ports'

type HostChannels = typeof hostChannels
type OpenRequest = z.output<HostChannels['host.open']['request']>

/** A library process that was just started. */
export interface LibraryProcess {
  readonly port: Port
  /** Asks it to end: it lets go of its watches and locks first. */
  kill(): void
}

/** Milliseconds. */
interface SupervisorTimes {
  /** The pause before the first restart; it doubles with each further early death, up to `longestPause`. */
  readonly firstPause: number
  readonly longestPause: number
  /** The death of a process that lived this long is not an early one. */
  readonly settledAfter: number
  /** How long `flush` waits for the last edits to reach the disk. */
  readonly flush: number
  /** How long `stop` waits for the process to be gone. */
  readonly farewell: number
}

export interface SupervisorOptions {
  /** Starts the process: `utilityProcess.fork` on the desktop, `child_process.fork` elsewhere. A failure is told by the port's close. */
  readonly spawn: () => LibraryProcess
  readonly start: HostStart
  readonly notify: (notice: EventPayload<'notice'>) => void
  /** Milliseconds from any start, never set back. */
  readonly now: () => number
  readonly times?: SupervisorTimes
}

/** The library process as a shell sees it: always there, though now and then `unavailable` for a moment. */
export interface SupervisedHost extends Bridge<HostChannels> {
  /** Calls the listener after each restart, when the libraries are open again; returns what stops it. */
  onRestart(listener: () => void): () => void
  /** Waits, for a bounded time, until every edit is on disk; false where that is not so. */
  flush(): Promise<boolean>
  /** Ends the process for good, and waits, for a bounded time, until it is gone. */
  stop(): Promise<void>
  /** Flushes, then stops; false where not every edit is on disk. */
  close(): Promise<boolean>
}

const defaultTimes: SupervisorTimes = {
  ...{ firstPause: 200, longestPause: 30_000, settledAfter: 60_000 },
  ...{ flush: 10_000, farewell: 3000 },
}

/** After this many early deaths in a row the reader is told that it does not look like a passing fault. */
const manyDeaths = 5

/** The pause before a restart after `earlyDeaths` early deaths in a row, milliseconds. */
export function pauseBefore(
  earlyDeaths: number,
  { firstPause, longestPause }: Pick<SupervisorTimes, 'firstPause' | 'longestPause'>,
): number {
  return Math.min(firstPause * 2 ** Math.max(0, earlyDeaths - 1), longestPause)
}

/** Starts the library process and watches over it until `close`. */
export function superviseLibrary({
  spawn,
  start,
  notify,
  now,
  times = defaultTimes,
}: SupervisorOptions): SupervisedHost {
  interface Running extends LibraryProcess {
    readonly bridge: Bridge<HostChannels>
  }
  const listeners: Listeners = new Map()
  const restarted = new Set<() => void>()
  const open = openRequests()
  const ending = new AbortController()
  let earlyDeaths = 0
  /** The process that was started last, until it dies. */
  let launched: Running | null = null
  /** The same, once its libraries are open again and it may be asked. */
  let live: Running | null = null

  const launch = (): Running => {
    const startedAt = now()
    const started = spawn()
    const { port } = started
    const bridge = connect(hostChannels, port)
    const running: Running = { port, bridge, kill: () => started.kill() }
    port.onClose(() => {
      bridge.close()
      launched = null
      live = null
      if (ending.signal.aborted) return
      earlyDeaths = now() - startedAt < times.settledAfter ? earlyDeaths + 1 : 1
      if (earlyDeaths === 1) notify({ level: 'warning', message: stopped })
      if (earlyDeaths === manyDeaths) notify({ level: 'error', message: keepsStopping })
      sleep(pauseBefore(earlyDeaths, times), undefined, { signal: ending.signal }).then(relaunch, () => undefined)
    })
    port.post(startMessage(start))
    for (const [event, set] of listeners) bridge.on(event, (payload) => tell(set, payload))
    launched = running
    return running
  }

  const relaunch = async (): Promise<void> => {
    const running = launch()
    for (const [library, request] of open.all()) {
      await running.bridge.request('host.open', request).catch((error: unknown) => {
        // The process died again: the next one tries. Anything else is about this one folder.
        if (error instanceof LecternError && error.code === 'unavailable') return
        open.forget(library)
        notify({ level: 'warning', message: `A library could not be opened again. ${toFailure(error).message}` })
      })
    }
    if (launched !== running) return
    live = running
    for (const listener of restarted) listener()
  }

  const flush = async (): Promise<boolean> => {
    if (!live) return true
    const saved = live.bridge.request('host.flush', null).then(
      () => true,
      () => false,
    )
    return within(times.flush, saved, false)
  }

  const stop = async (): Promise<void> => {
    ending.abort()
    if (!launched) return
    const gone = new Promise<void>((resolve) => launched?.port.onClose(resolve))
    launched.kill()
    await within(times.farewell, gone, undefined)
  }

  live = launch()

  return {
    async request(channel, request) {
      if (!live)
        throw new LecternError(
          'unavailable',
          'The library is starting again. Nothing saved is affected; try again in a moment.',
        )
      const answer = await live.bridge.request(channel, request)
      open.note(channel, request, answer)
      return answer
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      if (!listeners.has(event)) {
        listeners.set(event, set)
        launched?.bridge.on(event, (payload) => tell(set, payload))
      }
      set.add(listener as (payload: never) => void)
      return () => set.delete(listener as (payload: never) => void)
    },
    onRestart(listener) {
      restarted.add(listener)
      return () => restarted.delete(listener)
    },
    flush,
    stop,
    async close() {
      const saved = await flush()
      await stop()
      return saved
    },
  }
}

/** What a promise gives, or something else where that takes longer than so many milliseconds. */
async function within<T>(time: number, promise: Promise<T>, otherwise: T): Promise<T> {
  const inTime = new AbortController()
  const late = sleep(time, otherwise, { signal: inTime.signal }).catch(() => otherwise)
  return Promise.race([promise, late]).finally(() => inTime.abort())
}

type Listeners = Map<EventName, Set<(payload: never) => void>>

function tell(set: ReadonlySet<(payload: never) => void>, payload: unknown): void {
  for (const listener of set) listener(payload as never)
}

/** Keeps what a new process has to be told, read off the requests that pass. */
function openRequests(): {
  all(): readonly (readonly [LibraryId, OpenRequest])[]
  forget(library: LibraryId): void
  note(channel: string, request: unknown, answer: unknown): void
} {
  const open = new Map<LibraryId, OpenRequest>()
  return {
    all: () => [...open],
    forget: (library) => void open.delete(library),
    note(channel, request, answer) {
      switch (channel) {
        case 'host.open':
          open.set(libraryInfoSchema.parse(answer).id, hostChannels[channel].request.parse(request))
          break
        case 'host.close':
          open.delete(hostChannels[channel].request.parse(request).library)
          break
        case 'host.setRules': {
          const { library, include, exclude } = hostChannels[channel].request.parse(request)
          const opened = open.get(library)
          if (opened) open.set(library, { ...opened, include, exclude })
          break
        }
        case 'host.setDefaultPlace': {
          const { notebookPlace } = hostChannels[channel].request.parse(request)
          for (const [library, opened] of open) open.set(library, { ...opened, notebookPlace })
        }
      }
    },
  }
}

const stopped =
  'The library stopped unexpectedly and is starting again. What was saved is safe, and what you are writing is saved again by itself.'
const keepsStopping =
  'The library keeps stopping. What was saved is safe. Close the library you opened last; if that does not help, start Lectern again.'
