import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { createPages } from '#library/shell/pages'
import type { Emit } from '#shared/contract'
import { serve } from '#shared/rpc'
import { type RunningServer, startServer } from '../../../../src/cli/serve/server'

const channels = { echo: { request: z.string(), response: z.string() } } as const
const token = 'a-token'
const cookie = 'lectern-1=a-token'
let server: RunningServer
let rendererFolder: string
let tabs: { emit: Emit }[]
let answers: Promise<unknown>

beforeEach(async () => {
  rendererFolder = await mkdtemp(join(tmpdir(), 'lectern-server-'))
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>')
  tabs = []
  answers = Promise.resolve()
  server = await startServer({
    port: 0,
    host: null,
    token,
    cookieName: 'lectern-1',
    bounds: { backlog: 4 * 1024 * 1024, requests: 8 },
    pages: () => createPages({ rendererFolder, asset: () => Promise.reject(new Error('none')) }),
    onTab: (port) => {
      tabs.push(serve(channels, { echo: (text) => answers.then(() => text) }, port))
    },
  })
})
afterEach(async () => {
  await server.close()
  await rm(rendererFolder, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A request as it is written: no client library tidies the path. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port: server.port, path, method, headers, agent: false },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (piece: string) => {
          body += piece
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    request.on('error', reject).end()
  })
}

async function openTab(headers: Record<string, string> = { cookie }): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, {
    origin: `http://127.0.0.1:${server.port}`,
    headers,
  })
  await once(socket, 'open')
  return socket
}

async function nextMessage(socket: WebSocket): Promise<unknown> {
  const [data] = await once(socket, 'message')
  return JSON.parse(String(data))
}

