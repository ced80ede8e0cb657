/** What of the two shells this machine can run in tests and benchmarks, or in one sentence why it cannot. */
import { spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const isRoot = process.getuid?.() === 0

/**
 * @typedef {object} Runner How to run a command with a shell's needs met.
 * @property {readonly string[]} prefix Stands before the command and its arguments.
 * @property {Readonly<Record<string, string>>} environment
 * @property {(path: string) => void} give Makes a folder writable for whoever runs the command.
 * @property {string} description
 */

/** Electron with its sandbox, on a display. @returns {{ runner: Runner } | { reason: string }} */
export function findDesktop() {
  const dist =
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(dirname(require.resolve('electron/package.json')), 'dist')
  const program = join(
    dist,
    { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron',
  )
  if (!existsSync(program))
    return {
      reason: `there is no Electron runtime at ${dist} (npm start fetches one; ELECTRON_OVERRIDE_DIST_PATH names another)`,
    }
  const missing = missingLibraries(program)
  if (missing.length > 0) return { reason: `Electron lacks system libraries: ${missing.join(', ')}` }
  const user = isRoot ? unprivileged(program) : { prefix: [], environment: {}, give: () => {}, name: 'this user' }
  if ('reason' in user) return user
  const display = findDisplay()
  if ('reason' in display) return display
  const { prefix, environment, give, name } = user
  return {
    runner: {
      prefix: [...prefix, ...display.prefix],
      environment,
      give,
      description: `Electron at ${dist}, as ${name}, ${display.description}`,
    },
  }
}

/** A Chromium: one installed, Playwright's own, the one inside an npm package, or one that Playwright may fetch. @returns {{ runner: Runner } | { reason: string }} */
export function findBrowser() {
  const tried = []
  for (const find of [installedBrowser, playwrightBrowser, packagedBrowser, fetchedBrowser]) {
    const found = find()
    if ('reason' in found) {
      tried.push(found.reason)
      continue
    }
    const failure = tryBrowser(found)
    if (failure === null)
      return {
        runner: {
          prefix: [],
          environment: { ...found.environment, LECTERN_TEST_BROWSER: found.program },
          give: () => {},
          description: found.program,
        },
      }
    tried.push(`${found.program} does not start (${failure})`)
  }
  return { reason: tried.join('; ') }
}

function findDisplay() {
  if (process.platform !== 'linux') return { prefix: [], description: 'on the screen' }
  if (onPath('xvfb-run') && onPath('Xvfb'))
    // Without -noreset the server starts anew whenever its last window closes, and whoever starts in that moment finds none.
    return { prefix: ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24 -noreset'], description: 'on a virtual display' }
  if (isRoot) return { reason: 'root has to lend its display to an ordinary user: install xvfb for a virtual one' }
  if (process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return { prefix: [], description: 'on the screen' }
  return { reason: 'there is no display (DISPLAY is not set), and xvfb-run is not installed' }
}

/** Root may not run Electron with its sandbox; an ordinary user, who can read this checkout, can. */
function unprivileged(program) {
  const name = process.env.LECTERN_TEST_USER ?? 'nobody'
  const prefix = ['runuser', '-u', name, '--']
  if (!onPath('runuser')) return { reason: 'root cannot run Electron with its sandbox, and there is no runuser' }
  const ids = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout))
  const [uid, gid] = ids
  if (!uid || !gid) return { reason: `root cannot run Electron with its sandbox, and there is no user ${name}` }
  const [command = '', ...rest] = [...prefix, 'test', '-r', join(root, 'package.json'), '-a', '-x', program]
  if (spawnSync(command, rest).status !== 0)
    return {
      reason: `root cannot run Electron with its sandbox, and the user ${name} cannot read ${root} or ${program}`,
    }
  const home = mkdtempSync(join(tmpdir(), 'lectern-test-home-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  const give = (path) => chownSync(path, uid, gid)
  give(home)
  return { prefix, environment: { HOME: home, XDG_RUNTIME_DIR: home }, give, name }
}

function missingLibraries(program) {
  if (process.platform !== 'linux' || !onPath('ldd')) return []
  const { stdout } = spawnSync('ldd', [program], { encoding: 'utf8' })
  return [...String(stdout).matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

function installedBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge']
  const places = {
    darwin: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].flatMap((folder) =>
      folder
        ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
        : [],
    ),
  }
  const candidates = [process.env.LECTERN_TEST_BROWSER, ...names.map(onPath), ...(places[process.platform] ?? [])]
  const program = candidates.find((candidate) => candidate && existsSync(candidate))
  return program ? { program, environment: {} } : { reason: 'no Chromium, Chrome or Edge is installed' }
}

function playwrightBrowser() {
  const program = require('playwright').chromium.executablePath()
  return existsSync(program) ? { program, environment: {} } : { reason: 'Playwright has not fetched one' }
}

/** @sparticuz/chromium carries Chromium, compressed, with the libraries that bare systems lack; it unpacks into TMPDIR. */
function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { reason: 'the packaged one is for Linux on x64' }
  const { version } = require(join(root, 'node_modules/@sparticuz/chromium/package.json'))
  const folder = join(writableCache(), `chromium-${version}`)
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}.partial`
    mkdirSync(partial, { recursive: true })
    const unpack = "await (await import('@sparticuz/chromium')).default.executablePath()"
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', unpack], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
      // It adds those libraries only where it believes to be in the place it was made for.
      env: { ...process.env, TMPDIR: partial, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    })
    if (status !== 0) {
      rmSync(partial, { recursive: true, force: true })
      return { reason: `the packaged one could not be unpacked (${firstLine(stderr)})` }
    }
    renameSync(partial, folder)
  }
  const found = { program: join(folder, 'chromium'), environment: {} }
  if (tryBrowser(found) === null) return found
  const libraries = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter)
  return { ...found, environment: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: join(folder, 'fonts') } }
}

function fetchedBrowser() {
  const cli = join(root, 'node_modules/playwright/cli.js')
  const { status, error } = spawnSync(process.execPath, [cli, 'install', '--only-shell', 'chromium'], {
    stdio: 'ignore',
    timeout: 120_000,
  })
  if (status === 0) return playwrightBrowser()
  return {
    reason: `Playwright could not fetch one (${error ? 'two minutes were not enough' : `it ended with ${status}`})`,
  }
}

/** Starts a browser as the tests will and lets it draw a word: null when it did, else what went wrong. */
function tryBrowser({ program, environment }) {
  const script = `const { chromium } = await import('playwright')
    const browser = await chromium.launch({ executablePath: ${JSON.stringify(program)}, timeout: 20000 })
    const page = await browser.newPage()
    await page.setContent('<p>drawn')
    console.log(await page.textContent('p'))
    await browser.close()`
  const { stdout, stderr, error } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 40_000,
    env: { ...process.env, ...environment },
  })
  if (stdout?.trim() === 'drawn') return null
  return firstLine(stderr) || error?.message || 'it drew nothing'
}

function writableCache() {
  const own = join(root, '.cache')
  try {
    mkdirSync(own, { recursive: true })
    accessSync(own, constants.W_OK)
    return own
  } catch {
    return tmpdir()
  }
}

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** The line of an output that says what went wrong. */
const firstLine = (text) => /^.*\berror\b.*$/im.exec(String(text ?? ''))?.[0].trim() ?? ''
