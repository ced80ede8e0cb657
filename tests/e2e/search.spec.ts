import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ask } from '../support/ask'
import { faults } from '../support/axe'
import { Desk } from '../support/desk'
import { expect, type Lectern, test } from '../support/lectern'
import { searchLibrary, writeSearchLibrary } from '../support/search-library'

async function startCoast(
  lectern: Lectern,
): Promise<{ readonly desk: Desk; readonly page: Page; readonly folder: string }> {
  const folder = writeSearchLibrary(lectern.folder)
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(searchLibrary.articles)
  return { desk, page: desk.page, folder }
}

const titles = async (desk: Desk): Promise<readonly string[]> =>
  (await desk.rows.locator('[data-row-button] > span[dir]').allTextContents()).sort()

const timeline = (page: Page): Locator => page.getByRole('region', { name: 'Timeline' })
const end = (page: Page, name: 'From' | 'To'): Locator => timeline(page).getByRole('slider', { name })

const [white, house, colour, color, office, cabinet, beacon, keeper, sale, port, soup] = [
  'Grain ships leave the harbour',
  'A house stands above the quay',
  'After the storm',
  'Charts are printed again',
  'A new office',
  'The cabinet resigns',
  'Three nights at the beacon',
  'The last keeper',
  'Lighthouse for sale',
  'Le vieux port',
  'A recipe for soup',
] as const

test('the query language from end to end, each form finding what it says', async ({ lectern }) => {
  const { desk, page } = await startCoast(lectern)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'app' })
  const all = await ask(page, 'articles.query', {
    query: { text: '', scope: null, folder: null, tags: [], sort: 'path', refine: true },
    offset: 0,
    limit: 50,
  })
  const idOf = (title: string): string => all.rows.find((row) => row.title === title)?.id ?? ''
  await ask(page, 'tags.add', { selection: { kind: 'articles', articles: [idOf(office)] }, tag: 'politics/borders' })
  await ask(page, 'notes.set', { article: idOf(soup), note: 'Ask grandmother about the saffron.' })

  const forms: readonly (readonly [string, readonly string[]])[] = [
    ['white house', [white, house]],
    ['"white house"', [white]],
    ['"house white"', [house]],
    ['"white house', [white]],
    ['"prices grain"~3', [white]],
    ['"prices grain"~12', [white, house]],
    ['immigra*', [office]],
    ['immigr?nts', [office]],
    ['goverment~', [cabinet]],
    ['/colou?r/', [colour, color]],
    ['colour OR color', [colour, color]],
    ['(colour OR color) charts', [color]],
    ['house -grain', []],
    ['quay NOT white', []],
    ['title:house', [house]],
    ['title:lighthouse', [sale]],
    ['source:"coastal review"', [beacon, keeper]],
    ['date:1981-03', [white, house]],
    ['date:1983..1985', [colour, color, office, cabinet]],
    ['before:1983-05-11', [white, house, colour]],
    ['after:1988', []],
    ['lang:fr', [port]],
    ['type:markdown', [beacon, keeper, sale, port, soup]],
    ['path:pages lighthouse', [beacon, keeper, sale]],
    ['tag:politics', [office]],
    ['note:saffron', [soup]],
    ['saffron', [soup]],
    ['has:note', [soup]],
    ['foo:bar', []],
  ]
  for (const [text, expected] of forms)
    await test.step(text, async () => {
      await desk.search(text)
      await desk.expectArticles(expected.length)
      await expect.poll(() => titles(desk)).toEqual([...expected].sort())
    })

  await test.step('it says how it was understood, and where it was met', async () => {
    await desk.search('saffron')
    await expect(desk.page.getByText(/^Contains “saffron”/i)).toBeVisible()
    await expect(desk.rows.first()).toContainText('in your note')
    await desk.search('politics')
    await expect(desk.rows.first()).toContainText('tag: politics/borders')
  })

  await test.step('where no article has all words, some of them are enough, and that is said', async () => {
    await desk.search('lighthouse zeppelin')
    await desk.expectArticles(3)
    await expect(page.getByText('No article has all of these words; these have some.')).toBeVisible()
  })

  await test.step('where nothing was found, there is a step to take', async () => {
    await desk.search('"white house" date:1988')
    await desk.expectArticles(0)
    await expect(page.getByText('Nothing was found.')).toBeVisible()
    await expect(page.getByText(/^Understood as: .*1988/)).toBeVisible()
    await page.getByRole('button', { name: 'Search all dates' }).click()
    await expect(desk.searchBox).toHaveValue('"white house"')
    await desk.expectArticles(1)
  })
})

