import { describe, expect, it } from 'vitest'
import { createGate, type Visit } from '../../../../src/cli/serve/gate'

const gate = createGate({
  port: 4000,
  names: ['127.0.0.1', 'localhost'],
  token: 'right-token',
  cookieName: 'lectern-abc',
})
const cookie = 'other=1; lectern-abc=right-token'
const visit = (url: string, headers: Visit['headers'] = {}, method = 'GET'): Visit => ({
  method,
  url,
  headers: { host: '127.0.0.1:4000', ...headers },
})

describe('pages', () => {
  it('the printed address lets in and hands out a cookie that scripts and other sites cannot use', () => {
    expect(gate.request(visit('/?token=right-token'))).toEqual({
      kind: 'enter',
      cookie: 'lectern-abc=right-token; HttpOnly; SameSite=Strict; Path=/',
    })
  })

  it.each(['/', '/index.html', '/article/1', '/asset/1/a.png', '/reader.css'])('the cookie opens %s', (url) => {
    expect(gate.request(visit(url, { cookie })).kind).toBe('pass')
  })

  it('answers as localhost too', () => {
    expect(gate.request(visit('/', { cookie, host: 'localhost:4000' })).kind).toBe('pass')
  })

  it.each([
    ['no token', visit('/')],
    ['a wrong token', visit('/?token=wrong')],
    ['an empty token', visit('/?token=')],
    ['the token at another path', visit('/article/1?token=right-token')],
    ['a wrong cookie', visit('/', { cookie: 'lectern-abc=wrong' })],
    ['the cookie of another start', visit('/', { cookie: 'lectern-xyz=right-token' })],
    ['a cookie whose name ends alike', visit('/', { cookie: 'x-lectern-abc=right-token' })],
  ])('%s is shown how to get in, and nothing else', (_, from) => {
    const verdict = gate.request(from)
    expect(verdict).toMatchObject({ kind: 'refuse', status: 403 })
    expect('message' in verdict && verdict.message).toContain('terminal in which Lectern was started')
  })

  it.each([
    ['another host', { host: 'evil.example:4000' }],
    ['another port', { host: '127.0.0.1:4001' }],
    ['no port', { host: '127.0.0.1' }],
    ['no host', { host: undefined }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:4001' }],
    ['an opaque origin', { origin: 'null' }],
    [
      'another site, by an image',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    ],
    [
      'another port, by a frame',
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
  ])('%s is refused even with cookie and token', (_, headers) => {
    expect(gate.request(visit('/?token=right-token', { cookie, ...headers })).kind).toBe('refuse')
  })

  it('a link to the address may be followed from elsewhere', () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    expect(gate.request(visit('/?token=right-token', headers)).kind).toBe('enter')
    expect(gate.request(visit('/article/1', { ...headers, cookie })).kind).toBe('refuse')
  })

  it('writes need an origin of ours', () => {
    expect(gate.request(visit('/', { cookie }, 'POST')).kind).toBe('refuse')
    expect(gate.request(visit('/', { cookie, origin: 'http://evil.example' }, 'POST')).kind).toBe('refuse')
    expect(gate.request(visit('/', { cookie, origin: 'http://127.0.0.1:4000' }, 'POST')).kind).toBe('pass')
  })
})

describe('sockets', () => {
  const origin = 'http://127.0.0.1:4000'
  it('pass from our own page with the cookie', () => {
    expect(gate.socket(visit('/socket', { cookie, origin })).kind).toBe('pass')
  })

  it.each([
    ['without a cookie', '/socket', { origin }],
    ['without an origin', '/socket', { cookie }],
    ['from another origin', '/socket', { cookie, origin: 'http://evil.example' }],
    ['from another port', '/socket', { cookie, origin: 'http://localhost:9999' }],
    ['for another host', '/socket', { cookie, origin, host: 'evil.example' }],
    ['with the token instead', '/socket?token=right-token', { origin }],
    ['at another address', '/', { cookie, origin }],
  ])('are refused %s', (_, url, headers) => {
    expect(gate.socket(visit(url, headers)).kind).toBe('refuse')
  })
})

describe('on an address of the network', () => {
  const exposed = createGate({ port: 4000, names: ['192.168.1.20'], token: 'right-token', cookieName: 'lectern-abc' })
  const visit = (host: string): Visit => ({ method: 'GET', url: '/?token=right-token', headers: { host } })

  it('answers to that address and to no other name', () => {
    expect(exposed.request(visit('192.168.1.20:4000')).kind).toBe('enter')
    for (const host of [
      '127.0.0.1:4000',
      'localhost:4000',
      'rebound.example:4000',
      '192.168.1.20',
      '192.168.1.21:4000',
    ])
      expect(exposed.request(visit(host)), host).toMatchObject({ kind: 'refuse', status: 403 })
  })
})
