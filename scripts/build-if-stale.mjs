/** Builds Lectern where what was built is older than what it was built from; says nothing on standard output. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { programs } from './programs.mjs'

const sources = ['src', 'package.json', 'package-lock.json', 'electron.vite.config.ts', 'scripts/programs.mjs']
const outputs = [...Object.keys(programs).map((name) => `main/${name}.js`), 'preload/index.cjs', 'renderer/index.html']

/**
 * True where the build is missing or older than a source. A folder counts as well as its files: its time changes when a file
 * in it is deleted or renamed.
 * @param {string} root The checkout, absolute.
 * @returns {Promise<boolean>}
 */
export async function isStale(root) {
  const built = await Promise.all(outputs.map((file) => changed(join(root, 'out', file))))
  if (built.includes(null)) return true
  const oldest = Math.min(...built.map(Number))
  const newest = await Promise.all(sources.map((source) => newestIn(join(root, source))))
  return Math.max(...newest) > oldest
}

/**
 * Builds if stale. Two commands that start at once build once: the second waits for the first.
 * @param {string} root The checkout, absolute.
 * @param {(line: string) => void} say
 * @returns {Promise<boolean>} False where the build failed; why was said.
 */
export async function buildIfStale(root, say) {
  if (!(await isStale(root))) return true
  const release = await takeTurn(join(root, '.cache'))
  try {
    return !(await isStale(root)) || (await build(root, say))
  } finally {
    release()
  }
}

/** @param {string} root @param {(line: string) => void} say @returns {Promise<boolean>} */
async function build(root, say) {
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(program)) {
    say('Lectern’s packages are not installed. Run npm ci first.')
    return false
  }
  say('Building Lectern (some seconds, only after a change) …')
  const child = spawn(process.execPath, [program, 'build'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', resolve)
  })
  if (code === 0) return true
  say(`${Buffer.concat(said).toString().trimEnd()}\nLectern could not be built; the lines above say why.`)
  return false
}

/**
 * Waits until no other live process builds, then holds the turn.
 * @param {string} folder
 * @returns {Promise<() => void>} Gives the turn back.
 */
async function takeTurn(folder) {
  const lock = join(folder, 'build.lock')
  for (;;) {
    try {
      mkdirSync(folder, { recursive: true })
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return () => rmSync(lock, { force: true })
    } catch (error) {
      // Nowhere to write a lock: then the build itself says what is wrong.
      if (error.code !== 'EEXIST') return () => {}
    }
    if (!isAlive(readOwner(lock))) rmSync(lock, { force: true })
    else await sleep(200)
  }
}

/** @param {string} lock @returns {number} The process id in the lock; this process where it was just given back. */
function readOwner(lock) {
  try {
    return Number(readFileSync(lock, 'utf8')) || process.pid
  } catch {
    return process.pid
  }
}

/** @param {number} pid @returns {boolean} */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @param {string} path @returns {Promise<number | null>} Milliseconds; null where there is nothing. */
const changed = (path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )

/** @param {string} path @returns {Promise<number>} The time of the newest file or folder at or below a path, milliseconds. */
async function newestIn(path) {
  const own = (await changed(path)) ?? 0
  const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
  const below = await Promise.all(
    entries.map((entry) => {
      const inside = join(path, entry.name)
      return entry.isDirectory() ? newestIn(inside) : changed(inside)
    }),
  )
  return Math.max(own, ...below.map(Number))
}
