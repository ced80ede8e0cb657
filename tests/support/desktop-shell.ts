import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { isolatedEnvironment, type RunningShell, type ShellStart } from './shell'

const root = join(import.meta.dirname, '../..')

/** Electron's program: the one at ELECTRON_OVERRIDE_DIST_PATH, else the one its package downloaded. */
function electronProgram(): string {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  const dist = override ?? join(createRequire(import.meta.url).resolve('electron/package.json'), '../dist')
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  const program = process.platform === 'darwin' ? join(dist, 'Electron.app/Contents/MacOS/Electron') : join(dist, name)
  if (!existsSync(program)) throw new Error(`There is no Electron at ${program}.`)
  return program
}

/** Starts the built desktop shell, sandbox and all. */
export async function startDesktop({ home, folders }: ShellStart): Promise<RunningShell> {
  const exportFolder = join(home, 'export')
  mkdirSync(exportFolder, { recursive: true })
  const app = await _electron.launch({
    executablePath: electronProgram(),
    args: [process.env.LECTERN_TEST_APP ?? root, ...folders],
    env: isolatedEnvironment(home),
    cwd: home,
    // Playwright's own default is to switch it off.
    chromiumSandbox: true,
    timezoneId: 'Pacific/Kiritimati',
    locale: 'en-GB',
    // Once in some hundred starts Electron and Playwright wait for each other for ever.
    timeout: 60_000,
  })
  let output = ''
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const page = await firstWindow(app, () => output)
  await stub(app, exportFolder)
  return {
    page,
    origin: 'lectern://app',
    exportFolder,
    pid: app.process().pid ?? -1,
    main: app,
    output: () => output,
    answerFolderDialog: (folder) => stub(app, folder),
    async visit(address) {
      const opened = app.waitForEvent('window')
      await app.evaluate(async ({ BrowserWindow }, url) => {
        const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true } })
        await window.loadURL(url).catch(() => undefined)
      }, address)
      return opened
    },
    fetch: (path) =>
      app.evaluate(async ({ net }, address) => {
        const { status, headers } = await net.fetch(address)
        return { status, headers: Object.fromEntries(headers.entries()) }
      }, `lectern://app${path}`),
    openedLinks: () => app.evaluate(() => (globalThis as { openedLinks?: string[] }).openedLinks ?? []),
    async quit() {
      const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve))
      await app.close()
      const code = await ended
      if (code !== 0) throw new Error(`The desktop shell ended with ${code}.\n${output}`)
    },
    async kill() {
      app.process().kill('SIGKILL')
      await app.close().catch(() => undefined)
    },
    async startAgain(...words) {
      const second = spawn(electronProgram(), [process.env.LECTERN_TEST_APP ?? root, ...words], {
        env: isolatedEnvironment(home),
        cwd: home,
        stdio: 'ignore',
      })
      return (await once(second, 'exit'))[0]
    },
    crash: () => Promise.reject(new Error('A desktop page ends with its program.')),
    revive: () => Promise.reject(new Error('A desktop page ends with its program.')),
  }
}

async function firstWindow(app: ElectronApplication, output: () => string): Promise<Page> {
  try {
    const page = await app.firstWindow({ timeout: 30_000 })
    await page.waitForLoadState('domcontentloaded')
    return page
  } catch (error) {
    app.process().kill('SIGKILL')
    throw new Error(`No window appeared. The program said:\n${output()}`, { cause: error })
  }
}

/** System dialogs and the reader's browser cannot be driven from a test: they answer with `folder`, and note links. */
function stub(app: ElectronApplication, folder: string): Promise<void> {
  return app.evaluate(({ dialog, shell }, path) => {
    const noted = globalThis as { openedLinks?: string[] }
    noted.openedLinks ??= []
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    shell.openExternal = (url) => {
      noted.openedLinks?.push(url)
      return Promise.resolve()
    }
  }, folder)
}
