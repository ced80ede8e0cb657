import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import { ask } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

/**
 * Pictures of every screen. `npm run screenshots` renews those in `docs/pictures`, which README and guide show; otherwise they
 * go beside the other results, so that a test run changes nothing in the checkout.
 */
const kept = process.env.LECTERN_PICTURES
const root = resolve(import.meta.dirname, '../..')

test.skip(({ shell }) => kept !== undefined && shell === 'desktop', 'pictures that are kept are taken in a browser')

/** CSS pixels. */
const sizes = [
  { width: 900, height: 640 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const

const take = (page: Page, path: string): Promise<Buffer> =>
  page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' })

/** The sample library in a folder of its own, so that articles can be put into it. */
function copySamples(into: string): string {
  const folder = join(into, 'Articles')
  cpSync(join(root, 'samples'), folder, { recursive: true })
  return folder
}

/** Runs a command by its name, as a reader would. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}

/** Highlights words of the article that is found first by them. */
async function highlight(page: Page, words: string, colour: 'yellow' | 'green' | 'pink', note = ''): Promise<void> {
  const query = { text: `"${words}"`, scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { rows } = await ask(page, 'articles.query', { query, offset: 0, limit: 1 })
  const article = rows[0]?.id ?? ''
  const { text } = await ask(page, 'articles.open', { article })
  const start = text.indexOf(words)
  expect(start, words).toBeGreaterThan(-1)
  const place = { start, end: start + words.length }
  await ask(page, 'highlights.add', { article, place, quote: words, colour, note })
}

test('each theme, with tags, a note and highlights', async ({ lectern }, info) => {
  const { page } = new Desk(await lectern.start(copySamples(lectern.folder)))
  await page.setViewportSize({ width: 1440, height: 900 })
  const folder = kept ?? info.outputPath('pictures')
  mkdirSync(folder, { recursive: true })
  const desk = new Desk(page)
  await desk.expectArticles(14)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'beside' })
  await desk.search('sun OR moon')
  await desk.expectArticles(4)
  await desk.open('Why the sky is blue')
  await highlight(page, 'the fourth power of the frequency', 'yellow', 'The whole story in five words.')
  await desk.addTag.fill('science/light')
  await desk.addTag.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove tag science/light' })).toBeVisible()
  await desk.note.fill('See also: Krakatau, red sunsets.')
  await expect(desk.notes).toContainText('Saved')
  await desk.note.blur()
  await page.locator('[data-reader-scroller]').evaluate((scroller) => scroller.scrollTo(0, 0))

  const taken = new Set<string>()
  for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(desk.article.locator('html')).toHaveAttribute('data-theme', theme)
    const bytes = await take(page, join(folder, `${theme}.png`))
    expect(bytes.byteLength).toBeGreaterThan(20_000)
    taken.add(bytes.toString('base64'))
  }
  expect(taken.size, 'every theme looks different').toBe(4)
})