test('hits are marked as they were asked for, in the list and in the article', async ({ lectern }) => {
  const { desk } = await startCoast(lectern)
  for (const [text, title, marked] of [
    ['"white house"', white, ['white house']],
    ['/colou?r/', colour, ['colour']],
    ['immigra*', office, ['Immigrants', 'immigration']],
    ['goverment~', cabinet, ['government']],
    ['"prices grain"~3', white, ['Grain', 'prices']],
    ['rise', house, ['rising']],
  ] as const)
    await test.step(text, async () => {
      await desk.search(text)
      await desk.open(title)
      await expect(desk.hitBar).toContainText('in this article')
      await expect
        .poll(async () => (await desk.paintedHits()).all.join(' ').toLowerCase())
        .toBe(marked.join(' ').toLowerCase())
      const inRow = desk.row(title).locator('mark')
      await expect
        .poll(async () => (await inRow.allTextContents()).join(' ').toLowerCase())
        .toBe(marked.join(' ').toLowerCase())
    })
})

test('the timeline is brushed by keyboard and by mouse, and the search says so', async ({ lectern }) => {
  const { desk, page } = await startCoast(lectern)
  const bars = searchLibrary.months
  await expect(end(page, 'To')).toHaveAttribute('aria-valuemax', String(bars - 1))
  await expect(end(page, 'From')).toHaveAttribute('aria-valuetext', 'March 1981: 2 articles')
  await expect(timeline(page)).toContainText('1 undated')

  await end(page, 'To').focus()
  await page.keyboard.press('Home')
  await expect(desk.searchBox).toHaveValue('date:1981-03')
  await desk.expectArticles(2)
  await page.keyboard.press('ArrowRight')
  await expect(desk.searchBox).toHaveValue('date:1981-03..1981-04')
  await expect(end(page, 'To')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(desk.searchBox).toHaveValue('')
  await desk.expectArticles(searchLibrary.articles)

  await desk.search('colour OR color OR office OR government')
  const plot = end(page, 'From').locator('..')
  await expect(end(page, 'From')).toHaveAttribute('aria-valuetext', 'May 1983: 2 articles')
  const months = Number(await end(page, 'To').getAttribute('aria-valuemax')) + 1
  const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
  const at = (bar: number): [number, number] => [box.x + (box.width * (bar + 0.5)) / months, box.y + box.height / 2]
  await page.mouse.move(...at(0))
  await expect(timeline(page)).toContainText('May 1983: 2 articles')
  await page.mouse.down()
  await page.mouse.move(...at(2), { steps: 4 })
  await page.mouse.up()
  await expect(desk.searchBox).toHaveValue('(colour OR color OR office OR government) date:1983-05..1983-07')
  await desk.expectArticles(2)
  await desk.search('(colour OR color OR office OR government) date:1983-05-20..1983-07-04')
  await expect(timeline(page)).toContainText(/20 May\s*–\s*4 Jul 1983/)
  const remove = timeline(page).getByRole('button', { name: /^Remove dates/ })
  await page.mouse.move(5, 5)
  await remove.click()
  await expect(desk.searchBox).toHaveValue('colour OR color OR office OR government')
  await desk.expectArticles(4)
})

test('results of one day have no bars to brush, and say so', async ({ lectern }) => {
  const folder = writeSearchLibrary(lectern.folder)
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(searchLibrary.articles)
  await desk.search('office')
  await desk.expectArticles(1)
  await expect(timeline(desk.page)).toContainText('All from 1 June 1985')
  await expect(end(desk.page, 'From')).toHaveCount(0)
})

test('what is chosen in the filter is written into the search, and taken out again', async ({ lectern }) => {
  const { desk, page } = await startCoast(lectern)
  await desk.search('lighthouse OR port')
  await desk.expectArticles(4)
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  const filter = page.getByRole('dialog', { name: 'Filter' })
  const choose = (name: string | RegExp): Promise<void> => filter.getByRole('checkbox', { name }).press('Space')
  await expect(filter.getByRole('checkbox', { name: /Coastal Review/ })).not.toBeChecked()
  expect(await faults(page), 'the filter').toEqual([])
  await choose(/Coastal Review/)
  await expect(desk.searchBox).toHaveValue('(lighthouse OR port) source:"Coastal Review"')
  await desk.expectArticles(2)
  await choose(/The Evening Post/)
  await expect(desk.searchBox).toHaveValue(
    '(lighthouse OR port) (source:"Coastal Review" OR source:"The Evening Post")',
  )
  await desk.expectArticles(3)
  await choose(/Coastal Review/)
  await choose(/The Evening Post/)
  await expect(desk.searchBox).toHaveValue('lighthouse OR port')
  await choose(/French/)
  await expect(desk.searchBox).toHaveValue('(lighthouse OR port) lang:fr')
  await desk.expectArticles(1)
  await filter.getByRole('button', { name: 'Clear filters' }).press('Enter')
  await expect(desk.searchBox).toHaveValue('lighthouse OR port')
  await page.keyboard.press('Escape')
  await expect(filter).toHaveCount(0)
})

test('more passages of an article, by keyboard, each a way to its place', async ({ lectern }) => {
  const { desk, page } = await startCoast(lectern)
  await desk.search('lighthouse')
  await desk.expectArticles(3)
  await desk.open(beacon)
  await desk.row(beacon).getByRole('button').first().press('ArrowRight')
  const passages = page.getByRole('list', { name: `Passages of ${beacon}` }).getByRole('button')
  await expect(passages).toHaveCount(3)
  await expect(passages.nth(1)).toContainText('second night')
  expect(await faults(page), 'with passages').toEqual([])
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(passages.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(desk.hitBar).toContainText('2 / 3 in this article')
  await page.keyboard.press('ArrowLeft')
  await expect(passages).toHaveCount(0)
  await expect(desk.row(beacon).getByRole('button').first()).toBeFocused()
  await desk.row(keeper).hover()
  await desk
    .row(keeper)
    .getByRole('button', { name: /^More passages/ })
    .click()
  await expect(page.getByRole('list', { name: `Passages of ${keeper}` })).toBeVisible()
})

test('n and N go through the hits of all articles, and stop at either end', async ({ lectern }) => {
  const { desk, page } = await startCoast(lectern)
  await desk.search('lighthouse')
  await page.getByRole('button', { name: /Sort by/ }).click()
  await page.getByRole('option', { name: 'Oldest first' }).click()
  await expect(desk.rows.first()).toContainText(beacon)
  await desk.open(beacon)
  await expect(desk.hitBar).toContainText('1 / 3 in this article · article 1 / 3')
  const heading = desk.reader.getByRole('heading', { level: 1 })
  const press = async (key: string, bar: string): Promise<void> => {
    await page.keyboard.press(key)
    await expect(desk.hitBar).toContainText(bar)
  }
  await press('n', '2 / 3')
  await press('n', '3 / 3 in this article · article 1 / 3')
  await press('n', '1 / 2 in this article · article 2 / 3')
  await expect(heading).toHaveText(keeper)
  await press('Shift+N', '3 / 3 in this article · article 1 / 3')
  await expect(heading).toHaveText(beacon)
  await press('F3', '1 / 2 in this article · article 2 / 3')
  await press('n', '2 / 2')
  await press('n', 'Article 3 / 3')
  await expect(heading).toHaveText(sale)
  await press('n', 'No further hits · article 3 / 3')
  await press('Shift+F3', '2 / 2 in this article · article 2 / 3')
  await press('Shift+N', '1 / 2')
  await press('Shift+N', '3 / 3 in this article · article 1 / 3')
  await press('Shift+N', '2 / 3')
  await press('Shift+N', '1 / 3')
  await press('Shift+N', 'No hits before this · article 1 / 3')

  await desk.search('')
  await desk.expectArticles(searchLibrary.articles)
  await desk.reader.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('n')
  await expect(desk.note).toBeFocused()
})

test('what came last stands first when it is asked for so', async ({ lectern }) => {
  const { desk, page, folder } = await startCoast(lectern)
  writeFileSync(
    join(folder, 'new.txt'),
    ' date 1981-01-01 An old story that arrives late\n\nIt had been lost in the post.\n',
  )
  await desk.expectArticles(searchLibrary.articles + 1)
  await page.getByRole('button', { name: /Sort by/ }).click()
  await page.getByRole('option', { name: 'Recently added' }).click()
  await expect(desk.rows.first()).toContainText('An old story that arrives late')
})
