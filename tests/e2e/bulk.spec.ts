import { join } from 'node:path'
import { ask } from '../support/ask'
import { faults } from '../support/axe'
import { Desk } from '../support/desk'
import { writeArticles } from '../support/generator'
import { expect, test } from '../support/lectern'

const count = 3_000

test('tagging all that the list shows says how far it is, is cancelled, and undone as one', async ({ lectern }) => {
  const folder = join(lectern.folder, 'many')
  writeArticles(folder, { count })
  const page = await lectern.start(folder)
  const desk = new Desk(page)
  await desk.expectArticles(count)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'beside' })

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Choose all articles')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '3,000 articles chosen' })).toBeVisible()
  await desk.addTag.fill('sea')
  await desk.addTag.press('Enter')

  const work = page.getByRole('region', { name: 'Tag 3,000 articles “sea”' })
  await expect(work.getByRole('progressbar')).toBeVisible()
  // Not the whole page: before it is looked through, the work would be done.
  expect(await faults(page, 'section:has(> progress)')).toEqual([])
  await work.getByRole('button', { name: 'Cancel' }).click()
  await expect(work).toBeHidden()
  await expect(page.getByText(/^Stopped, as you wished: Tag 3,000 articles “sea”\./)).toBeVisible()

  const tags = async () => ask(page, 'tags.list', { scope: null })
  const [tag] = await tags()
  const changed = tag?.count ?? 0
  expect(changed).toBeGreaterThan(0)
  expect(changed).toBeLessThan(count)
  await expect(page.getByText(`Tagged ${changed.toLocaleString('en')} articles “sea”.`)).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect.poll(tags).toEqual([])
})

test('all that a search finds is chosen and sorted without leaving the keyboard', async ({ lectern }) => {
  const page = await lectern.start(lectern.copy('news'))
  const desk = new Desk(page)
  await desk.expectArticles(8)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'app' })
  await desk.search('ferry OR glaciers OR reservoir')
  const found = Number(await desk.rows.first().getAttribute('aria-setsize'))
  expect(found).toBeGreaterThan(1)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Choose all articles')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: `${found} articles chosen` })).toBeVisible()
  await expect(desk.rows.first().getByRole('button').first()).toBeFocused()
  await page.keyboard.press('e')
  await expect(page.getByText(new RegExp(`^Archived ${found} articles`))).toBeVisible()
  await expect(desk.searchBox).toHaveValue('ferry OR glaciers OR reservoir')
})
