import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

/** What is painted over the field: letters, colours, and how far it is from lying on the field's own letters (CSS pixels). */
const painted = (box: Locator) =>
  box.evaluate(async (field: HTMLInputElement) => {
    // The letters follow a field that scrolls by the next frame, not within the keystroke.
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame)
    const letters = field.parentElement?.querySelector<HTMLElement>('[aria-hidden] > span')
    if (letters === null || letters === undefined) throw new Error('Nothing is painted over the field.')
    const padding = Number.parseFloat(getComputedStyle(field).paddingLeft)
    const at = letters.getBoundingClientRect()
    return {
      text: letters.textContent,
      colours: new Set([...letters.children].map((part) => getComputedStyle(part).color)).size,
      tooWide: at.width - (field.scrollWidth - 2 * padding),
      tooFarRight: at.x - (field.getBoundingClientRect().x + padding - field.scrollLeft),
      scrolled: field.scrollLeft,
    }
  })

const options = (page: Page): Locator => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')
const savedRow = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('treegrid', { name: 'Saved searches' }).getByRole('row', { name })

test('what is typed is coloured where it stands, also when it is longer than the box', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const query = 'title:ferry OR "two ports"~5 -car glacier* date:2024-01..2024-03'
  await desk.searchBox.pressSequentially(query)
  const short = await painted(desk.searchBox)
  expect(short.text).toBe(query)
  expect(short.colours).toBeGreaterThanOrEqual(4)
  await desk.searchBox.pressSequentially(` (${query}) ${query}`)
  const long = await painted(desk.searchBox)
  expect(long.scrolled).toBeGreaterThan(0)
  for (const { tooWide, tooFarRight } of [short, long]) {
    expect(tooWide).toBeLessThan(1.5)
    expect(Math.abs(tooFarRight)).toBeLessThan(1)
  }
  expect(Math.abs(long.tooWide), 'the letters are as wide as those they lie on').toBeLessThan(1.5)
  await desk.searchBox.press('Home')
  await expect(async () => {
    const { scrolled, tooFarRight } = await painted(desk.searchBox)
    expect({ scrolled, isAside: Math.abs(tooFarRight) > 1 }).toEqual({ scrolled: 0, isAside: false })
  }).toPass()
})

test('completion by keyboard: nothing is chosen by itself, and it can be undone', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('clippings')))
  const { page, searchBox } = desk
  await expect(desk.rows.first()).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('aut')
  await expect(options(page)).toHaveCount(1)
  await expect(searchBox).not.toHaveAttribute('aria-activedescendant')
  await page.keyboard.press('ArrowDown')
  await expect(searchBox).toHaveAttribute('aria-activedescendant', (await options(page).getAttribute('id')) ?? '-')
  await page.keyboard.press('Tab')
  await expect(searchBox).toBeFocused()
  await expect(searchBox).toHaveValue('author:')

  const gardeners = options(page).filter({ hasText: 'A gardening club' })
  await expect(gardeners).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(searchBox).not.toHaveAttribute('aria-activedescendant')
  await gardeners.click()
  await expect(searchBox).toBeFocused()
  await expect(searchBox).toHaveValue(/^author:"A gardening club" ?$/)
  await desk.expectArticles(1)
  await page.keyboard.press('Control+z')
  await expect(searchBox).toHaveValue('author:')

  await expect(options(page).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(options(page)).toHaveCount(0)
  await expect(searchBox).toHaveValue('author:')
  await page.keyboard.press('Escape')
  await expect(searchBox).toHaveValue('')
  await expect(searchBox).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(searchBox).not.toBeFocused()

  await page.keyboard.press('/')
  await page.keyboard.type('compost')
  await desk.expectArticles(1)
  await page.keyboard.press('ArrowDown')
  await expect(desk.rows.first().getByRole('button').first()).toBeFocused()
})

