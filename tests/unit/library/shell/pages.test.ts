import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reactAriaStyle } from '#library/shell/page-policies'
import { createPages, type Respond } from '#library/shell/pages'
import { LecternError } from '#shared/result'

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47])
let base: string
let respond: Respond
const asked: [string, string][] = []

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'lectern-pages-'))
  const renderer = join(base, 'renderer')
  await mkdir(join(renderer, 'assets'), { recursive: true })
  await writeFile(join(base, 'secret.js'), 'secret')
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>Lectern</title>')
  await writeFile(join(renderer, 'reader.css'), 'article {}')
  await writeFile(join(renderer, 'assets', 'index-1a2b.js'), 'export {}')
  await writeFile(join(renderer, 'assets', 'notes.exe'), 'MZ')
  await symlink(join(base, 'secret.js'), join(renderer, 'assets', 'linked.js'))
  respond = createPages({
    rendererFolder: renderer,
    connectSources: ['ws://127.0.0.1:4000'],
    asset: async (article, path) => {
      asked.push([article, path])
      if (path === 'page.html') return { mediaType: 'text/html', bytes: png }
      if (path !== 'pictures/a b.png') throw new LecternError('not-found', 'There is no such picture.')
      return { mediaType: 'image/png', bytes: png }
    },
  })
})
afterAll(() => rm(base, { recursive: true, force: true }))

const get = (path: string) => respond({ method: 'GET', path })
const text = (body: Uint8Array) => new TextDecoder().decode(body)

