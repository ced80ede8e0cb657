/**
 * `npm start -- [folder…]`: opens Lectern in a window of its own, or says in one sentence why that is not possible here and
 * opens it in the browser. It looks before it leaps: Electron without a display crashes, and as root it refuses.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'
import { buildIfStale } from './build-if-stale.mjs'
import { fetchRuntime, findFacts } from './start-facts.mjs'
import { planStart } from './start-plan.mjs'

const root = join(import.meta.dirname, '..')
/** Milliseconds: an Electron that ends badly sooner than this never had a window. */
const neverStarted = 15_000
/** Milliseconds in which one press of Ctrl+C may reach us more than once (from the terminal, and from npm). */
const onePress = 1000

const say = (line) => console.error(line)
let running = null
let stoppedAt = null
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))

process.exitCode = await main(process.argv.slice(2))

async function main(named) {
  if (named.some((folder) => folder.startsWith('-'))) {
    say('Usage: npm start -- [folder…]   (a folder whose name starts with “-” is written ./-name)')
    return 2
  }
  // npm runs scripts in the package's folder; INIT_CWD is where the reader was.
  const folders = named.map((folder) => resolve(process.env.INIT_CWD ?? process.cwd(), folder))
  if (!(await buildIfStale(root, say))) return 1
  if (stoppedAt !== null) return 0

  const plan = await findPlan()
  if (stoppedAt !== null) return 0
  if (plan.kind === 'browser') return openInBrowser(plan.because, folders)

  const startedAt = performance.now()
  const end = await run(plan.program, [...plan.switches, root, ...folders])
  const failed = end.code !== 0 && stoppedAt === null && performance.now() - startedAt < neverStarted
  if (!failed) return exitCode(end)
  return openInBrowser(`Electron stopped while it was starting (${end.lastWords || howItEnded(end)}).`, folders)
}

async function findPlan() {
  const plan = planStart(findFacts(root, process.env, null))
  if (plan.kind !== 'fetch') return plan
  say('Fetching Electron’s runtime, once (up to a minute) …')
  const problem = await fetchRuntime(root)
  const second = planStart(findFacts(root, process.env, problem))
  return second.kind === 'fetch'
    ? {
        kind: 'browser',
        because:
          'Electron’s installer ended without installing Electron; delete node_modules/electron and run npm ci again.',
      }
    : second
}

async function openInBrowser(because, folders) {
  say(`${because}\nLectern opens in your browser instead:`)
  return exitCode(await run(process.execPath, [join(root, 'out', 'main', 'lectern.js'), 'serve', ...folders]))
}

/** Runs a program to its end, in a process group of its own, so that Ctrl+C reaches it once and through us. */
function run(program, programArguments) {
  // A terminal inside another Electron program may carry this; it would turn Electron into plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  return new Promise((settle) => {
    const child = spawn(program, programArguments, {
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
      detached: process.platform !== 'win32',
    })
    running = child
    let lastWords = ''
    child.stderr.setEncoding('utf8')
    child.stderr.on('data', (text) => {
      lastWords = sayPlainly(text) || lastWords
      process.stderr.write(withoutChatter(text))
    })
    const end = (code, signal) => {
      running = null
      settle({ code, signal, lastWords })
    }
    child.once('error', (error) => {
      lastWords = error.message
      end(1, null)
    })
    child.once('close', end)
  })
}

/** Chromium's log lines ([1234:0101/120000.1:ERROR:bus.cc(407)] …) are for its developers. */
function withoutChatter(text) {
  return text.replace(/^\[\d+:\d+\/[\d.]+:\w+:[^\n]*\n?/gm, '')
}

/** The last line of a program's complaint, without Chromium's marks around it. */
function sayPlainly(text) {
  const line = text.trim().split('\n').at(-1) ?? ''
  return line
    .replace(/^\[[^\]]*\]\s*/, '')
    .replace(/[\s.]+$/, '')
    .slice(0, 300)
}

function stop(signal) {
  const now = performance.now()
  if (stoppedAt !== null && now - stoppedAt < onePress) return
  stoppedAt = now
  running?.kill(signal)
}

function exitCode({ code, signal }) {
  if (stoppedAt !== null) return 0
  return code ?? 128 + (constants.signals[signal] ?? 0)
}

const howItEnded = ({ code, signal }) => (signal ? `signal ${signal}` : `exit code ${code}`)
