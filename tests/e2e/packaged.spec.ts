import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { isolatedEnvironment } from '../support/shell'
import { folderState } from '../support/temp-library'

const root = join(import.meta.dirname, '../..')

/** Milliseconds: packaging copies a whole Electron. */
const packagingTime = 180_000

test.describe('the packaged application', { tag: ['@full', '@desktop'] }, () => {
  test('walks the main story, with its fuses set', async ({ lectern }) => {
    test.skip(process.platform !== 'linux', 'the unpacked directory is laid out otherwise on other systems')
    test.setTimeout(2 * packagingTime)
    const output = join(lectern.folder, 'dist')
    const packaging = spawnSync(
      process.execPath,
      [join(root, 'scripts/package.mjs'), '--built', '--output', output, '--dir'],
      { cwd: root, encoding: 'utf8', timeout: packagingTime, env: { ...process.env, HOME: lectern.folder } },
    )
    expect(packaging.status, `${packaging.stdout}\n${packaging.stderr}`).toBe(0)
    const place = join(output, 'linux-unpacked')
    const program = join(place, 'lectern')

    await test.step('it holds the program in one archive, and the watcher beside it, which has to be a file', () => {
      const resources = join(place, 'resources')
      expect(readdirSync(resources)).toContain('app.asar')
      expect(existsSync(join(resources, 'app'))).toBe(false)
      const unpacked = readdirSync(join(resources, 'app.asar.unpacked'), { recursive: true, encoding: 'utf8' })
      expect(unpacked.filter((path) => path.endsWith('.node')).length).toBeGreaterThan(0)
    })

    await test.step('its fuses are set as configured', () => {
      expect(fusesOf(program)).toEqual({
        runAsNode: 'off',
        cookieEncryption: 'off',
        nodeOptions: 'off',
        nodeInspect: 'off',
        asarIntegrity: 'on',
        onlyLoadFromAsar: 'on',
        browserSnapshot: 'off',
        fileProtocolPrivileges: 'off',
      })
    })

    await test.step('it is no Node for whoever asks', () => {
      const asNode = spawnSync(program, ['-e', 'console.log("ran")'], {
        encoding: 'utf8',
        timeout: 10_000,
        killSignal: 'SIGKILL',
        env: { ...isolatedEnvironment(join(lectern.folder, 'node')), ELECTRON_RUN_AS_NODE: '1' },
      })
      expect(asNode.stdout).not.toContain('ran')
    })

    const library = lectern.copy('news')
    const untouched = folderState(library)
    const title = 'The reservoir is full'

    await test.step('a folder it is opened with is read, searched and written about', () =>
      inPackage(program, lectern.home, [library], async (desk) => {
        await desk.expectArticles(8)
        await desk.search('spillway')
        await desk.expectArticles(1)
        await desk.open(title)
        await expect(desk.article.locator('p').first()).toContainText('Water ran over the spillway')
        await desk.note.fill('Ask the waterworks.')
        await desk.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ }).click()
        await expect(desk.notes).toContainText('Saved')
        // The last words before the window is closed.
        await desk.note.pressSequentially(' In February.')
      }))

    await test.step('the next start has the folder, and the note to its last word', () =>
      inPackage(program, lectern.home, [], async (desk) => {
        await desk.expectArticles(8)
        await desk.search('spillway')
        await desk.open(title)
        await expect(desk.note).toHaveValue('Ask the waterworks. In February.')
      }))

    await test.step('the sample library comes with it, whatever the locale', () =>
      // The environment names a locale that few machines have: file names that are not ASCII have to be found all the same.
      inPackage(program, join(lectern.folder, 'newcomer'), [], async (desk) => {
        await desk.page.getByRole('button', { name: 'Try the sample library' }).click()
        await desk.expectArticles(14)
        await desk.search('спутник')
        await desk.open('Первый искусственный спутник Земли')
        await desk.search('precious')
        await desk.open('Lectern reads the articles you already keep')
        await expect(desk.article.locator('p').first()).toContainText('This is a small sample library')
      }))

    expect(folderState(library)).toEqual(untouched)
  })
})

/**
 * Starts the packaged program and walks it through Chromium's debugging port: with the inspect fuse off there is no other way
 * in. Closing the window ends it, as a reader would; it has to end with 0.
 */
async function inPackage(
  program: string,
  home: string,
  folders: readonly string[],
  walk: (desk: Desk) => Promise<void>,
): Promise<void> {
  const app = spawn(program, ['--remote-debugging-port=0', ...folders], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: isolatedEnvironment(home),
  })
  const ended = once(app, 'exit')
  try {
    const browser = await chromium.connectOverCDP(await debuggingAddress(app))
    const [context] = browser.contexts()
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
    if (page === undefined) throw new Error('No window appeared.')
    await walk(new Desk(page))
    await page.close({ runBeforeUnload: true })
    expect(await ended).toEqual([0, null])
  } finally {
    app.kill('SIGKILL')
    await ended
  }
}

function debuggingAddress(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    app.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    app.once('exit', (code) => reject(new Error(`It ended with ${code}.\n${said}`)))
  })
}

/** What Electron's binary says about its fuses: a mark, a version, their number, and a letter for each (electron/fuses, schema 1). */
function fusesOf(program: string): Record<string, 'on' | 'off' | 'removed'> {
  const binary = readFileSync(program)
  const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const at = binary.indexOf(mark)
  if (at < 0) throw new Error('The program has no fuses.')
  const [version = 0, count = 0] = binary.subarray(at + mark.length)
  expect(version).toBe(1)
  const letters = binary.subarray(at + mark.length + 2, at + mark.length + 2 + count).toString('latin1')
  const names = ['runAsNode', 'cookieEncryption', 'nodeOptions', 'nodeInspect', 'asarIntegrity', 'onlyLoadFromAsar']
  const later = ['browserSnapshot', 'fileProtocolPrivileges']
  const states = { '0': 'off', '1': 'on', r: 'removed' } as const
  return Object.fromEntries(
    [...names, ...later].map((name, index) => [name, states[letters[index] as keyof typeof states]]),
  )
}
