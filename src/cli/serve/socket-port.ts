/** A browser tab's WebSocket as one end of the contract: JSON messages, bounded in size, number and backlog. */
import type { WebSocket } from 'ws'
import { fail, type Result } from '#shared/result'
import type { Port } from '#shared/rpc'

/** Bounds of one tab's socket. */
export interface SocketBounds {
  /** Bytes that may wait for a tab that does not read; beyond it the socket is closed, and the page connects again. */
  readonly backlog: number
  /** Requests under way at once; more are read only when some are answered. */
  readonly requests: number
}

/** Room for several of the largest answers (a long article) and for a page that asks everything at once at its start. */
export const defaultBounds: SocketBounds = { backlog: 64 * 1024 * 1024, requests: 64 }

/** Wraps a socket as a port. What is no request at all is answered as an error, with the message's own id where it has one. */
export function socketPort(socket: WebSocket, bounds: SocketBounds = defaultBounds): Port {
  let underWay = 0

  const post = (message: unknown): void => {
    if (socket.readyState !== socket.OPEN) return
    if (isAnswer(message)) {
      underWay--
      if (underWay < bounds.requests && socket.isPaused) socket.resume()
    }
    const text = JSON.stringify(message)
    // One large answer may always be sent; it is a growing pile of them that means nobody reads.
    if (socket.bufferedAmount > 0 && socket.bufferedAmount + text.length > bounds.backlog) socket.terminate()
    else socket.send(text)
  }

  return {
    post,
    onMessage(listener) {
      const receive = (data: unknown, isBinary: boolean): void => {
        const read = isBinary ? null : parse(String(data))
        underWay++
        if (underWay >= bounds.requests) socket.pause()
        if (isRequest(read)) listener(read)
        else post({ id: idOf(read), answer: noRequest })
      }
      socket.on('message', receive)
      return () => socket.off('message', receive)
    },
    onClose(listener) {
      socket.once('close', listener)
      return () => socket.off('close', listener)
    },
  }
}

const noRequest: Result<never> = fail('invalid', 'This message is not a request that Lectern knows.')

/** The id of a message that cannot be told apart from others. */
const unknownId = -1

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const idOf = (value: unknown): number =>
  isObject(value) && Number.isSafeInteger(value.id) ? Number(value.id) : unknownId
const isRequest = (value: unknown): boolean =>
  isObject(value) && Number.isSafeInteger(value.id) && typeof value.channel === 'string'
const isAnswer = (value: unknown): boolean => isObject(value) && 'answer' in value
