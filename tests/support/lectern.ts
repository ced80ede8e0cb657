import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { startBrowser } from './browser-shell'
import { startDesktop } from './desktop-shell'
import type { RunningShell, ShellName } from './shell'
import { copyLibrary, type FixtureLibrary, tempFolder } from './temp-library'
import { type Watched, watchPage } from './watch'

export { expect }

export interface ShellOptions {
  readonly shell: ShellName
}

/** One reader's Lectern for the length of a test: a home of its own, started and ended as often as the story needs. */
export interface Lectern {
  readonly shell: ShellName
  /** A temporary folder for everything that the test makes. */
  readonly folder: string
  /** Below it: data, cache and profile of this reader. */
  readonly home: string
  /** Copies a fixture library into `folder` and returns its path. */
  copy(name: FixtureLibrary): string
  /** Starts Lectern with these folders and returns its page. */
  start(...folders: readonly string[]): Promise<Page>
  /** Quits as a reader would and starts again. */
  restart(...folders: readonly string[]): Promise<Page>
  quit(): Promise<void>
  /** The running one; throws when none is. */
  readonly running: RunningShell
  readonly page: Page
  /** What its pages did since the last start. */
  readonly watched: Watched
  /** Problems of this kind are what this test is about. */
  forgive(kind: RegExp): void
  /** Fails the test if its pages did what they must not; also done at the end of each test. */
  expectNoProblems(): void
}

/** `test` with a `lectern` in the shell of its project. */
export const test = base.extend<{ lectern: Lectern } & ShellOptions>({
  shell: ['browser', { option: true }],
  lectern: async ({ shell, playwright }, use, info) => {
    const temp = tempFolder('e2e')
    const home = join(temp.path, 'home')
    const state: { running: RunningShell | null; watched: Watched } = {
      running: null,
      watched: { requests: [], problems: [] },
    }
    const browser =
      shell === 'browser'
        ? await playwright.chromium.launch({ ...browserProgram(), args: ['--disable-dev-shm-usage'] })
        : null

    const current = (): RunningShell => {
      if (state.running === null) throw new Error('No Lectern is running: start() comes first.')
      return state.running
    }
    const forgiven: RegExp[] = []
    const expectNoProblems = (): void => {
      const problems = state.watched.problems.filter((problem) => !forgiven.some((kind) => kind.test(problem)))
      expect(problems, 'what pages must not do').toEqual([])
    }
    const quit = async (): Promise<void> => {
      expectNoProblems()
      const ending = current()
      state.running = null
      await ending.quit()
    }
    const start = async (...folders: readonly string[]): Promise<Page> => {
      if (state.running !== null) throw new Error('Lectern is already running.')
      const begun = { home, folders }
      const running = browser === null ? await startDesktop(begun) : await startBrowser(begun, browser)
      state.running = running
      state.watched = await watchPage(running.page, running.origin)
      await expect(running.page.getByRole('button', { name: 'Open folder…' }).first()).toBeVisible()
      return running.page
    }

    await use({
      shell,
      folder: temp.path,
      home,
      copy: (name) => copyLibrary(name, temp.path),
      start,
      async restart(...folders) {
        await quit()
        return start(...folders)
      },
      quit,
      get running() {
        return current()
      },
      get page() {
        return current().page
      },
      get watched() {
        return state.watched
      },
      forgive: (kind) => void forgiven.push(kind),
      expectNoProblems,
    })

    const left = state.running
    const failed = info.status !== info.expectedStatus
    if (left !== null) {
      if (failed) await attach(info, left, state.watched)
      await (failed ? left.kill() : left.quit())
    }
    await browser?.close()
    temp.remove()
    if (!failed) expectNoProblems()
  },
})

/** A browser chosen by the test runner; without it, the one that Playwright installed. */
export function browserProgram(): { executablePath?: string } {
  const executablePath = process.env.LECTERN_TEST_BROWSER
  return executablePath === undefined ? {} : { executablePath }
}

async function attach(
  info: { attach(name: string, options: { body: string | Buffer; contentType: string }): Promise<void> },
  shell: RunningShell,
  { problems }: Watched,
): Promise<void> {
  const picture = await shell.page.screenshot({ timeout: 5000 }).catch(() => null)
  if (picture !== null) await info.attach('the window', { body: picture, contentType: 'image/png' })
  if (problems.length > 0)
    await info.attach('what pages must not do', { body: problems.join('\n'), contentType: 'text/plain' })
  await info.attach('what the program said', { body: shell.output() || '(nothing)', contentType: 'text/plain' })
}
