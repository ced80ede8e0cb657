import { ask } from '../support/ask'
import { faults } from '../support/axe'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { screens } from '../support/screens'

test('everything has the name by which people and programs find it', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  await desk.open('A letter posted in 1943')
  const { page } = desk
  for (const part of [
    desk.searchBox,
    desk.list,
    desk.readerRegion,
    desk.reader,
    desk.notes,
    desk.note,
    desk.addTag,
    desk.status,
    page.getByRole('button', { name: 'Open folder…', exact: true }),
    page.getByRole('button', { name: 'Export…', exact: true }),
  ])
    await expect(part).toHaveCount(1)
  await expect(desk.rows).toHaveCount(8)
})

test('axe finds no fault on the first screen, at the desk, in a search and in the settings', async ({ lectern }) => {
  let page = await lectern.start()
  expect(await faults(page), 'first screen').toEqual([])
  page = await lectern.restart(lectern.copy('news'))
  const desk = new Desk(page)
  await desk.expectArticles(8)
  expect(await faults(page), 'desk').toEqual([])
  await desk.search('reservoir')
  await desk.open('The reservoir is full')
  await expect(desk.hitBar).toBeVisible()
  expect(await faults(page), 'search').toEqual([])
  await page.getByRole('button', { name: 'Settings' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await expect(settings).toBeVisible()
  expect(await faults(page), 'settings').toEqual([])
  for (const theme of ['Sepia', 'Dark', 'Contrast', 'Light']) {
    await settings.getByRole('radio', { name: theme }).press('Space')
    await expect(settings.getByRole('radio', { name: theme })).toBeChecked()
    expect(await faults(page), theme).toEqual([])
  }
})

test('axe finds no fault in what the search box unfolds', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  const { keyboard } = page
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' })
  for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await desk.searchBox.fill('title:ferry^2 OR "two ports"~5 -car glacier* date:2024 au')
    await expect(suggestions).toBeVisible()
    await keyboard.press('ArrowDown')
    expect(await faults(page), `${theme}: completions`).toEqual([])
    await desk.searchBox.fill('ferry')
  }
  await keyboard.press('Control+d')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  expect(await faults(page), 'saving a search').toEqual([])
  await keyboard.press('Escape')
  await keyboard.press('F1')
  await expect(desk.panel('What can be searched for')).toBeVisible()
  expect(await faults(page), 'help').toEqual([])
})

test('axe finds no fault in the windows onto the notebook', async ({ lectern }) => {
  test.setTimeout(120_000)
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'beside' })
  await desk.open('The reservoir is full')
  const query = { text: 'reservoir', scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { rows } = await ask(page, 'articles.query', { query, offset: 0, limit: 1 })
  const article = rows[0]?.id ?? ''
  const { text } = await ask(page, 'articles.open', { article })
  const [quote = ''] = text.split('. ')
  const place = { start: 0, end: quote.length }
  await ask(page, 'highlights.add', { article, place, quote, colour: 'pink', note: 'Whose?', tags: ['water'] })
  await ask(page, 'tags.recolour', { tag: 'water', colour: 'blue' })
  await ask(page, 'notes.set', { article, note: 'First.' })
  const { noteSeen } = await ask(page, 'articles.open', { article })
  await ask(page, 'notes.set', { article, note: 'Second.', seen: noteSeen })
  const show = async (command: string, title: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(command)
    await page.keyboard.press('Enter')
    await expect(desk.panel(title)).toBeVisible()
  }
  await page.keyboard.press('Control+Shift+H')
  const pane = page.getByRole('region', { name: 'Highlights and notes' })
  await expect(pane.getByRole('listitem')).toHaveCount(2)
  for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await show('Manage tags', 'All tags')
    await desk.panel('All tags').getByRole('button', { name: 'Rename water' }).click()
    await desk.panel('All tags').getByRole('textbox').fill('rain')
    await expect(desk.panel('All tags')).toContainText('Changes')
    expect(await faults(page), `${theme}: tags`).toEqual([])
    await show('Earlier versions', 'Earlier versions')
    await expect(desk.panel('Earlier versions').getByRole('listitem').first()).toBeVisible()
    expect(await faults(page), `${theme}: earlier versions`).toEqual([])
  }
  await show('Correct title', 'Correct this article')
  await desk.panel('Correct this article').getByRole('textbox', { name: 'Date' }).fill('soon')
  expect(await faults(page), 'corrections').toEqual([])
  await show('Check notes', 'Notes and highlights of')
  await expect(page.getByText('Every file is sound.')).toBeVisible()
  expect(await faults(page), 'check').toEqual([])
  await page.keyboard.press('Escape')
  await pane.getByRole('button', { name: /^Filter/ }).click()
  await expect(page.getByRole('dialog', { name: 'Filter highlights and notes' })).toBeVisible()
  expect(await faults(page), 'filter of highlights and notes').toEqual([])
})

test('axe finds no fault while a passage is chosen, and with highlights beside the text', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  await desk.open('The night ferry is back')
  const { page } = desk
  const { keyboard } = page
  await keyboard.press('h')
  await expect.poll(() => desk.painted('lectern-chosen')).toHaveLength(1)
  expect(await faults(page), 'choosing').toEqual([])
  await keyboard.press('4')
  expect(await faults(page), 'asked where it is kept').toEqual([])
  await desk.highlights.getByRole('button', { name: /^In Lectern’s own data/ }).click()
  await expect(desk.card('The night ferry')).toHaveCount(1)
  await keyboard.press(']')
  await expect(page.getByRole('toolbar', { name: 'Highlight', exact: true })).toBeVisible()
  for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await faults(page), theme).toEqual([])
  }
})

test('axe finds no fault on any screen in any theme', async ({ lectern }) => {
  test.setTimeout(300_000)
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  await desk.open('The reservoir is full')
  const { page } = desk
  for (const screen of screens) {
    await screen.show(desk)
    for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
      await ask(page, 'preferences.set', { theme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      expect(await faults(page), `${screen.name}, ${theme}`).toEqual([])
    }
    if (screen.hide === undefined) await page.keyboard.press('Escape')
    else await screen.hide(desk)
  }
})

test('the main loop, as a screen reader walks it', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  await desk.expectArticles(8)
  const { page } = desk
  await expect(page.getByRole('treegrid', { name: 'Views' })).toMatchAriaSnapshot(`
    - treegrid "Views":
      - row /Inbox, \\d+ unread articles?/
      - row /Later, 0 articles/
      - row /Archive, 0 articles/
      - row /Highlights and notes, 0/
  `)
  await desk.search('reservoir')
  await expect(page.getByRole('region', { name: 'Article list' })).toMatchAriaSnapshot(`
    - region "Article list":
      - heading /\\d+ of 8/ [level=2]
      - region "Timeline"
      - list "Articles":
        - listitem:
          - button /[Rr]eservoir/
  `)
  await desk.open('The reservoir is full')
  await expect(desk.readerRegion).toMatchAriaSnapshot(`
    - region "Reader":
      - article "Reader":
        - heading /The reservoir is full/ [level=1]
  `)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('archive')
  await expect(page.getByRole('dialog')).toMatchAriaSnapshot(`
    - dialog "All commands":
      - textbox "Command, library, folder, tag, search or article"
      - listbox "Commands and places":
        - option /Archive/
  `)
})
