import {
  type Bridge,
  type Channel,
  channels,
  type EventName,
  type EventPayload,
  events,
  type Request,
  type Response,
} from '#shared/contract'
import { LecternError } from '#shared/result'
import { connect, type Port } from '#shared/rpc'
import type { Connection } from './connection'

/** What of a WebSocket is used here. */
export type SocketLike = Pick<WebSocket, 'send' | 'close' | 'addEventListener' | 'readyState'>

const firstDelay = 250
const longestDelay = 4000
/** How long a request waits for a lost connection to come back, milliseconds. */
const patience = 5000
/** How long a socket may take to prove, after a sleep, that anyone is still at its other end, milliseconds. */
const proofTime = 3000

/**
 * The bridge over a socket that is opened again, with growing pauses, whenever it is lost. `onWake` calls its listener when the
 * machine or the network may have been away: then a socket can look open for minutes with nobody at its other end, so that it
 * has to prove itself, and one that is waited for is opened at once.
 */
export function socketConnection(open: () => SocketLike, onWake: (listener: () => void) => void): Connection {
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const lost = new Set<() => void>()
  const reconnected = new Set<() => void>()
  let delay = firstDelay
  let wasOpen = false
  let arrive: (bridge: Bridge) => void = () => undefined
  let ready = nextBridge()

  function nextBridge(): Promise<Bridge> {
    return new Promise((resolve) => {
      arrive = resolve
    })
  }

  let current: { readonly prove: () => void } | null = null
  let redial: ReturnType<typeof setTimeout> | null = null

  function dial(): void {
    redial = null
    const socket = open()
    let bridge: (Bridge & { close(): void }) | null = null
    let isLost = false
    const lose = (): void => {
      if (isLost) return
      isLost = true
      current = null
      if (bridge !== null) {
        ready = nextBridge()
        bridge.close()
        for (const listener of lost) listener()
      }
      redial = setTimeout(dial, delay)
      delay = Math.min(delay * 2, longestDelay)
    }
    socket.addEventListener('open', () => {
      if (isLost) return
      delay = firstDelay
      const opened = connect(channels, socketPort(socket))
      bridge = opened
      current = { prove: () => void prove(opened) }
      for (const event of Object.keys(events) as EventName[])
        opened.on(event, (payload) => {
          for (const listener of listeners.get(event) ?? []) listener(payload as never)
        })
      arrive(opened)
      if (wasOpen) for (const listener of reconnected) listener()
      wasOpen = true
    })
    socket.addEventListener('close', lose)

    async function prove(opened: Bridge): Promise<void> {
      const timer = setTimeout(() => {
        // A close that nobody answers takes its own time; what comes of it no longer counts.
        socket.close()
        lose()
      }, proofTime)
      await opened.request('app.info', null).catch(() => undefined)
      clearTimeout(timer)
    }
  }
  onWake(() => {
    current?.prove()
    if (redial === null) return
    clearTimeout(redial)
    delay = firstDelay
    dial()
  })
  dial()

  return {
    async request<C extends Channel & string>(channel: C, request: Request<C>): Promise<Response<C>> {
      const bridge = await withPatience(ready)
      return bridge.request(channel, request)
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener as (payload: never) => void)
      return () => set.delete(listener as (payload: never) => void)
    },
    openDropped: () =>
      Promise.reject(new LecternError('unavailable', 'A browser does not say where a dropped folder lies.')),
    onLost(listener) {
      lost.add(listener)
      return () => lost.delete(listener)
    },
    onReconnect(listener) {
      reconnected.add(listener)
      return () => reconnected.delete(listener)
    },
  }
}

function withPatience(ready: Promise<Bridge>): Promise<Bridge> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new LecternError(
            'unavailable',
            'Lectern is not answering. Nothing saved is affected, and it is tried again. If Lectern was stopped, start it again and open the address it prints in this browser: this page then goes on where it was.',
          ),
        ),
      patience,
    )
    void ready.then((bridge) => {
      clearTimeout(timer)
      resolve(bridge)
    })
  })
}

/** A socket that carries JSON texts, as a port. */
function socketPort(socket: SocketLike): Port {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      const stop = new AbortController()
      socket.addEventListener(
        'message',
        (event) => {
          if (typeof event.data !== 'string') return
          try {
            listener(JSON.parse(event.data))
          } catch {
            socket.close()
          }
        },
        { signal: stop.signal },
      )
      return () => stop.abort()
    },
    onClose(listener) {
      const stop = new AbortController()
      socket.addEventListener('close', listener, { signal: stop.signal, once: true })
      return () => stop.abort()
    },
  }
}
