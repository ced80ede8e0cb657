/** A newcomer’s first minutes: the checkout in a new folder, `npm ci`, `npm start`, on a machine without display, Electron or browser. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { channels } from '#shared/contract'
import { connect } from '#shared/rpc'

const root = join(import.meta.dirname, '../../..')
/** Milliseconds: an Electron that cannot be fetched is given up on well before this. */
const patience = 300_000

/** What building, testing and measuring leave in a checkout, and its history: a newcomer has none of it. */
const made = new Set(['.git', '.cache', 'node_modules', 'out', 'dist', 'coverage', 'test-results', 'results'])

let home: string
let checkout: string
let program: ChildProcess | null = null

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-newcomer-'))
  checkout = join(home, 'lectern')
  cpSync(root, checkout, { recursive: true, filter: (path) => !made.has(basename(path)) })
  mkdirSync(join(home, 'articles'))
  writeFileSync(join(home, 'articles', 'a.txt'), ' date 2024-01-04 A first article\n\nIts text.\n')
  give(home)
}, 60_000)
afterAll(async () => {
  if (program?.exitCode === null && program.signalCode === null && program.pid !== undefined) {
    process.kill(-program.pid, 'SIGTERM')
    // Not `exit`: npm ends before the library process has written its last, and holds its output no longer then.
    await once(program, 'close')
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}, 60_000)

/** Someone who is not root, where this test is and there is such a user. */
const someone = ((): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {}
  const [uid, gid] = ['-u', '-g'].map((flag) =>
    Number(spawnSync('id', [flag, process.env.LECTERN_TEST_USER ?? 'nobody'], { encoding: 'utf8' }).stdout),
  )
  return uid && gid ? { uid, gid } : {}
})()

/** Makes a folder and all in it theirs. */
function give(folder: string): void {
  const { uid, gid } = someone
  if (uid === undefined || gid === undefined) return
  chownSync(folder, uid, gid)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, name), uid, gid)
}

/** What npm and its scripts call, and no browser. */
const tools = ['node', 'npm', 'sh', 'env', 'ldd', 'id', 'uname']

/** A PATH of these tools alone, no display, nothing of Lectern’s own; npm’s registry is the one of this machine. */
function environment(): NodeJS.ProcessEnv {
  const bin = join(home, 'bin')
  mkdirSync(bin)
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const tool of tools)
      if (existsSync(join(folder, tool)) && !existsSync(join(bin, tool)))
        symlinkSync(realpathSync(join(folder, tool)), join(bin, tool))
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(LECTERN_|ELECTRON_|PLAYWRIGHT_|DISPLAY$|WAYLAND_|XDG_|INIT_CWD$|NODE_|VITEST|npm_(?!config_))/.test(name),
  )
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    PATH: bin,
    npm_config_cache: join(home, 'npm-cache'),
    npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim(),
  }
}

it('npm ci and npm start serve a library', { timeout: 2 * patience }, async () => {
  const env = environment()
  const begun = performance.now()
  const install = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: checkout,
    env,
    encoding: 'utf8',
    timeout: patience,
    ...someone,
  })
  expect(install.status, `npm ci needs npm’s registry, or a cache of it, and failed:\n${install.stderr}`).toBe(0)
  const installed = performance.now()

  program = spawn('npm', ['start', '--', join(home, 'articles')], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...someone,
  })
  const address = await printedAddress(program)
  const { host, origin } = new URL(address)
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  expect(await (await fetch(`${origin}/`, { headers: { cookie } })).text()).toContain('<title>Lectern</title>')
  const socket = new WebSocket(`ws://${host}/socket`, { origin, headers: { cookie } })
  await once(socket, 'open')
  const { request } = connect(channels, {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(JSON.parse(String(data))))
      return () => undefined
    },
    onClose: () => () => undefined,
  })
  for (;;) {
    const [library] = await request('libraries.list', null)
    if (library?.phase === 'ready') {
      expect(library.articles).toBe(1)
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const serving = performance.now()
  socket.close()
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1)
  console.log(
    `npm ci ${seconds(begun, installed)} s, npm start to a library that can be read ${seconds(installed, serving)} s`,
  )
})

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => {
        said += piece.toString()
        const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said)?.[0]
        if (address !== undefined) resolve(address)
      })
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said}`)))
  })
}
