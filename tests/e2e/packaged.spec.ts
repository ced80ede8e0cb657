import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { isolatedEnvironment } from '../support/shell'

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
    expect(readdirSync(join(place, 'resources'))).toContain('app.asar')

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
    const app = spawn(program, ['--remote-debugging-port=0', library], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: isolatedEnvironment(lectern.home),
    })
    const ended = new Promise((resolve) => app.once('exit', resolve))
    try {
      const address = await new Promise<string>((resolve, reject) => {
        let said = ''
        app.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
          if (found !== undefined) resolve(found)
        })
        app.once('exit', (code) => reject(new Error(`It ended with ${code}.\n${said}`)))
      })
      const browser = await chromium.connectOverCDP(address)
      const [context] = browser.contexts()
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'))
      if (page === undefined) throw new Error('No window appeared.')
      const desk = new Desk(page)
      await desk.expectArticles(8)
      await desk.search('tide')
      await desk.expectArticles(1)
      await desk.open('Tide gauge')
      await browser.close()
    } finally {
      app.kill()
      await ended
    }
    expect(existsSync(join(library, '.lectern'))).toBe(false)
  })
})
