import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

test('search, read, tag and note without a mouse', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  const { page } = desk
  const { keyboard } = page

  await keyboard.press('/')
  await expect(desk.searchBox).toBeFocused()
  await keyboard.type('stocks')
  await desk.expectArticles(2)

  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(desk.article.locator('p').first()).toBeVisible()
  await expect(desk.hitBar).toContainText('1 /')
  const first = await desk.reader.getByRole('heading').first().textContent()

  await keyboard.press('j')
  await expect(desk.reader.getByRole('heading').first()).not.toHaveText(first ?? '')
  await keyboard.press('k')
  await expect(desk.reader.getByRole('heading').first()).toHaveText(first ?? '')

  await keyboard.press('t')
  await expect(desk.addTag).toBeFocused()
  await keyboard.type('trade/oil')
  await keyboard.press('Enter')
  const choice = desk.placeQuestion.getByRole('button', { name: /^In Lectern’s own data/ })
  await choice.focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove tag trade/oil' })).toBeVisible()

  await desk.searchBox.focus()
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await keyboard.press('n')
  await expect(desk.note).toBeFocused()
  await keyboard.type('jkt/? are letters in here')
  await expect(desk.note).toHaveValue('jkt/? are letters in here')
  await expect(desk.notes).toContainText('Saved')

  await keyboard.press('Escape')
  await keyboard.press('Control+f')
  const find = page.getByRole('textbox', { name: 'Find in article' })
  await expect(find).toBeFocused()
  await keyboard.type('the')
  await keyboard.press('Enter')
  await expect(page.getByRole('search', { name: 'Find in article' })).toContainText(/\d \/ \d/)
})

test('Caps Lock is for texts: keys mean the same with it', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  // A capital without Shift, as Caps Lock makes it.
  await page.keyboard.press('J')
  await expect(desk.rows.first().getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Control+A')
  await expect(page.getByRole('region', { name: '8 articles chosen' })).toBeVisible()
})
