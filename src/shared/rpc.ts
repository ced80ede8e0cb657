/**
 * The contract over any two-way port (a MessagePort, a worker's port, a socket): requests one way, answers and events the
 * other. Both ends check what they receive: `serve` parses every request, `connect` every answer and event.
 */
import { z } from 'zod'
import {
  answerSchema,
  type Bridge,
  type ChannelMap,
  type Emit,
  type EventName,
  type EventPayload,
  events,
  type HandlersOf,
  type ResponseOf,
} from './contract'
import { type ErrorCode, fail, LecternError, ok, type Result, toFailure } from './result'

/** One end of a two-way pipe for structured-cloneable (over a socket: JSON) messages. */
export interface Port {
  post(message: unknown): void
  /** Calls the listener for every message from the other end; returns what stops it. */
  onMessage(listener: (message: unknown) => void): () => void
  /** Calls the listener once when the other end is gone. */
  onClose(listener: () => void): () => void
}

const requestFrame = z.object({ id: z.number().int(), channel: z.string(), request: z.unknown() })
const answerFrame = z.object({ id: z.number().int(), answer: answerSchema })
const eventFrame = z.object({ event: z.string(), payload: z.unknown() })

const isEvent = (name: string): name is EventName => Object.hasOwn(events, name)

/** Runs one request from `unknown`: unknown channels and misfitting payloads are typed failures, and nothing is thrown. */
export async function answer<M extends ChannelMap>(
  map: M,
  handlers: HandlersOf<M>,
  channel: string,
  request: unknown,
): Promise<Result<unknown>> {
  const schemas = Object.hasOwn(map, channel) ? map[channel] : undefined
  if (schemas === undefined) return fail('invalid', `There is no channel “${channel}” here.`)
  const parsed = schemas.request.safeParse(request)
  if (!parsed.success)
    return fail('invalid', `A request on “${channel}” does not fit: ${z.prettifyError(parsed.error)}`)
  try {
    const handler = handlers[channel] as (request: unknown) => Promise<unknown>
    return ok(await handler(parsed.data))
  } catch (thrown) {
    return { ok: false, error: toFailure(thrown) }
  }
}

/** Reads an answer of `channel` that came from the other side, or throws the `LecternError` it carries. */
export function readAnswer<M extends ChannelMap, C extends keyof M & string>(
  map: M,
  channel: C,
  received: unknown,
): ResponseOf<M, C> {
  const parsed = answerSchema.safeParse(received)
  if (!parsed.success) throw new LecternError('internal', `The answer on “${channel}” has no known form.`)
  if (!parsed.data.ok) throw new LecternError(parsed.data.error.code, parsed.data.error.message)
  const value = map[channel]?.response.safeParse(parsed.data.value)
  if (!value?.success)
    throw new LecternError(
      'internal',
      `The answer on “${channel}” does not fit: ${value ? z.prettifyError(value.error) : 'no such channel'}`,
    )
  return value.data as ResponseOf<M, C>
}

/** Reads an event's payload, which may be null itself; returns null where it does not fit. */
export function readEvent<E extends EventName>(
  event: E,
  received: unknown,
): { readonly payload: EventPayload<E> } | null {
  const parsed = events[event].safeParse(received)
  return parsed.success ? { payload: parsed.data as EventPayload<E> } : null
}

/** Answers requests that arrive on `port` until it closes; returns how to send events to the other end, and how to stop. */
export function serve<M extends ChannelMap>(
  map: M,
  handlers: HandlersOf<M>,
  port: Port,
): { readonly emit: Emit; stop(): void } {
  const stop = port.onMessage((message) => {
    const frame = requestFrame.safeParse(message)
    if (!frame.success) return
    const { id, channel, request } = frame.data
    void answer(map, handlers, channel, request).then((result) => port.post({ id, answer: result }))
  })
  return { emit: (event, payload) => port.post({ event, payload }), stop }
}

/** The asking end of a port. When the other end is gone, requests under way and later ones fail as `unavailable`. */
export function connect<M extends ChannelMap>(map: M, port: Port): Bridge<M> & { close(): void } {
  let nextId = 1
  let gone = false
  const waiting = new Map<number, { settle(answer: unknown): void; reject(code: ErrorCode, message: string): void }>()
  const listeners = new Map<EventName, Set<(payload: never) => void>>()

  const stopMessages = port.onMessage((message) => {
    const answered = answerFrame.safeParse(message)
    if (answered.success) {
      const request = waiting.get(answered.data.id)
      waiting.delete(answered.data.id)
      request?.settle(answered.data.answer)
      return
    }
    const told = eventFrame.safeParse(message)
    if (!told.success || !isEvent(told.data.event)) return
    const read = readEvent(told.data.event, told.data.payload)
    if (read === null) return
    for (const listener of listeners.get(told.data.event) ?? []) listener(read.payload as never)
  })
  const drop = (): void => {
    gone = true
    for (const request of waiting.values())
      request.reject('unavailable', 'The connection to the library was lost. Nothing saved is affected.')
    waiting.clear()
  }
  const stopClose = port.onClose(drop)

  return {
    request(channel, request) {
      return new Promise((resolve, reject) => {
        if (gone)
          return reject(new LecternError('unavailable', 'The library is not running. Nothing saved is affected.'))
        const id = nextId++
        waiting.set(id, {
          settle: (received) => {
            try {
              resolve(readAnswer(map, channel, received))
            } catch (error) {
              reject(error)
            }
          },
          reject: (code, text) => reject(new LecternError(code, text)),
        })
        port.post({ id, channel, request })
      })
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener as (payload: never) => void)
      return () => set.delete(listener as (payload: never) => void)
    },
    close() {
      stopMessages()
      stopClose()
      drop()
    },
  }
}
