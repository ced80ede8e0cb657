import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { isolatedEnvironment, type RunningShell, type ShellStart } from './shell'

const root = join(import.meta.dirname, '../..')
const addressLine = /(http:\/\/127\.0\.0\.1:\d+)\/\?token=\S+/

/** Starts `lectern serve` and opens its printed address in a browser with cookies of its own. */
export async function startBrowser({ home, folders }: ShellStart, browser: Browser): Promise<RunningShell> {
  const program = join(process.env.LECTERN_TEST_APP ?? root, 'out/main/lectern.js')
  mkdirSync(home, { recursive: true })
  let output = ''
  const serve = async (...more: readonly string[]): Promise<readonly [ChildProcess, string, string]> => {
    const child = spawn(process.execPath, [program, 'serve', '--root', home, ...more], {
      cwd: home,
      env: isolatedEnvironment(home),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        output += chunk.toString()
      })
    return [child, ...(await printedAddress(child, () => said))]
  }
  const [first, address, origin] = await serve(...folders)
  let server = first
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Pacific/Kiritimati' })
  const page = await context.newPage()
  await page.goto(address)
  return {
    page,
    origin,
    exportFolder: join(home, 'Lectern exports'),
    get pid() {
      return server.pid ?? -1
    },
    main: null,
    output: () => output,
    answerFolderDialog: () => Promise.reject(new Error('The browser shell has no folder dialog.')),
    async visit(visited) {
      const other = await context.newPage()
      await other.goto(visited).catch(() => undefined)
      return other
    },
    async fetch(path) {
      const response = await context.request.get(`${origin}${path}`)
      return { status: response.status(), headers: response.headers() }
    },
    openedLinks: () => Promise.resolve([]),
    async quit() {
      await context.close()
      const code = await end(server, 'SIGTERM')
      if (code !== 0) throw new Error(`The browser shell ended with ${code}.\n${output}`)
    },
    async kill() {
      await context.close()
      await end(server, 'SIGKILL')
    },
    startAgain: () => Promise.reject(new Error('Several browser shells may run at once.')),
    crash: async () => void (await end(server, 'SIGKILL')),
    async revive() {
      const [again, printed] = await serve('--port', new URL(origin).port)
      server = again
      return printed
    },
  }
}

async function printedAddress(server: ChildProcess, output: () => string): Promise<readonly [string, string]> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${why} It said:\n${output()}`))
    const timer = setTimeout(() => {
      server.kill('SIGKILL')
      fail('The browser shell printed no address.')
    }, 30_000)
    server.once('exit', (code) => fail(`The browser shell ended with ${code} at its start.`))
    server.stdout?.on('data', () => {
      const [address, origin] = addressLine.exec(output()) ?? []
      if (address === undefined || origin === undefined) return
      clearTimeout(timer)
      resolve([address, origin])
    })
  })
}

function end(server: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve(server.exitCode)
  return new Promise((resolve) => {
    server.once('exit', resolve)
    server.kill(signal)
  })
}
