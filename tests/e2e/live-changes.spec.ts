import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

test('what changes in the folder changes in the list, by itself', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)

  await test.step('a new article', async () => {
    mkdirSync(join(folder, '2024-03'))
    writeFileSync(
      join(folder, '2024-03/bees.txt'),
      ' date 2024-03-01 Bees fly a month early\n\nA warm February woke them.\n',
    )
    await desk.expectArticles(9)
    await expect(desk.rows.first()).toContainText('Bees fly a month early')
    await desk.search('woke')
    await desk.expectArticles(1)
  })

  await test.step('an edited one, while it is open', async () => {
    await desk.open('Bees fly a month early')
    writeFileSync(join(folder, '2024-03/bees.txt'), ' date 2024-03-02 Bees fly in a gale\n\nThe wind woke them all.\n')
    await expect(desk.rows.first()).toContainText('Bees fly in a gale')
    await expect(desk.article.locator('article')).toContainText('The wind woke them all.')
    await expect(desk.reader.locator('time')).toHaveAttribute('datetime', '2024-03-02')
  })

  await test.step('a renamed one, which keeps its tag', async () => {
    await desk.addTag.fill('insects')
    await desk.addTag.press('Enter')
    await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
    await expect(desk.page.getByRole('button', { name: 'Remove tag insects' })).toBeVisible()
    renameSync(join(folder, '2024-03/bees.txt'), join(folder, 'archive/bees and wind.txt'))
    await expect(async () => {
      await desk.search('')
      await desk.search('gale')
      await expect(desk.rows).toHaveCount(1)
      await desk.open('Bees fly in a gale')
      await expect(desk.readerRegion).toContainText('archive/bees and wind.txt', { timeout: 1000 })
    }).toPass()
    await expect(desk.page.getByRole('button', { name: 'Remove tag insects' })).toBeVisible()
  })

  await test.step('a deleted one', async () => {
    rmSync(join(folder, 'archive/bees and wind.txt'))
    await desk.expectArticles(0)
    await desk.search('')
    await desk.expectArticles(8)
  })

  await test.step('a whole folder', async () => {
    rmSync(join(folder, 'archive/1987'), { recursive: true })
    await desk.expectArticles(6)
  })
})
