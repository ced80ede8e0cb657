import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { createServer, type ViteDevServer } from 'vite'
import { faults } from '../support/axe'
import deskPage from '../support/desk-page/vite.config'
import { type Trouble, troubles } from '../support/fake-trouble'
import { browserProgram, expect, test } from '../support/lectern'

/**
 * What the desk shows while something is the matter, on the made-up library: each state in plain words, faultless to axe, and
 * in a picture. No shell is behind it, so one browser is enough.
 */

/** Those that come over an open desk; the others are there from the start. */
const later: readonly Trouble[] = ['away', 'vanished', 'unparsable']

/** What else each must say: what it means, or the next step. */
const next: Readonly<Partial<Record<Trouble, readonly string[]>>> = {
  'no-settings': ['Try again', 'not affected'],
  refused: ['Try again', 'Not known just now.'],
  away: ['kept here and saved when it answers', 'It opens by itself'],
  skipped: ['Show 12 skipped files'],
  empty: ['Put one into the folder', 'Show 14 ignored files'],
  'folder-gone': ['all you wrote is kept', 'Look again'],
  'not-permitted': ['allow reading it', 'Look again'],
  stopped: ['Go on reading the folder'],
  vanished: ['Your tags, notes and highlights on it are kept', 'Show notes without an article'],
  unparsable: ['The file is left as it is', 'Try again'],
}

let server: ViteDevServer | null = null
/** What the server makes is kept out of the checkout, which the tests may not be allowed to write to. */
const cacheDir = mkdtempSync(join(tmpdir(), 'lectern-desk-page-'))
const at = (): string => server?.resolvedUrls?.local[0] ?? ''

test.beforeAll(async () => {
  server = await createServer({
    ...deskPage,
    configFile: false,
    cacheDir,
    logLevel: 'error',
    server: { ...deskPage.server, host: '127.0.0.1', port: 0, hmr: false, watch: null },
  })
  await server.listen()
})
test.afterAll(async () => {
  await server?.close()
  rmSync(cacheDir, { recursive: true, force: true })
})

async function show(page: Page, trouble: Trouble): Promise<void> {
  const isLater = later.includes(trouble)
  await page.goto(`${at()}?articles=200${isLater ? '' : `&trouble=${trouble}`}`, { waitUntil: 'domcontentloaded' })
  if (isLater) {
    const rows = page.locator('[data-row-button]')
    await expect(rows.first()).toBeVisible({ timeout: 60_000 })
    await page.evaluate((name) => window.dispatchEvent(new CustomEvent('trouble', { detail: name })), trouble)
    await rows.nth(1).click()
  }
  await expect(page.getByText(troubles[trouble]).first()).toBeVisible({ timeout: 60_000 })
}

test('every state says what is the matter and what to do, without a fault @browser', async ({ playwright }, info) => {
  test.setTimeout(300_000)
  const folder = info.outputPath('states')
  mkdirSync(folder, { recursive: true })
  const browser = await playwright.chromium.launch({ ...browserProgram(), args: ['--disable-dev-shm-usage'] })
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  for (const trouble of Object.keys(troubles) as Trouble[])
    await test.step(trouble, async () => {
      await show(page, trouble)
      for (const words of next[trouble] ?? [])
        await expect(page.getByText(words).first(), `${trouble} says “${words}”`).toBeVisible()
      for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
        await page.evaluate((name) => {
          document.documentElement.dataset.theme = name
        }, theme)
        expect(await faults(page), `${trouble}, ${theme}`).toEqual([])
        await page.screenshot({ path: join(folder, `${trouble}-${theme}.png`), animations: 'disabled' })
      }
    })
  await test.step('back again', async () => {
    await show(page, 'away')
    await page.evaluate(() => window.dispatchEvent(new CustomEvent('trouble', { detail: null })))
    await expect(page.getByText(troubles.away)).toHaveCount(0)
    await expect(page.getByRole('article', { name: 'Reader' })).toBeVisible()
  })
  await browser.close()
})
