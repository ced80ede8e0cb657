import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type SocketLike, socketConnection } from '../../../src/renderer/client/socket-connection'

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  readonly readyState = 1
  readonly sent: { readonly id: number; readonly channel: string }[] = []
  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }
  close(): void {
    this.dispatchEvent(new Event('close'))
  }
  open(): void {
    this.dispatchEvent(new Event('open'))
  }
  receive(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start() {
  const sockets: FakeSocket[] = []
  let wake: () => void = () => undefined
  const connection = socketConnection(
    () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as SocketLike
    },
    (listener) => {
      wake = listener
    },
  )
  return { connection, sockets, wake: () => wake() }
}

describe('the socket connection', () => {
  test('a request made before the socket is open goes out when it is', async () => {
    const { connection, sockets } = start()
    const asked = connection.request('libraries.list', null)
    sockets[0]?.open()
    await vi.advanceTimersByTimeAsync(0)
    expect(sockets[0]?.sent).toEqual([{ id: 1, channel: 'libraries.list', request: null }])
    sockets[0]?.receive({ id: 1, answer: { ok: true, value: [] } })
    expect(await asked).toEqual([])
  })

  test('a lost socket fails what is under way, and another is opened', async () => {
    const { connection, sockets } = start()
    let back = 0
    let lost = 0
    connection.onReconnect(() => back++)
    connection.onLost(() => lost++)
    sockets[0]?.open()
    expect(lost).toBe(0)
    const asked = connection.request('libraries.list', null)
    const refused = expect(asked).rejects.toMatchObject({ code: 'unavailable' })
    await vi.advanceTimersByTimeAsync(0)
    sockets[0]?.close()
    await refused
    expect(lost).toBe(1)
    await vi.advanceTimersByTimeAsync(250)
    sockets[1]?.open()
    expect(back).toBe(1)
    const again = connection.request('libraries.list', null)
    await vi.advanceTimersByTimeAsync(0)
    expect(sockets[1]?.sent).toHaveLength(1)
    sockets[1]?.receive({ id: 1, answer: { ok: true, value: [] } })
    expect(await again).toEqual([])
  })

  test('pauses grow while nobody answers, and a request gives up in time', async () => {
    const { connection, sockets } = start()
    const refused = expect(connection.request('libraries.list', null)).rejects.toMatchObject({ code: 'unavailable' })
    for (let round = 0; round < 8; round++) {
      sockets.at(-1)?.close()
      await vi.advanceTimersByTimeAsync(1000)
    }
    await refused
    expect(sockets.length).toBeGreaterThan(3)
    expect(sockets.length).toBeLessThan(8)
  })

  test('events reach listeners over every socket; what does not fit the contract does not', async () => {
    const { connection, sockets } = start()
    const heard: unknown[] = []
    connection.on('notice', (notice) => heard.push(notice))
    sockets[0]?.open()
    sockets[0]?.receive({ event: 'notice', payload: { level: 'info', message: 'one' } })
    sockets[0]?.receive({ event: 'notice', payload: { level: 'loud', message: 'no' } })
    sockets[0]?.close()
    await vi.advanceTimersByTimeAsync(250)
    sockets[1]?.open()
    sockets[1]?.receive({ event: 'notice', payload: { level: 'error', message: 'two' } })
    expect(heard).toEqual([
      { level: 'info', message: 'one' },
      { level: 'error', message: 'two' },
    ])
  })

  test('after a sleep, a socket with nobody at its other end is given up and another one opened', async () => {
    const { connection, sockets, wake } = start()
    sockets[0]?.open()
    const asked = expect(connection.request('libraries.list', null)).rejects.toMatchObject({ code: 'unavailable' })
    await vi.advanceTimersByTimeAsync(0)
    const dead = sockets[0]
    if (dead !== undefined) dead.close = () => undefined
    let back = 0
    connection.onReconnect(() => back++)
    wake()
    await vi.advanceTimersByTimeAsync(3000)
    await asked
    await vi.advanceTimersByTimeAsync(250)
    expect(sockets).toHaveLength(2)
    sockets[1]?.open()
    expect(back).toBe(1)
    // The old one closes at last: that takes nothing from the new one.
    dead?.dispatchEvent(new Event('close'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sockets).toHaveLength(2)
  })

  test('after a sleep, a socket that answers stays', async () => {
    const { sockets, wake } = start()
    sockets[0]?.open()
    wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(sockets[0]?.sent).toEqual([{ id: 1, channel: 'app.info', request: null }])
    sockets[0]?.receive({ id: 1, answer: { ok: false, error: { code: 'internal', message: 'here all the same' } } })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sockets).toHaveLength(1)
  })

  test('after a sleep, a connection that is waited for is tried at once', async () => {
    const { sockets, wake } = start()
    for (let round = 0; round < 6; round++) {
      sockets.at(-1)?.close()
      await vi.advanceTimersByTimeAsync(4000)
    }
    sockets.at(-1)?.close()
    const before = sockets.length
    wake()
    expect(sockets).toHaveLength(before + 1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sockets).toHaveLength(before + 1)
  })
})
