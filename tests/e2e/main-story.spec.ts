import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { folderState } from '../support/temp-library'

const title = 'The reservoir is full for the first time since the dam was raised'

test('open, search, jump to a hit, read, tag, note, quit, reopen, export', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const untouched = folderState(folder)
  let desk = new Desk(await lectern.start(folder))

  await test.step('the folder is listed, newest first, each article with its own day', async () => {
    await desk.expectArticles(8)
    await expect(desk.rows.first()).toContainText('The last metre of the tunnel')
    await expect(desk.rows.first().locator('time')).toHaveAttribute('datetime', '2024-02-29')
  })

  await test.step('a search finds it, and a press lands on the first hit', async () => {
    await desk.search('reservoir dam')
    await desk.expectArticles(2)
    await expect(desk.rows.first()).toContainText(title)
    await expect(desk.rows.first().locator('mark').first()).toHaveText(/reservoir|dam/i)
    await desk.search('reservoir')
    await desk.open(title)
    await expect(desk.hitBar).toContainText('1 / 3')
    expect(await desk.paintedHits()).toEqual({ all: ['reservoir', 'reservoir', 'reservoir'], current: ['reservoir'] })
  })

  await test.step('the next hit is one key away', async () => {
    await desk.page.keyboard.press('F3')
    await expect(desk.hitBar).toContainText('2 / 3')
    await desk.page.keyboard.press('Shift+F3')
    await expect(desk.hitBar).toContainText('1 / 3')
  })

  await test.step('it reads as it was written', async () => {
    await expect(desk.reader.getByRole('heading', { name: title })).toBeVisible()
    await expect(desk.reader.locator('time')).toHaveAttribute('datetime', '2024-02-11')
    await expect(desk.article.locator('p')).toHaveText([
      /^Water ran over the spillway on Sunday morning\. .* six metres\.$/,
      'The waterworks had expected to wait another year. Rain in December and January was twice the usual amount.',
      /^A full reservoir does not mean that water may be wasted/,
      'Anglers will find a new path around the reservoir from April. The old one is under water.',
    ])
  })

  await test.step('so far, nothing was written into the folder', () => {
    expect(folderState(folder)).toEqual(untouched)
  })

  await test.step('the first tag asks where notes are kept, and is there afterwards', async () => {
    await desk.addTag.fill('water/storage')
    await desk.addTag.press('Enter')
    await expect(desk.placeQuestion).toContainText('The articles themselves are never changed')
    expect(folderState(folder)).toEqual(untouched)
    await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
    await expect(desk.page.getByRole('button', { name: 'Remove tag water/storage' })).toBeVisible()
  })

  await test.step('a note is saved as it is typed', async () => {
    await desk.note.fill('Ask the **waterworks** about February.\n\n- 84 million m³')
    await expect(desk.notes).toContainText('Saved')
  })

  await test.step('the articles are as they were, to the byte and the second', () => {
    expect(readdirSync(folder)).toContain('.lectern')
    expect(folderState(folder, ['.lectern'])).toEqual(untouched)
  })

  await test.step('after quitting and starting again, all of it is there', async () => {
    desk = new Desk(await lectern.restart())
    await desk.expectArticles(8)
    await desk.search('spillway')
    await desk.open(title)
    await expect(desk.page.getByRole('button', { name: 'Remove tag water/storage' })).toBeVisible()
    await expect(desk.note).toHaveValue('Ask the **waterworks** about February.\n\n- 84 million m³')
  })

  await test.step('the export is this file, byte for byte', async () => {
    const report = await desk.export('This article')
    await expect(report).toContainText('1 file written')
    const file = join(lectern.running.exportFolder, `${title}.md`)
    expect(markdownIn(lectern.running.exportFolder)).toEqual([`${title}.md`])
    const expected = readFileSync(join(import.meta.dirname, '../fixtures/exports/reservoir.md'), 'utf8')
    expect(readFileSync(file, 'utf8')).toBe(expected)

    await test.step('and one that was changed since is left alone, with the new text beside it', async () => {
      writeFileSync(file, `${expected}\nMy own line.\n`)
      await desk.note.fill('Asked.')
      await expect(desk.notes).toContainText('Saved')
      await expect(await desk.export('This article')).toContainText('1 file left alone')
      expect(readFileSync(file, 'utf8')).toBe(`${expected}\nMy own line.\n`)
      const [beside = ''] = markdownIn(lectern.running.exportFolder).filter((name) => name !== `${title}.md`)
      expect(readFileSync(join(lectern.running.exportFolder, beside), 'utf8')).toContain('\nAsked.\n')
    })
    expect(folderState(folder, ['.lectern'])).toEqual(untouched)
  })
})

const markdownIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.md'))
