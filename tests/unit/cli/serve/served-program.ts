/** `lectern serve` as a program of its own, built from the working tree, in a temporary folder with a small library. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { WebSocket } from 'ws'
import type { ArticleQuery } from '#shared/article-query'
import { type Bridge, channels } from '#shared/contract'
import { connect } from '#shared/rpc'
import { programs } from '../../../../scripts/programs.mjs'
import { tempFolder } from '../../../support/temp-library'
import { type BuiltProgram, buildProgram } from '../built-program'

/** What the tests of a file share; a new folder for each test. */
export interface ServedProgram {
  /** The program's path. */
  readonly program: string
  /** Holds its home, its working directory and all that Lectern keeps. */
  readonly folder: string
  /** A folder of one article, `a.txt`, with the word “harbour” in it. */
  readonly news: string
  environment(): NodeJS.ProcessEnv
  /** Starts `lectern serve` with these words. */
  spawn(args: readonly string[]): ChildProcess
  /** Starts it, or takes one that was, and reads the address it prints. */
  start(args: readonly string[], child?: ChildProcess): Promise<{ readonly child: ChildProcess; readonly line: string }>
  /** Runs `lectern` to its end; rejects where it does not end with 0. */
  run(args: readonly string[], input?: string): Promise<string>
}

/** Sets the program up for a test file; what was started is ended after each test. */
export function servedProgram(): ServedProgram {
  let built: BuiltProgram
  let temp: { readonly path: string; remove(): void }
  const started = new Set<ChildProcess>()

  beforeAll(async () => {
    built = await buildProgram(programs)
  }, 60_000)
  afterAll(() => built.remove())
  beforeEach(() => {
    temp = tempFolder('serve')
    mkdirSync(join(temp.path, 'news'))
    writeFileSync(
      join(temp.path, 'news', 'a.txt'),
      ' date 2024-01-04 The harbour opens again\n\nShips returned to the harbour.\n',
    )
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

  const begin = (args: readonly string[], stdin: 'ignore' | 'pipe'): ChildProcess => {
    const child = spawn(process.execPath, [world.program, ...args], {
      cwd: temp.path,
      env: world.environment(),
      stdio: [stdin, 'pipe', 'pipe'],
    })
    started.add(child)
    return child
  }
  const world: ServedProgram = {
    get program() {
      return join(built.folder, 'lectern.js')
    },
    get folder() {
      return temp.path
    },
    get news() {
      return join(temp.path, 'news')
    },
    environment: () => ({
      ...process.env,
      HOME: temp.path,
      LECTERN_DATA_DIR: join(temp.path, 'data'),
      LECTERN_CACHE_DIR: join(temp.path, 'cache'),
    }),
    spawn: (args) => begin(['serve', ...args], 'ignore'),
    async start(args, child = world.spawn(args)) {
      started.add(child)
      if (child.stdout === null) throw new Error('The program has no standard output.')
      const [line] = await once(createInterface(child.stdout), 'line')
      return { child, line: String(line) }
    },
    async run(args, input = '') {
      const child = begin(args, 'pipe')
      let [out, err] = ['', '']
      child.stdout?.on('data', (piece) => {
        out += piece
      })
      child.stderr?.on('data', (piece) => {
        err += piece
      })
      child.stdin?.end(input)
      const [code] = await once(child, 'close')
      if (code !== 0) throw new Error(`lectern ${args.join(' ')} ended with ${code}: ${err}`)
      return out
    },
  }
  return world
}

/** Ends a program by a signal, and says with which code it ended. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const exited = once(child, 'exit')
  child.kill(signal)
  return (await exited)[0]
}

/** A visitor with the cookie and a socket. */
export interface Tab {
  readonly bridge: Bridge
  readonly origin: string
  readonly cookie: string
}

/** Does what a browser does with the address. */
export async function visit(address: string): Promise<Tab> {
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
export async function ready(bridge: Bridge): Promise<void> {
  for (;;) {
    const open = await bridge.request('libraries.list', null)
    if (open.length > 0 && open.every(({ phase }) => phase === 'ready')) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The whole list, by path. */
export const everything: ArticleQuery = {
  text: '',
  scope: null,
  folder: null,
  tags: [],
  sort: 'path',
  refine: true,
}