test('searches that led somewhere are offered again, and can be forgotten', async ({ lectern }) => {
  const folder = lectern.copy('news')
  let desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  await desk.search('glaciers')
  await desk.expectArticles(1)
  await desk.searchBox.fill('reservoir')
  await desk.expectArticles(1)
  await desk.open('The reservoir is full')

  desk = new Desk(await lectern.restart(folder))
  const { page } = desk
  await desk.expectArticles(8)
  await page.keyboard.press('/')
  await expect(options(page)).toHaveText(['reservoir', 'glaciers', 'Forget recent searches'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(desk.searchBox).toHaveValue('glaciers')
  await desk.expectArticles(1)

  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Space')
  await options(page).filter({ hasText: 'Forget' }).click()
  await expect(page.getByText('Recent searches are forgotten.')).toBeVisible()
  await page.keyboard.press('Control+Space')
  await expect(options(page).first()).toBeVisible()
  await expect(options(page).filter({ hasText: 'glaciers' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(async () => {
    await desk.searchBox.focus()
    await page.keyboard.press('Control+Space')
    await expect(options(page).first()).toHaveText('glaciers', { timeout: 500 })
    await expect(options(page).nth(1)).toHaveText('reservoir', { timeout: 500 })
  }).toPass()
})

test('a saved search stays with its library and says what is new', async ({ lectern }) => {
  const folder = lectern.copy('news')
  let desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  await desk.search('glaciers OR spillway')
  await desk.expectArticles(2)
  await desk.page.keyboard.press('Control+d')
  const name = desk.page.getByRole('textbox', { name: 'Name' })
  await expect(name).toHaveValue('glaciers OR spillway')
  await name.fill('Ice and water')
  await name.press('Enter')
  await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
  await expect(savedRow(desk.page, 'Ice and water, 2 articles')).toBeVisible()
  await expect(desk.page.getByRole('button', { name: 'Saved as “Ice and water”' })).toBeVisible()

  desk = new Desk(await lectern.restart(folder))
  const { page } = desk
  await desk.expectArticles(8)
  await savedRow(page, /^Ice and water/).click()
  await expect(desk.searchBox).toHaveValue('glaciers OR spillway')
  await desk.expectArticles(2)

  writeFileSync(join(folder, 'snow.txt'), ' date 2024-03-09 Snow at last\n\nThe glaciers are white again.\n')
  const news = savedRow(page, 'Ice and water, 3 articles, 1 new since your last visit')
  await expect(news).toContainText('+1 new')
  await news.click()
  await expect(savedRow(page, /^Ice and water, 3 articles$/)).toBeVisible()

  await savedRow(page, /^Ice and water/).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Frozen and dammed')
  await page.keyboard.press('Enter')
  await savedRow(page, /^Frozen and dammed/).press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(savedRow(page, /^Frozen/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(savedRow(page, /^Frozen and dammed, 3 articles/)).toBeVisible()
})

test('a saved search is renamed from the keyboard, which stays with its row', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  const { page } = desk
  await desk.expectArticles(8)
  await desk.search('glaciers')
  await page.keyboard.press('Control+d')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
  // The form gives the focus back as it goes.
  await expect(desk.placeQuestion).toBeHidden()

  const rename = async (): Promise<void> => {
    await page.keyboard.press('Shift+F10')
    await expect(page.getByRole('menu')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('menuitem', { name: 'Rename…' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  }
  await savedRow(page, /^glaciers/).focus()
  await rename()
  await page.keyboard.press('Escape')
  await expect(savedRow(page, /^glaciers/)).toBeFocused()
  await rename()
  await page.keyboard.type('Ice')
  await page.keyboard.press('Enter')
  await expect(savedRow(page, /^Ice/)).toBeFocused()
  // At once, while the form is still fading.
  await rename()
  await page.keyboard.press('Escape')
  await expect(savedRow(page, /^Ice/)).toBeFocused()
})

test('what can be searched for is a key away, and each example can be tried', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  await desk.page.keyboard.press('F1')
  const help = desk.panel('What can be searched for')
  await expect(help.getByRole('heading', { name: 'What can be searched for' })).toBeFocused()
  await help.getByRole('button', { name: 'Try oil OR gas' }).press('Enter')
  await expect(desk.searchBox).toHaveValue('oil OR gas')
  await desk.expectArticles(2)
  await desk.page.keyboard.press('Escape')
  await expect(help).toHaveCount(0)
})
