import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { Channel, EventName, EventPayload, Request, Response } from '#shared/contract'
import { type Failure, toFailure } from '#shared/result'
import type { Connection } from './connection'

/** The one connection of this page. */
export const ConnectionContext = createContext<Connection | null>(null)

/** The connection this page talks through. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext)
  if (connection === null) throw new Error('No connection is provided.')
  return connection
}

/** Calls the newest `listener` with each payload of an event while the component lives. */
export function useEvent<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): void {
  const connection = useConnection()
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => connection.on(event, (payload) => latest.current(payload)), [connection, event])
}

/** Runs the newest `action` once, a while after the first of a burst of calls: events come faster than answers are needed. */
export function useGathered(milliseconds: number, action: () => void): () => void {
  const latest = useRef(action)
  useEffect(() => {
    latest.current = action
  })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(
    () => () => {
      clearTimeout(timer.current ?? undefined)
      timer.current = null
    },
    [],
  )
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      latest.current()
    }, milliseconds)
  }, [milliseconds])
}

/** What is known of a question: its last answer stays until the next one arrives, so that nothing flashes. */
export interface Asked<T> {
  readonly value: T | null
  /** As `value`, and where the same question failed later, what was answered before: for what may be shown a while too long. */
  readonly last: T | null
  readonly failure: Failure | null
  readonly pending: boolean
  reload(): void
}

interface Answer<T> extends Pick<Asked<T>, 'value' | 'last' | 'failure'> {
  /** The question that it answers; null before the first. */
  readonly answered: string | null
}

/** Milliseconds until a question is put again that found nobody to answer. */
const retryDelay = 1000

/** Asks when the request changes, when the connection is back, and when told to; answers that came too late are dropped. */
export function useQuery<C extends Channel>(channel: C, request: Request<C>, enabled = true): Asked<Response<C>> {
  const connection = useConnection()
  const key = JSON.stringify(request)
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<Answer<Response<C>>>({ value: null, last: null, failure: null, answered: null })
  const reload = useCallback(() => setTurn((n) => n + 1), [])
  useEffect(() => connection.onReconnect(reload), [connection, reload])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    if (!enabled) return
    let dropped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    connection.request(channel, JSON.parse(key) as Request<C>).then(
      (value) => {
        if (!dropped) setState({ value, last: value, failure: null, answered: key })
      },
      (thrown: unknown) => {
        if (dropped) return
        const failure = toFailure(thrown)
        const isAway = failure.code === 'unavailable'
        // Nobody there to ask: what is known of this very question stays, and with it whatever is being typed beside it.
        setState((known) => {
          const last = known.answered === key ? known.last : null
          return isAway && last !== null && known.value !== null ? known : { value: null, last, failure, answered: key }
        })
        if (isAway) timer = setTimeout(reload, retryDelay)
      },
    )
    return () => {
      dropped = true
      clearTimeout(timer)
    }
  }, [connection, channel, key, enabled, turn, reload])
  const pending = enabled && state.answered !== key
  return useMemo(() => {
    const { value, last, failure } = state
    return { value, last, failure, pending, reload }
  }, [state, pending, reload])
}