describe('over HTTP', () => {
  it('the printed address gives a cookie and leads to a page without the token', async () => {
    expect(server.address).toBe(`http://127.0.0.1:${server.port}/?token=${token}`)
    const { status, headers } = await ask(`/?token=${token}`)
    expect(status).toBe(303)
    expect(headers.location).toBe('/')
    expect(headers['set-cookie']).toEqual([`${cookie}; HttpOnly; SameSite=Strict; Path=/`])
    expect(headers['cache-control']).toBe('no-store')
  })

  it('the cookie opens pages, with their policy and their length', async () => {
    const { status, headers, body } = await ask('/article/1', { cookie })
    expect(status).toBe(200)
    expect(headers['content-security-policy']).toContain('sandbox allow-same-origin')
    expect(headers['content-length']).toBe(String(body.length))
  })

  it.each(['/', '/?token=wrong', '/article/1', '/socket'])(
    'without token or cookie %s is a plain 403',
    async (path) => {
      const { status, headers, body } = await ask(path)
      expect(status).toBe(403)
      expect(headers['content-type']).toBe('text/plain; charset=utf-8')
      expect(headers['set-cookie']).toBeUndefined()
      expect(body).toContain('Copy it')
      expect(body).not.toContain(token)
    },
  )

  it('a foreign Host is refused', async () => {
    expect((await ask(`/?token=${token}`, { host: 'evil.example' })).status).toBe(403)
  })

  it('no other site is told that it may read', async () => {
    const { headers } = await ask('/article/1', { cookie, origin: `http://127.0.0.1:${server.port}` })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['/../index.html', '/%2e%2e/index.html', '/..%2findex.html', '/a%00', '/etc/passwd', '/%'])(
    '%s is nothing',
    async (path) => {
      expect((await ask(path, { cookie })).status).toBe(404)
    },
  )

  it('an absolute address as the path is refused', async () => {
    expect((await ask('http://evil.example/', { cookie })).status).toBe(404)
  })

  it('HEAD has no body, other methods are refused', async () => {
    expect(await ask('/article/1', { cookie }, 'HEAD')).toMatchObject({ status: 200, body: '' })
    const origin = `http://127.0.0.1:${server.port}`
    expect((await ask('/', { cookie, origin }, 'POST')).status).toBe(405)
    expect((await ask('/', { cookie }, 'POST')).status).toBe(403)
  })

  it('listens on the loopback address only, and says which port is taken', async () => {
    const second = startServer({
      port: server.port,
      host: null,
      token,
      cookieName: 'c',
      pages: () => () => Promise.reject(),
      onTab: () => {},
    })
    await expect(second).rejects.toMatchObject({ code: 'io', message: expect.stringContaining(`Port ${server.port}`) })
  })

  it('what is not HTTP is answered and dropped', async () => {
    const stream = connectTcp(server.port, '127.0.0.1')
    stream.end('nonsense\r\n\r\n')
    const [data] = await once(stream, 'data')
    expect(String(data)).toMatch(/^HTTP\/1.1 400 /)
  })
})

describe('over a socket', () => {
  it('requests are answered and events reach every tab', async () => {
    const [first, second] = [await openTab(), await openTab()]
    first.send(JSON.stringify({ id: 7, channel: 'echo', request: 'hello' }))
    expect(await nextMessage(first)).toEqual({ id: 7, answer: { ok: true, value: 'hello' } })
    const told = Promise.all([nextMessage(first), nextMessage(second)])
    for (const tab of tabs) tab.emit('notice', { level: 'info', message: 'hello' })
    const event = { event: 'notice', payload: { level: 'info', message: 'hello' } }
    expect(await told).toEqual([event, event])
  })

  it.each([
    ['no cookie', { headers: {} }],
    ['a foreign origin', { headers: { cookie }, origin: 'http://evil.example' }],
    ['a foreign host', { headers: { cookie, host: 'evil.example' } }],
  ])('the handshake is refused with %s', async (_, options) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, {
      origin: `http://127.0.0.1:${server.port}`,
      ...options,
    })
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('403')
    expect(tabs).toEqual([])
  })

  it.each([
    ['broken JSON', '{"id": 3, ', -1],
    ['another thing', '"hello"', -1],
    ['no channel', '{"id": 3}', 3],
    ['bytes', Buffer.from('{"id":3,"channel":"echo","request":"x"}'), -1],
  ])('%s is answered as an error', async (_, message, id) => {
    const socket = await openTab()
    socket.send(message)
    expect(await nextMessage(socket)).toMatchObject({ id, answer: { ok: false, error: { code: 'invalid' } } })
    socket.send(JSON.stringify({ id: 4, channel: 'echo', request: 'still here' }))
    expect(await nextMessage(socket)).toMatchObject({ id: 4, answer: { ok: true } })
  })

  it('an oversized message closes the socket and leaves the server up', async () => {
    const socket = await openTab()
    socket.send('x'.repeat(9 * 1024 * 1024))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
    const other = await openTab()
    other.send(JSON.stringify({ id: 1, channel: 'echo', request: 'here' }))
    expect(await nextMessage(other)).toMatchObject({ id: 1 })
  })

  it('a tab that does not read is cut off at the bound', async () => {
    const socket = await openTab()
    socket.pause()
    const closed = once(socket, 'close')
    const message = 'x'.repeat(1024 * 1024)
    for (let sent = 0; sent < 64 && socket.readyState === WebSocket.OPEN; sent++) {
      tabs[0]?.emit('notice', { level: 'info', message })
      await new Promise((resolve) => setImmediate(resolve))
    }
    socket.resume()
    const [code] = await closed
    expect(code).toBe(1006)
  })

  it('requests beyond the bound wait until others are answered', async () => {
    let release: () => void = () => {}
    answers = new Promise<void>((resolve) => {
      release = resolve
    })
    const socket = await openTab()
    const received: number[] = []
    const all = new Promise<void>((resolve) => {
      socket.on('message', (data) => {
        received.push(JSON.parse(String(data)).id)
        if (received.length === 100) resolve()
      })
    })
    for (let id = 0; id < 100; id++) socket.send(JSON.stringify({ id, channel: 'echo', request: 'x' }))
    release()
    await all
    expect(received).toEqual(Array.from({ length: 100 }, (_, id) => id))
  })

  it('closing tells the tabs and frees the port', async () => {
    const socket = await openTab()
    const closed = once(socket, 'close')
    await server.close()
    expect((await closed)[0]).toBe(1001)
    await expect(ask('/', { cookie })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })
})
