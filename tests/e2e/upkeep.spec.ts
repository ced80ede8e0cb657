import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ask } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, type Lectern, test } from '../support/lectern'

const written = 'Ask the water board.'

/** Opens the news with its notes beside the articles, and writes a note on one. */
async function withNote(lectern: Lectern): Promise<{ readonly desk: Desk; readonly folder: string }> {
  const folder = lectern.copy('news')
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  const [library] = await ask(desk.page, 'libraries.list', null)
  await ask(desk.page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'beside' })
  await desk.open(/reservoir/i)
  await desk.note.fill(written)
  await desk.note.blur()
  await expect.poll(() => records(join(folder, '.lectern')).then(({ length }) => length)).toBe(1)
  return { desk, folder }
}

/** The texts of the records in a notebook. */
async function records(notebook: string): Promise<readonly string[]> {
  const articles = join(notebook, 'articles')
  if (!existsSync(articles)) return []
  const names = (await readdir(articles)).filter((name) => name.endsWith('.json'))
  return Promise.all(names.map((name) => readFile(join(articles, name), 'utf8')))
}

/** The one folder in a folder. */
async function onlyIn(folder: string): Promise<string> {
  const [name = ''] = existsSync(folder) ? await readdir(folder) : []
  return join(folder, name)
}

/** Opens what a library's menu calls so. */
async function fromMenu(page: Page, item: RegExp): Promise<void> {
  await page.getByRole('treegrid', { name: 'Libraries' }).getByRole('row', { name: /^news/ }).first().focus()
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: item }).click()
}

test('notes are moved to the app’s data and back beside the articles, from the window', async ({ lectern }) => {
  const { desk, folder } = await withNote(lectern)
  const { page } = desk
  const beside = join(folder, '.lectern')
  await fromMenu(page, /^Where notes are kept/)
  const panel = desk.panel('Notes on news')
  await expect(panel).toContainText('beside the articles')
  await panel.getByRole('button', { name: 'Move', exact: true }).click()
  await expect(panel).toContainText('everything you wrote is in its new place')
  expect(existsSync(beside)).toBe(false)
  const app = await onlyIn(join(lectern.home, 'data', 'notebooks'))
  expect((await records(app)).join()).toContain(written)

  await panel.getByRole('button', { name: 'Move', exact: true }).click()
  await expect.poll(() => existsSync(beside)).toBe(true)
  await expect(panel).toContainText('Tags, highlights and notes are kept beside the articles')
  await expect.poll(() => existsSync(app)).toBe(false)
  expect((await records(beside)).join()).toContain(written)
  await page.keyboard.press('Escape')
  await expect(desk.note).toHaveValue(written)

  const again = new Desk(await lectern.restart(folder))
  await again.open(/reservoir/i)
  await expect(again.note).toHaveValue(written)
})

test('a broken record is shown and repaired from the window; a copy of it is kept, and the note is there again', async ({
  lectern,
}) => {
  const { desk, folder } = await withNote(lectern)
  await desk.note.fill('Something wholly different.')
  await desk.note.blur()
  const articles = join(folder, '.lectern', 'articles')
  await expect.poll(() => records(join(folder, '.lectern')).then((all) => all.join())).toContain('Something wholly')
  await lectern.quit()
  const [name = ''] = await readdir(articles)
  const damaged = (await readFile(join(articles, name), 'utf8')).slice(0, 40)
  await writeFile(join(articles, name), damaged)

  const again = new Desk(await lectern.start(folder))
  const { page } = again
  await again.expectArticles(8)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Check notes')
  await expect(page.getByRole('option', { name: /Check notes and highlights/ })).toBeVisible()
  await page.keyboard.press('Enter')
  const panel = again.panel('Notes and highlights of news')
  await expect(panel).toContainText(name)
  await expect(panel).toContainText('can be repaired')
  await panel.getByRole('button', { name: 'Repair' }).click()
  await expect(panel).toContainText('A copy of how everything was lies in:')
  await expect(panel.getByRole('list', { name: 'What was repaired' })).toContainText(name)
  const backup = await onlyIn(join(lectern.home, 'data', 'backups'))
  await expect(panel).toContainText(backup)
  expect(await readFile(join(backup, 'beside', 'articles', name), 'utf8')).toBe(damaged)
  await panel.getByRole('button', { name: 'Check again' }).click()
  await expect(panel.getByRole('button', { name: 'Repair' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await again.open(/reservoir/i)
  await expect(again.note).toHaveValue(written)
})
