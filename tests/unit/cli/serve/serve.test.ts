/** The browser shell as a program: started, asked, stopped. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Bridge, channels } from '#shared/contract'
import { connect } from '#shared/rpc'
import { tempFolder } from '../../../support/temp-library'
import { type BuiltProgram, buildProgram } from '../built-program'

let program: BuiltProgram
let temp: { readonly path: string; remove(): void }
let news: string
const started = new Set<ChildProcess>()

beforeAll(async () => {
  program = await buildProgram({
    lectern: 'src/cli/lectern.ts',
    'library-process': 'src/library/process.ts',
    'parse-worker': 'src/library/parse-worker.ts',
    'merge-worker': 'src/library/merge-worker.ts',
    'text-worker': 'src/library/text-worker.ts',
  })
}, 60_000)
afterAll(() => program.remove())

beforeEach(() => {
  temp = tempFolder('serve')
  news = join(temp.path, 'news')
  mkdirSync(news)
  writeFileSync(join(news, 'a.txt'), ' date 2024-01-04 The harbour opens again\n\nShips returned to the harbour.\n')
})
afterEach(async () => {
  for (const child of started) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  started.clear()
  temp.remove()
})

const environment = () => ({
  ...process.env,
  HOME: temp.path,
  LECTERN_DATA_DIR: join(temp.path, 'data'),
  LECTERN_CACHE_DIR: join(temp.path, 'cache'),
})

/** Starts the program in the temporary folder and reads the address it prints. */
async function start(
  args: readonly string[],
  child = startProgram(args),
): Promise<{ child: ChildProcess; line: string }> {
  started.add(child)
  if (child.stdout === null) throw new Error('The program has no standard output.')
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, line: String(line) }
}

const startProgram = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(program.folder, 'lectern.js'), 'serve', ...args], {
    cwd: temp.path,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const exited = once(child, 'exit')
  child.kill(signal)
  return (await exited)[0]
}

interface Tab {
  readonly bridge: Bridge
  readonly origin: string
  readonly cookie: string
}

/** Does what a browser does with the address. */
async function visit(address: string): Promise<Tab> {
  const entered = await fetch(address, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { origin, host } = new URL(address)
  const socket = new WebSocket(`ws://${host}/socket`, { origin, headers: { cookie } })
  await once(socket, 'open')
  const bridge = connect(channels, {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(JSON.parse(String(data))))
      return () => {}
    },
    onClose: (listener) => {
      socket.once('close', listener)
      return () => {}
    },
  })
  return { bridge, origin, cookie }
}

/** Waits until the open libraries are ready. */
async function ready(bridge: Bridge): Promise<void> {
  for (;;) {
    const open = await bridge.request('libraries.list', null)
    if (open.length > 0 && open.every(({ phase }) => phase === 'ready')) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const everything = { text: '', scope: null, folder: null, tags: [], sort: 'path', refine: true } as const

describe('lectern serve', () => {
  it('prints its address, shows itself, keeps what was written, and ends with 0', async () => {
    const first = await start(['news'])
    expect(first.line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const { bridge, origin, cookie } = await visit(first.line)
    const page = await fetch(`${origin}/`, { headers: { cookie } })
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>Lectern</title>'])
    expect(page.headers.get('content-security-policy')).toContain(`ws://${new URL(origin).host}`)

    expect(await bridge.request('app.info', null)).toMatchObject({
      shell: 'browser',
      can: { pickFolder: false, dropFolder: false, pickExportFolder: false, browseFolders: true },
      exportFolder: join(temp.path, 'Lectern exports'),
    })
    await ready(bridge)
    const found = await bridge.request('articles.query', {
      query: { ...everything, text: 'harbour' },
      offset: 0,
      limit: 5,
    })
    expect(found.rows.map(({ path }) => path)).toEqual(['a.txt'])
    const article = found.rows[0]?.id ?? ''
    const library = found.rows[0]?.library ?? ''
    await bridge.request('libraries.choosePlace', { library, place: 'beside' })
    await bridge.request('notes.set', { article, note: 'seen' })
    expect(await stop(first.child)).toBe(0)

    // Without a folder, those of last time are open again.
    const second = await start(['--port', '0'])
    expect(second.line).not.toContain(new URL(first.line).search)
    const { bridge: again } = await visit(second.line)
    await ready(again)
    const { rows } = await again.request('articles.query', { query: everything, offset: 0, limit: 5 })
    expect(rows).toMatchObject([{ path: 'a.txt', hasNote: true }])
    expect(await stop(second.child, 'SIGINT')).toBe(0)
  })

  it('tells every tab what another one did', async () => {
    const { line } = await start(['news'])
    const [one, two] = [await visit(line), await visit(line)]
    await ready(one.bridge)
    const told = new Promise((resolve) => two.bridge.on('preferences.changed', resolve))
    await one.bridge.request('preferences.set', { theme: 'dark' })
    expect(await told).toMatchObject({ theme: 'dark' })
  })

  it('exports into the folder it said', async () => {
    mkdirSync(join(temp.path, 'root'))
    const { line } = await start(['news', '--root', 'root'])
    const { bridge } = await visit(line)
    await ready(bridge)
    const report = await bridge.request('export.run', { kind: 'query', query: { ...everything, text: 'harbour' } })
    expect(report).toMatchObject({ folder: join(temp.path, 'root', 'Lectern exports'), failed: [] })
    expect(existsSync(join(temp.path, 'root', 'Lectern exports', report?.written[0] ?? 'none'))).toBe(true)
  })

  it('prints one object with --json', async () => {
    const { line } = await start(['--json'])
    expect(JSON.parse(line)).toEqual({ address: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/) })
  })

  it('ends with the program that started it over a channel', async () => {
    const child = fork(join(program.folder, 'lectern.js'), ['serve', 'news'], {
      cwd: temp.path,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    await start([], child)
    const exited = once(child, 'exit')
    child.disconnect()
    expect((await exited)[0]).toBe(0)
  })

  it('ends with the shell that npm started it through', async () => {
    // What npm does: a shell that waits for the program and has it do the signals.
    const shell = spawn(
      '/bin/sh',
      ['-c', `"${process.execPath}" "${join(program.folder, 'lectern.js')}" serve; true`],
      {
        cwd: temp.path,
        env: { ...environment(), npm_lifecycle_event: 'lectern' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const { line } = await start([], shell)
    await stop(shell)
    // Its end of the pipe closes with the program itself.
    if (shell.stdout && !shell.stdout.closed) await once(shell.stdout, 'close')
    await expect(fetch(line)).rejects.toThrow()
  })

  it('a port that is taken is exit code 3 and one line', async () => {
    const { line } = await start([])
    const { port } = new URL(line)
    const second = startProgram(['--port', port])
    started.add(second)
    let said = ''
    second.stderr?.on('data', (piece) => {
      said += piece
    })
    const [code] = await once(second, 'close')
    expect(code).toBe(3)
    expect(said).toMatch(new RegExp(`^lectern: Port ${port} is already in use[^\n]*\n$`))
  })
})
