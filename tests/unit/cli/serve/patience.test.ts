/** Visitors who are slow, silent or many: the server lets go of them, and answers the others. */
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { plainPage } from '#library/shell/pages'
import { type Patience, type RunningServer, startServer } from '../../../../src/cli/serve/server'

const cookie = 'lectern-1=a-token'
/** Far more than the system keeps for a connection that nobody reads. */
const large = new Uint8Array(64 * 1024 * 1024)
let server: RunningServer
let tabs: Set<unknown>
const sockets = new Set<{ terminate?(): void; destroy?(): void }>()

const brief: Patience = { request: 200, idle: 400, ping: 100 }

beforeEach(async () => {
  tabs = new Set()
  server = await start(brief)
})

const start = (patience: Patience): Promise<RunningServer> =>
  startServer({
    port: 0,
    host: null,
    token: 'a-token',
    cookieName: 'lectern-1',
    patience,
    pages: () => async () => ({ ...plainPage(200, ''), body: large }),
    onTab: (port) => {
      const open = tabs.add(port)
      port.onClose(() => open.delete(port))
    },
  })

afterEach(async () => {
  for (const socket of sockets) {
    socket.terminate?.()
    socket.destroy?.()
  }
  sockets.clear()
  await server.close()
})

function dial(): Socket {
  const stream = connectTcp(server.port, '127.0.0.1').on('error', () => undefined)
  sockets.add(stream)
  return stream
}

function openTab(options: { readonly autoPong?: boolean } = {}): WebSocket {
  const origin = `http://127.0.0.1:${server.port}`
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, { origin, headers: { cookie }, ...options })
  sockets.add(socket.on('error', () => undefined))
  return socket
}

/** Everything a connection says until it is closed. */
async function heard(stream: Socket): Promise<string> {
  let said = ''
  stream.on('data', (data) => {
    said += data.toString('latin1')
  })
  await once(stream, 'close')
  return said
}

/** Writes letter by letter, for as long as anyone listens. */
async function trickle(stream: Socket, text: string): Promise<void> {
  for (const letter of text) {
    if (stream.destroyed || !stream.writable) return
    stream.write(letter)
    await delay(20)
  }
}

const request = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nCookie: ${cookie}\r\n\r\n`

describe('a slow visitor', () => {
  it('who sends headers byte by byte is told so and cut off', async () => {
    const stream = dial()
    const said = heard(stream)
    await trickle(stream, `GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Slow: ${'x'.repeat(10_000)}`)
    expect(await said).toMatch(/^HTTP\/1\.1 408 /)
  })

  it('who opens a connection and says nothing is cut off', async () => {
    const stream = dial()
    const said = await heard(stream)
    expect(said).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('who never ends what it sends is refused and cut off', async () => {
    const stream = dial()
    const said = heard(stream)
    stream.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 1000000\r\n\r\n`)
    await trickle(stream, 'x'.repeat(10_000))
    expect(await said).toMatch(/^HTTP\/1\.1 403 /)
  })

  it('who asks and reads nothing is cut off before all was sent', async () => {
    const stream = dial()
    await once(stream, 'connect')
    stream.pause()
    stream.write(request('/'))
    const closed = once(stream, 'close')
    await delay(1500)
    let bytes = 0
    stream.on('data', (data) => {
      bytes += data.length
    })
    stream.resume()
    await closed
    expect(bytes).toBeLessThan(large.length)
  })
})

describe('a tab', () => {
  it('that answers no ping is cut off, and what was kept for it is let go', async () => {
    const socket = openTab({ autoPong: false })
    await once(socket, 'open')
    expect(tabs.size).toBe(1)
    const [code] = await once(socket, 'close')
    expect(code).toBe(1006)
    await vi.waitFor(() => expect(tabs.size).toBe(0))
  })

  it('that answers stays, however many pings there are', async () => {
    const socket = openTab()
    let pings = 0
    await new Promise<void>((resolve) => {
      socket.on('ping', () => {
        if (++pings === 6) resolve()
      })
    })
    expect([socket.readyState, tabs.size]).toEqual([WebSocket.OPEN, 1])
  })

  it('beyond the most that are served is refused; those that are there stay', async () => {
    // So many at once take a busy machine a while: none of them may look silent meanwhile.
    await server.close()
    server = await start({ ...brief, ping: 60_000 })
    const open = Array.from({ length: 64 }, () => openTab())
    await Promise.all(open.map((socket) => once(socket, 'open')))
    const [error] = await once(openTab(), 'error')
    expect(String(error)).toContain('503')
    expect(tabs.size).toBe(64)
    const [first] = open
    first?.close()
    await vi.waitFor(() => expect(tabs.size).toBe(63))
    await once(openTab(), 'open')
  })
})

it('headers without end are refused, and nothing of them is kept', async () => {
  const stream = dial()
  const said = heard(stream)
  stream.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Long: ${'x'.repeat(200_000)}`)
  expect(await said).toMatch(/^HTTP\/1\.1 4\d\d |^$/)
})
