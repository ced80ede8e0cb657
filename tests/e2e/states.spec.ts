import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserType, Page } from '@playwright/test'
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
  empty: ['Put one into the folder', 'Show 14 ignored files', 'There is no article to read yet.'],
  reading: ['Choose one as soon as it appears'],
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
  // The first page waits until the server has translated every module.
  await page.goto(`${at()}?articles=200${isLater ? '' : `&trouble=${trouble}`}`, {
    waitUntil: 'domcontentloaded',
    timeout: 60_000,
  })
  if (isLater) {
    const rows = page.locator('[data-row-button]')
    await expect(rows.first()).toBeVisible({ timeout: 60_000 })
    await page.evaluate((name) => window.dispatchEvent(new CustomEvent('trouble', { detail: name })), trouble)
    await rows.nth(1).click()
  }
  await expect(page.getByText(troubles[trouble]).first()).toBeVisible({ timeout: 60_000 })
}

/** Goes through every state in one browser; `look` sees each as it stands. */
async function eachState(
  launch: () => Promise<Browser>,
  look: (page: Page, trouble: Trouble) => Promise<void>,
): Promise<void> {
  const browser = await launch()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  for (const trouble of Object.keys(troubles) as Trouble[])
    await test.step(trouble, async () => {
      await show(page, trouble)
      await look(page, trouble)
    })
  await browser.close()
}

const launching = (playwright: { readonly chromium: BrowserType }) => (): Promise<Browser> =>
  playwright.chromium.launch({ ...browserProgram(), args: ['--disable-dev-shm-usage'] })

test('every state says what is the matter and what to do @browser', async ({ playwright }) => {
  test.setTimeout(240_000)
  await eachState(launching(playwright), async (page, trouble) => {
    for (const words of next[trouble] ?? [])
      await expect(page.getByText(words).first(), `${trouble} says “${words}”`).toBeVisible()
    if (trouble !== 'away') return
    await page.evaluate(() => window.dispatchEvent(new CustomEvent('trouble', { detail: null })))
    await expect(page.getByText(troubles.away)).toHaveCount(0)
    await expect(page.getByRole('article', { name: 'Reader' })).toBeVisible()
  })
})

test('a menu of the sidebar stays under one’s hand when its list cannot be counted again @browser', async ({
  playwright,
}) => {
  test.setTimeout(240_000)
  const browser = await launching(playwright)()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await page.goto(`${at()}?articles=200`, { waitUntil: 'domcontentloaded' })
  const set = (trouble: Trouble | null): Promise<void> =>
    page.evaluate((name) => {
      window.dispatchEvent(new CustomEvent('trouble', { detail: name }))
      window.dispatchEvent(new CustomEvent('recount'))
    }, trouble)
  for (const [tree, row] of [
    ['Saved searches', 'Oil in novels'],
    ['Tags', 'economy'],
  ] as const) {
    await page.getByRole('treegrid', { name: tree }).getByRole('row', { name: row }).first().press('Shift+F10')
    const menu = page.getByRole('menu', { name: row })
    await expect(menu).toBeVisible()
    await set('refused')
    await expect(page.getByText(troubles.refused).first()).toBeAttached()
    await expect(menu).toBeVisible()
    await set(null)
    await expect(page.getByText(troubles.refused)).toHaveCount(0)
    await expect(menu).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
  }
  await browser.close()
})

test('what is asked of an article on its way waits for it, and never meets the one before @browser', async ({
  playwright,
}) => {
  test.setTimeout(240_000)
  const browser = await launching(playwright)()
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  await page.goto(`${at()}?articles=200`, { waitUntil: 'domcontentloaded' })
  const rows = page.locator('[data-row-button]')
  const title = page.getByRole('article', { name: 'Reader' }).getByRole('heading').first()
  await rows.nth(0).click()
  const first = (await title.textContent()) ?? ''
  await page.evaluate(() => {
    const { request } = (window as unknown as { lectern: { request: Record<string, (asked: unknown) => unknown> } })
      .lectern
    const open = request['articles.open']
    request['articles.open'] = async (asked) => {
      await new Promise((go) => window.addEventListener('let-go', go, { once: true }))
      return open?.(asked)
    }
  })
  const letGo = (): Promise<boolean> => page.evaluate(() => window.dispatchEvent(new Event('let-go')))

  await rows.nth(1).click()
  await page.keyboard.press('h')
  await expect(page.getByText('The article is still being opened.')).toBeVisible()
  await page.keyboard.press('n')
  await expect(title).toHaveText(first)
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).not.toBeFocused()
  await letGo()
  await expect(title).not.toHaveText(first)
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused()

  await rows.nth(2).click()
  await page.keyboard.press('t')
  await rows.nth(3).click()
  await letGo()
  await expect(title).toHaveText((await rows.nth(3).locator('span[dir=auto]').first().textContent()) ?? '-')
  await expect(page.getByRole('combobox', { name: 'Add tag' })).not.toBeFocused()
  await browser.close()
})

test('axe finds no fault in any state in any theme, and each has its picture @browser @full', async ({
  playwright,
}, info) => {
  test.setTimeout(480_000)
  const folder = info.outputPath('states')
  mkdirSync(folder, { recursive: true })
  await eachState(launching(playwright), async (page, trouble) => {
    for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
      await page.evaluate((name) => {
        document.documentElement.dataset.theme = name
      }, theme)
      expect(await faults(page), `${trouble}, ${theme}`).toEqual([])
      await page.screenshot({ path: join(folder, `${trouble}-${theme}.png`), animations: 'disabled' })
    }
  })
})