test('every screen at three sizes @full', async ({ lectern }, info) => {
  test.setTimeout(240_000)
  const folder = join(kept ?? info.outputPath('pictures'), 'screens')
  mkdirSync(folder, { recursive: true })
  const taken = new Set<string>()
  let page = await lectern.start()
  const picture = async (name: string): Promise<void> => {
    for (const { width, height } of sizes) {
      await page.setViewportSize({ width, height })
      // Two frames: panes take their new widths in the first.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      await take(page, join(folder, `${name}-${width}.png`))
      taken.add(`${name}-${width}.png`)
    }
    await page.setViewportSize(sizes[1])
  }
  await picture('first-screen')

  const articles = copySamples(lectern.folder)
  page = await lectern.restart(articles)
  const desk = new Desk(page)
  await page.setViewportSize(sizes[1])
  await desk.expectArticles(14)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'beside' })

  await test.step('reading', async () => {
    await desk.open('Why the sky is blue')
    await highlight(page, 'the fourth power of the frequency', 'yellow', 'The whole story in five words.')
    await expect(desk.card('the fourth power')).toBeVisible()
    await desk.note.fill('See also: Krakatau, red sunsets.')
    await expect(desk.notes).toContainText('Saved')
    await desk.note.blur()
    await picture('reading')
  })

  await test.step('choosing a passage by keyboard', async () => {
    await page.keyboard.press('h')
    await expect(page.getByRole('application', { name: /^Choose a passage/ })).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await picture('marking')
    await page.keyboard.press('Escape')
  })

  await test.step('searching', async () => {
    await desk.search('sun OR moon -tide')
    await desk.list.getByRole('button').first().focus()
    await picture('search')
    await page.keyboard.press('/')
    await desk.searchBox.fill('date:19')
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible()
    await picture('suggestions')
    await page.keyboard.press('Escape')
    await desk.searchBox.fill('')
    await desk.expectArticles(14)
    await desk.list.getByRole('button').first().focus()
  })

  await test.step('sorting', async () => {
    const news = join(root, 'tests/fixtures/libraries/news')
    const files = readdirSync(news, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'))
    mkdirSync(join(articles, 'New'))
    for (const name of files.slice(0, 4))
      writeFileSync(join(articles, 'New', name.replaceAll(/[\\/]/g, ' ')), readFileSync(join(news, name)))
    await desk.expectArticles(14 + Math.min(4, files.length))
    await page.keyboard.press('Control+2')
    await desk.expectArticles(Math.min(4, files.length))
    await picture('inbox')
    await page.keyboard.press('Control+1')
    await desk.expectArticles(14 + Math.min(4, files.length))
    await run(page, 'Choose all articles of the list')
    await picture('many')
  })

  await test.step('tags', async () => {
    const query = { text: '', scope: null, folder: null, tags: [], sort: 'title' as const, refine: true }
    await ask(page, 'tags.add', {
      selection: { kind: 'query', query: { ...query, text: 'sun' } },
      tag: 'science/light',
    })
    await ask(page, 'tags.add', { selection: { kind: 'query', query: { ...query, text: 'city' } }, tag: 'everyday' })
    await ask(page, 'tags.recolour', { tag: 'science/light', colour: 'blue' })
    await run(page, 'Manage tags…')
    await expect(desk.panel('All tags')).toBeVisible()
    await picture('tags')
    await page.keyboard.press('Escape')
  })

  await test.step('all highlights and notes', async () => {
    await page.keyboard.press('Control+Shift+H')
    await expect(page.getByRole('region', { name: 'Highlights and notes' }).getByRole('listitem')).toHaveCount(2)
    await picture('annotations')
    await page.keyboard.press('Escape')
  })

  const panels = [
    ['Keys', 'Keys', 'keys'],
    ['What can be searched for', 'What can be searched for', 'search-help'],
    ['Correct title, author, date or source…', 'Correct this article', 'corrections'],
    ['Earlier versions of notes and highlights…', 'Earlier versions', 'history'],
    ['Check notes and highlights…', 'Notes and highlights of', 'check'],
    ['Settings…', 'Settings', 'settings'],
  ] as const
  await desk.open('Why the sky is blue')
  for (const [command, title, name] of panels)
    await test.step(name, async () => {
      await run(page, command)
      await expect(desk.panel(title)).toBeVisible()
      if (name === 'check') await expect(page.getByText('Every file is sound.')).toBeVisible()
      await picture(name)
      await page.keyboard.press('Escape')
    })

  await test.step('all commands, the text alone', async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('art')
    await expect(page.getByRole('option').first()).toBeVisible()
    await picture('palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+.')
    await picture('focus')
    await page.keyboard.press('Escape')
  })

  await test.step('the guide shows pictures that are taken here', async () => {
    const guide = join(root, 'docs/guide')
    const pages = readdirSync(guide).map((name) => readFileSync(join(guide, name), 'utf8'))
    const shown = pages.flatMap((text) =>
      [...text.matchAll(/pictures\/screens\/([\w-]+\.png)/g)].map(([, name]) => name),
    )
    expect(shown.length).toBeGreaterThan(5)
    expect(shown.filter((name) => name === undefined || !taken.has(name))).toEqual([])
  })
})