describe('the app page', () => {
  it.each(['/', '/index.html', '/index.html?token=x'])('%s is the built index with the strict policy', async (path) => {
    const { status, headers, body } = await get(path)
    expect(status).toBe(200)
    expect(text(body)).toContain('<title>Lectern</title>')
    const policy = headers['Content-Security-Policy']?.split('; ') ?? []
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self' ws://127.0.0.1:4000",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ]),
    )
    expect(policy.join(' ')).not.toMatch(/unsafe|\*/)
    expect(headers['X-Content-Type-Options']).toBe('nosniff')
    expect(headers['X-Frame-Options']).toBe('DENY')
    expect(headers['Cache-Control']).toBe('no-store')
  })

  it('allows by hash the style that the installed React Aria really adds', async () => {
    const module = new URL(
      'interactions/usePress.mjs',
      import.meta.resolve('react-aria').replace(/exports\/.*$/, 'private/'),
    )
    const source = await readFile(module, 'utf8')
    const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(source)?.[1] ?? ''
    const template = /style\.textContent = `([^`]+)`\s*\.trim\(\)/.exec(source)?.[1] ?? ''
    expect(template.replace(/\$\{[^}]+\}/, attribute).trim()).toBe(reactAriaStyle)
  })
})

describe('static files', () => {
  it('are typed, and named by content they may be kept', async () => {
    const script = await get('/assets/index-1a2b.js')
    expect(script.headers['Content-Type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['Cache-Control']).toContain('immutable')
    const style = await get('/reader.css')
    expect(style.headers['Content-Type']).toBe('text/css; charset=utf-8')
    expect(style.headers['Cache-Control']).toBe('no-store')
  })

  it.each([
    ['a link out of the folder', '/assets/linked.js'],
    ['an unknown type', '/assets/notes.exe'],
    ['a folder', '/assets'],
    ['the folder above', '/../secret.js'],
    ['the folder above, encoded', '/%2e%2e/secret.js'],
    ['an encoded slash', '/..%2fsecret.js'],
    ['an encoded slash inside', '/assets%2findex-1a2b.js'],
    ['a doubled slash', '//index.html'],
    ['an absolute path', '/etc/passwd'],
    ['a path without a slash', 'index.html'],
    ['another site', 'http://example.org/index.html'],
    ['a NUL', '/index.html%00.png'],
    ['broken encoding', '/%e0%a4%a'],
    ['a very long path', `/${'a'.repeat(9000)}`],
    ['a name of Object', '/__proto__'],
  ])('%s is not there', async (_, path) => {
    const { status, headers, body } = await get(path)
    expect(status).toBe(404)
    expect(text(body)).toBe('There is nothing at this address.\n')
    expect(headers['Content-Security-Policy']).toContain("default-src 'none'")
  })

  it('are served only from the list, whatever is asked', async () => {
    const served = new Set(['/', '/index.html', '/reader.css', '/assets/index-1a2b.js'])
    const piece = fc.constantFrom(
      '..',
      '.',
      'assets',
      'secret.js',
      'renderer',
      'index.html',
      '%2e%2e',
      '%2f',
      '%5c',
      '',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const path = `/${pieces.join('/')}`
        expect((await get(path)).status).toBe(served.has(path) ? 200 : 404)
      }),
    )
  })

  it('says how to get them when they were never built', async () => {
    const none = createPages({ rendererFolder: join(base, 'nowhere'), asset: () => Promise.reject(new Error('no')) })
    const { status, body } = await none({ method: 'GET', path: '/' })
    expect(status).toBe(500)
    expect(text(body)).toContain('npm run build')
  })
})

describe('an article', () => {
  const sandboxed = /^sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self'/

  it('starts as an empty, script-less document', async () => {
    const { status, headers, body } = await get('/article/abc123')
    expect(status).toBe(200)
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8')
    expect(headers['Content-Security-Policy']).toMatch(sandboxed)
    expect(headers['Content-Security-Policy']).not.toContain('allow-scripts')
    expect(headers['X-Frame-Options']).toBe('SAMEORIGIN')
    expect(text(body)).toContain('<link rel="stylesheet" href="/reader.css">')
    expect(text(body)).toContain('<article></article>')
    expect(text(body)).not.toContain('<script')
  })

  it('shows its pictures, sandboxed and unkept', async () => {
    const { status, headers, body } = await get('/asset/abc123/pictures/a%20b.png?x=1')
    expect(status).toBe(200)
    expect(asked.at(-1)).toEqual(['abc123', 'pictures/a b.png'])
    expect(headers['Content-Type']).toBe('image/png')
    expect(headers['Content-Security-Policy']).toMatch(sandboxed)
    expect(headers['X-Content-Type-Options']).toBe('nosniff')
    expect(headers['Cache-Control']).toBe('no-store')
    expect(headers['Referrer-Policy']).toBe('no-referrer')
    expect(headers['Cross-Origin-Resource-Policy']).toBe('same-origin')
    expect(body).toEqual(png)
  })

  it.each([
    '/article',
    '/article/',
    '/article/a/b',
    `/article/${'a'.repeat(201)}`,
    '/asset/abc123',
    '/asset/abc123/',
    '/asset/abc123/none.png',
    '/asset//pictures/a%20b.png',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  it('serves nothing but pictures out of a library', async () => {
    expect((await get('/asset/abc123/page.html')).status).toBe(404)
    expect(asked.at(-1)).toEqual(['abc123', 'page.html'])
  })

  it.each([
    '/asset/abc123/../x.png',
    '/asset/abc123/%2e%2e/x.png',
    '/asset/abc123/..%2fx.png',
    '/asset/abc123/a%00.png',
  ])('%s never reaches the library', async (path) => {
    const before = asked.length
    expect((await get(path)).status).toBe(404)
    expect(asked.length).toBe(before)
  })
})

describe('methods', () => {
  it('HEAD has the headers and no body', async () => {
    const { status, headers, body } = await respond({ method: 'HEAD', path: '/' })
    expect([status, headers['Content-Type'], body.length]).toEqual([200, 'text/html; charset=utf-8', 0])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('%s is refused', async (method) => {
    const { status, headers } = await respond({ method, path: '/' })
    expect([status, headers.Allow]).toEqual([405, 'GET, HEAD'])
  })
})
