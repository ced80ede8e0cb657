import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { ask } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

/** Opens the news, with a place for notes. */
async function readNews(page: Page): Promise<{ readonly desk: Desk; readonly library: string }> {
  const desk = new Desk(page)
  await desk.expectArticles(8)
  const [library] = await ask(page, 'libraries.list', null)
  if (library === undefined) throw new Error('No library is open.')
  await ask(page, 'libraries.choosePlace', { library: library.id, place: 'beside' })
  return { desk, library: library.id }
}

/** The id of the article that a search finds first. */
async function articleOf(page: Page, text: string): Promise<string> {
  const query = { text, scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
  const { rows } = await ask(page, 'articles.query', { query, offset: 0, limit: 1 })
  const [row] = rows
  if (row === undefined) throw new Error(`Nothing was found for ${text}.`)
  return row.id
}

/** Highlights the first occurrence of some words. */
async function highlight(
  page: Page,
  article: string,
  words: string,
  colour: 'yellow' | 'blue',
  note = '',
): Promise<void> {
  const { text } = await ask(page, 'articles.open', { article })
  const start = text.indexOf(words)
  expect(start, words).toBeGreaterThan(-1)
  await ask(page, 'highlights.add', {
    article,
    place: { start, end: start + words.length },
    quote: words,
    colour,
    note,
  })
}

/** Runs a command by its name, as a reader would. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('option', { name }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}

test('all highlights and notes: gone through by keyboard, narrowed, opened at the passage', async ({ lectern }) => {
  const { desk } = await readNews(await lectern.start(lectern.copy('news')))
  const { page } = desk
  const glaciers = await articleOf(page, 'glaciers')
  const reservoir = await articleOf(page, 'reservoir')
  const { text } = await ask(page, 'articles.open', { article: glaciers })
  const [first = '', second = ''] = text.split(/(?<=\.)\s+/u)
  await highlight(page, glaciers, first, 'yellow')
  await highlight(page, glaciers, second, 'blue', 'Compare with last year')
  await ask(page, 'notes.set', { article: reservoir, note: 'Ask the water board.' })

  await page.keyboard.press('Control+Shift+H')
  const pane = page.getByRole('region', { name: 'Highlights and notes' })
  const cards = pane.getByRole('listitem')
  await expect(cards).toHaveCount(3)
  await expect(pane.getByRole('heading', { level: 2 })).toBeFocused()
  await pane.getByRole('searchbox').fill('last year')
  await expect(cards).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await expect(cards.getByRole('button')).toBeFocused()
  await pane.getByRole('searchbox').focus()
  await page.keyboard.press('Escape')
  await expect(pane.getByRole('searchbox')).toHaveValue('')
  await pane.getByRole('button', { name: 'Yellow, 1' }).click()
  await expect(cards).toHaveCount(1)
  await expect(cards).toContainText(first.slice(0, 30))
  await pane.getByRole('button', { name: 'Yellow, 1' }).click()
  await expect(cards).toHaveCount(3)

  const card = cards.filter({ hasText: 'Compare with last year' }).getByRole('button')
  await card.focus()
  await page.keyboard.press('Enter')
  await expect(desk.article.getByText(second.slice(0, 40))).toBeVisible()
  await card.focus()
  await page.keyboard.press('Escape')
  await expect(pane).toHaveCount(0)
  await desk.expectArticles(8)
})

test('a highlight whose article changed waits for the reader, and so does a note whose article is gone', async ({
  lectern,
}) => {
  const folder = lectern.copy('news')
  const { desk } = await readNews(await lectern.start(folder))
  const { page } = desk
  const ferry = await articleOf(page, 'ferry')
  await ask(page, 'tags.add', { selection: { kind: 'articles', articles: [ferry] }, tag: 'sea' })
  await ask(page, 'notes.set', { article: ferry, note: 'When does it sail?' })
  const changed = join(folder, '2024-02', 'tunnel.txt')
  const article = await articleOf(page, 'tunnel')
  const { text } = await ask(page, 'articles.open', { article })
  const [sentence = ''] = text.split('\n\n').slice(-1)
  await highlight(page, article, sentence, 'blue')
  await rm(join(folder, '2024-01', 'ferry.txt'))
  await writeFile(changed, (await readFile(changed, 'utf8')).replace(sentence, 'Nobody wrote about this any more.'))
  await desk.expectArticles(7)
  await page.keyboard.press('Control+Shift+H')
  const pane = page.getByRole('region', { name: 'Highlights and notes' })
  await pane.getByRole('tab', { name: /Needs a look 1/ }).click()
  await expect(pane).toContainText(sentence)
  await pane.getByRole('button', { name: 'Keep without a place' }).click()
  await expect(pane).toContainText('Nothing needs a look')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(pane).toContainText(sentence)
  await pane.getByRole('button', { name: 'Choose in the article' }).click()
  await expect(page.getByText(/^Select the passage that was/)).toBeVisible()
  await pane.getByRole('tab', { name: /Without an article/ }).click()
  await expect(pane).toContainText('When does it sail?')
  await pane.getByRole('button', { name: 'Take out' }).click()
  await expect(pane).toContainText('belongs to an article that is there')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(pane).toContainText('When does it sail?')
  await pane.getByRole('button', { name: /^Choose/ }).click()
  const picker = page.getByRole('dialog', { name: 'Choose an article' })
  await picker.getByRole('searchbox').fill('tunnel')
  await picker.getByRole('button').first().click()
  await expect(pane).toContainText('belongs to an article that is there')
  const tunnel = await articleOf(page, 'tunnel')
  expect((await ask(page, 'articles.open', { article: tunnel })).note).toContain('When does it sail?')
})

test('a tag is renamed with its effect shown first, and undone', async ({ lectern }) => {
  const { desk } = await readNews(await lectern.start(lectern.copy('news')))
  const { page } = desk
  const articles = [await articleOf(page, 'ferry'), await articleOf(page, 'tunnel')]
  await ask(page, 'tags.add', { selection: { kind: 'articles', articles }, tag: 'crossing' })
  await ask(page, 'tags.add', { selection: { kind: 'articles', articles: articles.slice(0, 1) }, tag: 'sea' })
  const tags = page.getByRole('treegrid', { name: 'Tags' })
  const row = tags.getByRole('row', { name: 'crossing' })
  await row.focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Rename or merge…' }).click()
  const panel = desk.panel('All tags')
  const name = panel.getByRole('textbox', { name: /New name/ })
  await expect(name).toBeFocused()
  await name.fill('sea')
  await expect(panel).toContainText('Changes 2 articles. “crossing” and “sea” become one.')
  await page.keyboard.press('Enter')
  await expect(row).toHaveCount(0)
  await expect(page.getByText('Merged “crossing” into “sea”')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await desk.list.getByRole('button').first().focus()
  await page.keyboard.press('Control+z')
  await expect(row).toHaveCount(1)
  const counts = await ask(page, 'tags.list', { scope: null })
  expect(counts.map(({ name: tag, count }) => `${tag} ${count}`).toSorted()).toEqual(['crossing 2', 'sea 1'])
})

test('a title that was put right is shown and found; as written brings the old one back', async ({ lectern }) => {
  const { desk } = await readNews(await lectern.start(lectern.copy('news')))
  const { page } = desk
  await desk.open('The reservoir is full')
  await run(page, 'Correct title, author, date or source…')
  const panel = desk.panel('Correct this article')
  await expect(panel.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await panel.getByRole('textbox', { name: 'Title' }).fill('Brimming')
  await page.keyboard.press('Enter')
  await expect(desk.reader.getByRole('heading', { level: 1 })).toHaveText('Brimming')
  await expect(panel).toContainText('The article says “The reservoir is full')
  await panel.getByRole('textbox', { name: 'Date' }).fill('2024-02-31')
  await expect(panel).toContainText('This month has no such day.')
  await expect(panel.getByRole('button', { name: 'Save Date' })).toBeDisabled()
  await desk.search('title:brimming')
  await desk.expectArticles(1)
  await panel.getByRole('button', { name: 'Title as written' }).click()
  await expect(desk.reader.getByRole('heading', { level: 1 })).toContainText('The reservoir is full')
})

test('an earlier version of a note is restored, and that is undone', async ({ lectern }) => {
  const { desk } = await readNews(await lectern.start(lectern.copy('news')))
  const { page } = desk
  await desk.open('The reservoir is full')
  await desk.note.fill('Ask the water board.')
  await expect(desk.notes).toContainText('Saved')
  const article = await articleOf(page, 'reservoir')
  const { noteSeen } = await ask(page, 'articles.open', { article })
  await ask(page, 'notes.set', { article, note: 'Something else.', seen: noteSeen })
  await expect(desk.note).toHaveValue('Something else.')
  await run(page, 'Earlier versions of notes and highlights…')
  const panel = desk.panel('Earlier versions')
  const version = panel.getByRole('listitem').filter({ hasText: 'Ask the water board.' }).first()
  await version.getByRole('button', { name: /^Restore/ }).click()
  await expect(desk.note).toHaveValue('Ask the water board.')
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(desk.note).toHaveValue('Something else.')
})

test('what was written is checked; annotations go out and come back', async ({ lectern }) => {
  const { desk, library } = await readNews(await lectern.start(lectern.copy('news')))
  const { page } = desk
  const glaciers = await articleOf(page, 'glaciers')
  const { text } = await ask(page, 'articles.open', { article: glaciers })
  await highlight(page, glaciers, text.split(/(?<=\.)\s+/u)[0] ?? '', 'yellow', 'First')
  await run(page, 'Check notes and highlights…')
  await expect(page.getByText('Every file is sound.')).toBeVisible()
  await page.keyboard.press('Escape')

  const written = await ask(page, 'annotations.export', { library })
  expect(written?.annotations).toBe(1)
  const { items } = await ask(page, 'annotations.list', {
    filter: {
      ...{ text: '', scope: null, kinds: [], colours: [], tags: [], from: null, to: null },
      ...{ only: 'all', sort: 'newest' },
    },
    ...{ offset: 0, limit: 10 },
  })
  await ask(page, 'highlights.remove', { article: glaciers, ids: [items[0]?.highlight?.id ?? ''] })
  const file = join(lectern.running.exportFolder, basename(written?.file ?? ''))
  await run(page, 'Import annotations…')
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await (await choosing).setFiles({
    name: 'annotations.jsonld',
    mimeType: 'application/ld+json',
    buffer: await readFile(file),
  })
  await expect(page.getByText('Taken in: 1 highlight on 1 article.')).toBeVisible()
  const { highlights } = await ask(page, 'articles.open', { article: glaciers })
  expect(highlights.map(({ note, standing }) => [note, standing.kind])).toEqual([['First', 'placed']])
})
