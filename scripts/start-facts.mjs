/** Finds out what `start-plan.mjs` wants to know about this machine. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Milliseconds that fetching the runtime may take. */
const fetchLimit = 60_000

/**
 * @param {string} root The checkout, absolute.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string | null} fetchProblem Why fetching the runtime failed just now; null where it was not tried.
 * @returns {import('./start-plan.mjs').Facts}
 */
export function findFacts(root, environment, fetchProblem) {
  const { platform } = process
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH || null
  const program = findProgram(root, override)
  return {
    platform,
    isRoot: process.getuid?.() === 0,
    noSandbox: environment.LECTERN_NO_SANDBOX === '1',
    display: environment.DISPLAY ? 'x11' : environment.WAYLAND_DISPLAY ? 'wayland' : 'none',
    program,
    fetchProblem,
    override,
    missingLibraries: program !== null && platform === 'linux' ? missingLibraries(program) : [],
    sandbox: program !== null && platform === 'linux' ? findSandbox(program) : 'ready',
  }
}

/** Electron's executable, where its package or ELECTRON_OVERRIDE_DIST_PATH says it is; null where it is not. */
function findProgram(root, override) {
  const installed = join(root, 'node_modules', 'electron')
  const names = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }
  const name = names[process.platform] ?? 'electron'
  // The package writes path.txt when its download is complete; without it, dist may be half an unpacked archive.
  if (override === null && !existsSync(join(installed, 'path.txt'))) return null
  const program = join(override ?? join(installed, 'dist'), name)
  return existsSync(program) ? program : null
}

function missingLibraries(program) {
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return [...String(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].flatMap((match) => match[1] ?? [])
}

/** Chromium's sandbox stands on user namespaces, or on a helper beside the executable that root owns with its setuid bit. */
function findSandbox(program) {
  const helper = statSync(join(dirname(program), 'chrome-sandbox'), { throwIfNoEntry: false })
  if (helper && helper.uid === 0 && (helper.mode & 0o4001) === 0o4001) return 'ready'
  const refused =
    kernelSetting('kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    kernelSetting('kernel/unprivileged_userns_clone') === '0' ||
    kernelSetting('user/max_user_namespaces') === '0'
  return refused ? 'forbidden' : 'ready'
}

function kernelSetting(name) {
  try {
    return readFileSync(join('/proc/sys', name), 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * Fetches Electron's runtime with the installer of its package.
 * @param {string} root The checkout, absolute.
 * @returns {Promise<string | null>} Why it failed, in a few words; null where it did not.
 */
export function fetchRuntime(root) {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return Promise.resolve('the package electron is not installed: run npm ci')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    let timeUp = false
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-20_000)
    })
    const timer = setTimeout(() => {
      timeUp = true
      child.kill('SIGKILL')
    }, fetchLimit)
    const end = (problem) => {
      clearTimeout(timer)
      resolve(problem)
    }
    child.once('error', (error) => end(error.message))
    child.once('close', (code) => {
      if (timeUp) end('it took longer than a minute')
      else end(code === 0 ? null : summariseFailure(said))
    })
  })
}

/**
 * The one line of an installer's complaint that says what went wrong.
 * @param {string} said
 * @returns {string}
 */
export function summariseFailure(said) {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^at /.test(line))
  const telling = lines.find((line) => /\b(E[A-Z]{4,}|[A-Z]\w*Error)\b/.test(line)) ?? lines.at(-1)
  const reason = (telling ?? 'the installer gave no reason').replace(/^\w*Error: /, '').slice(0, 200)
  return reason === 'fetch failed' ? 'its download server could not be reached' : reason
}
