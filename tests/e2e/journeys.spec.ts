import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { untilReady } from '../support/ask'
import { Desk } from '../support/desk'
import { needle, writeArticles } from '../support/generator'
import { expect, test } from '../support/lectern'
import { runCommand } from '../support/screens'

/** Presses a key, and expects that the focus is somewhere, and to be seen, afterwards. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const at = document.activeElement
          return at !== null && at !== document.body && at.checkVisibility()
        }),
      { message: `the focus after ${key}` },
    )
    .toBe(true)
}

const openTitle = (desk: Desk): Promise<string | null> => desk.reader.getByRole('heading').first().textContent()

/** Sorts, reads, searches and tags by keys alone, in whatever library is open. */
async function journey(desk: Desk, words: string): Promise<void> {
  const { page } = desk
  const total = Number(await desk.rows.first().getAttribute('aria-setsize'))

  await test.step('from article to article', async () => {
    await press(page, 'j')
    await expect(desk.article.locator('article > *').first()).toBeAttached()
    const first = await openTitle(desk)
    await press(page, 'j')
    await expect(desk.reader.getByRole('heading').first()).not.toHaveText(first ?? '')
    await press(page, 'Alt+ArrowLeft')
    await expect(desk.reader.getByRole('heading').first()).toHaveText(first ?? '')
  })

  await test.step('put one by for later, and the next is open', async () => {
    const before = await openTitle(desk)
    await press(page, 'l')
    await expect(page.getByText('Put by for later:')).toBeVisible()
    await expect(desk.reader.getByRole('heading').first()).not.toHaveText(before ?? '')
    await press(page, 'Control+3')
    await desk.expectArticles(1)
    await expect(desk.rows.first()).toContainText(before ?? '')
    await press(page, 'j')
    await press(page, 'e')
    await desk.expectArticles(0)
    await press(page, 'Control+4')
    await desk.expectArticles(1)
    await press(page, 'Control+z')
    await press(page, 'Control+1')
    await desk.expectArticles(total)
  })

  await test.step('search, and walk its hits', async () => {
    await press(page, '/')
    await page.keyboard.type(words)
    await press(page, 'Enter')
    await expect(desk.list).toHaveAttribute('aria-busy', 'false')
    await press(page, 'ArrowDown')
    await press(page, 'Enter')
    await expect(desk.hitBar).toContainText('1 /')
    await press(page, 'n')
    await press(page, 'Shift+N')
  })

  await test.step('tag what is open', async () => {
    await press(page, 't')
    await expect(desk.addTag).toBeFocused()
    await page.keyboard.type('by/keys')
    await press(page, 'Enter')
    const choice = desk.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ })
    await choice.focus()
    await press(page, 'Enter')
    await expect(page.getByRole('button', { name: 'Remove tag by/keys' })).toBeVisible()
  })

  await test.step('nothing but the text, and back', async () => {
    await press(page, 'Escape')
    await press(page, 'Control+.')
    await expect(desk.searchBox).toBeHidden()
    await expect(desk.list).toBeHidden()
    await press(page, 'Escape')
    await expect(desk.list).toBeVisible()
  })

  await test.step('export it', async () => {
    await runCommand(desk, 'Export as Markdown')
    await expect(page.getByRole('menu')).toBeVisible()
    await press(page, 'Escape')
  })

  await test.step('back to where it began, through search and views', async () => {
    for (let step = 0; step < 30 && (await page.getByRole('button', { name: 'Back', exact: true }).isEnabled()); step++)
      await press(page, 'Alt+ArrowLeft')
    await expect(desk.searchBox).toHaveValue('')
    await desk.expectArticles(total)
  })
}

test('the loop without a mouse', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  await journey(desk, 'the')
})

test('the loop without a mouse, in 20,000 articles', { tag: '@full' }, async ({ lectern }) => {
  test.setTimeout(600_000)
  const folder = join(lectern.folder, 'generated')
  writeArticles(folder, { count: 20_000, seed: 3 })
  const desk = new Desk(await lectern.start(folder))
  expect(await untilReady(desk.page)).toBe(20_000)
  await desk.expectArticles(20_000)
  await journey(desk, needle)
})

test('a command can be given another key, and the old one does it no more', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  await press(page, 'Control+,')
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('next article')
  const add = page.getByRole('button', { name: 'Add a key for Next article', exact: true })
  await add.focus()
  await press(page, 'Enter')
  await press(page, 'x')
  await page.getByRole('button', { name: 'Take j from Next article' }).focus()
  await press(page, 'Enter')
  await press(page, 'Escape')
  await expect(desk.panel('Settings')).toHaveCount(0)
  await press(page, 'j')
  await expect(desk.article.locator('article > *')).toHaveCount(0)
  await press(page, 'x')
  await expect(desk.article.locator('article > *').first()).toBeAttached()
  await press(page, '?')
  await expect(desk.panel('Keys').getByText('x', { exact: true })).toBeVisible()
})
