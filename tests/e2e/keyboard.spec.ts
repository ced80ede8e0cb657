import type { Locator } from '@playwright/test'
import { ask } from '../support/ask'
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

test('tags are found and changed without a mouse, and Escape leaves one thing at a time', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  const { keyboard } = page
  const query = { text: 'ferry', scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { rows } = await ask(page, 'articles.query', { query, offset: 0, limit: 1 })
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'app' })
  const selection = { kind: 'articles' as const, articles: [rows[0]?.id ?? ''] }
  for (const tag of ['boats', 'bridges', 'sea']) await ask(page, 'tags.add', { selection, tag })

  await keyboard.press('Control+k')
  await keyboard.type('Manage tags')
  await keyboard.press('Enter')
  const panel = desk.panel('All tags')
  const find = panel.getByRole('searchbox', { name: 'Find a tag' })
  await expect(find).toBeFocused()
  await keyboard.type('b')
  await expect(panel.getByRole('listitem')).toHaveCount(2)
  await keyboard.press('Escape')
  await expect(find).toHaveValue('')
  await expect(panel.getByRole('listitem')).toHaveCount(3)

  const rename = (tag: string): Locator => panel.getByRole('button', { name: `Rename ${tag}` })
  await rename('boats').focus()
  await keyboard.press('ArrowDown')
  await expect(rename('bridges')).toBeFocused()
  await keyboard.press('End')
  await expect(rename('sea')).toBeFocused()
  await keyboard.press('Home')
  await expect(rename('boats')).toBeFocused()

  await keyboard.press('Enter')
  await expect(panel.getByRole('textbox', { name: /New name/ })).toBeFocused()
  await keyboard.press('Escape')
  await expect(rename('boats')).toBeFocused()
  await expect(panel.getByRole('textbox', { name: /New name/ })).toHaveCount(0)
  await keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
})

test('Escape leaves a field of the margin for the list, and several chosen articles for one', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  const { keyboard } = page
  const row = desk.rows.first().getByRole('button').first()
  await keyboard.press('j')
  await expect(row).toBeFocused()
  await expect(desk.note).toBeVisible()
  for (const [key, field] of [
    ['n', desk.note],
    ['t', desk.addTag],
  ] as const) {
    await keyboard.press(key)
    await expect(field).toBeFocused()
    await keyboard.press('Escape')
    await expect(row).toBeFocused()
  }
  await keyboard.press('Control+a')
  const bulk = page.getByRole('region', { name: '8 articles chosen' })
  await expect(bulk).toBeVisible()
  await keyboard.press('t')
  await expect(bulk.getByRole('combobox', { name: 'Add tag' })).toBeFocused()
  await keyboard.press('Escape')
  await expect(row).toBeFocused()
  await expect(bulk).toBeVisible()
  await keyboard.press('Escape')
  await expect(bulk).toHaveCount(0)
  await expect(row).toBeFocused()
  await expect(desk.note).toBeVisible()
})

test('what is taken off by keyboard leaves the keyboard where it was, with a way back', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'app' })
  const query = { text: 'ferry', scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { rows } = await ask(page, 'articles.query', { query, offset: 0, limit: 1 })
  const article = rows[0]?.id ?? ''
  const { text, title } = await ask(page, 'articles.open', { article })
  for (const tag of ['boats', 'sea'])
    await ask(page, 'tags.add', { selection: { kind: 'articles', articles: [article] }, tag })
  for (const [start, end] of [
    [0, 12],
    [20, 30],
  ] as const)
    await ask(page, 'highlights.add', { article, place: { start, end }, quote: text.slice(start, end), colour: 'blue' })

  await desk.open(title)
  await page.getByRole('button', { name: 'Remove tag boats', exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove tag sea', exact: true })).toBeFocused()
  await expect(page.getByText('Took “boats” off the article')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(desk.addTag).toBeFocused()

  const cards = desk.highlights.getByRole('listitem')
  await expect(cards).toHaveCount(2)
  await cards.first().getByRole('button', { name: 'Remove highlight' }).focus()
  await page.keyboard.press('Enter')
  await expect(cards).toHaveCount(1)
  await expect(cards.getByRole('button').first()).toBeFocused()
})

test('a button that goes away under the keyboard leaves it where it was pressed', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  const { page } = desk
  await desk.expectArticles(8)
  await desk.open('Glaciers of the Alps')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Correct title')
  await page.keyboard.press('Enter')
  const panel = desk.panel('Correct this article')
  const title = panel.getByRole('textbox', { name: 'Title' })
  await expect(title).toBeFocused()
  await title.fill('Ice')
  await panel.getByRole('button', { name: 'Save Title' }).press('Enter')
  await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).press('Enter')
  await expect(panel.getByRole('button', { name: 'Title as written' })).toBeVisible()
  await expect(title).toBeFocused()
  await panel.getByRole('button', { name: 'Title as written' }).press('Enter')
  await expect(panel.getByRole('button', { name: 'Title as written' })).toHaveCount(0)
  await expect(title).toBeFocused()
  await page.getByRole('button', { name: 'Close message' }).last().press('Enter')
  await expect(title).toBeFocused()
})
