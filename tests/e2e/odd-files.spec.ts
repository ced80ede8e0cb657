import { join } from 'node:path'
import { ask, untilReady } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { type OddFile, writeOddLibrary } from '../support/odd-files'

test('odd files are read, or named with the reason, and nothing falls over', async ({ lectern }) => {
  test.skip(process.platform === 'win32', 'there are no pipes among files on Windows')
  const folder = join(lectern.folder, 'odd')
  const made = writeOddLibrary(folder)
  const desk = new Desk(await lectern.start(folder))
  const shown = made.flatMap((file) => (typeof file.fate === 'string' ? [] : [{ ...file, ...file.fate }]))
  expect(await untilReady(desk.page)).toBe(shown.length)

  for (const { path, title, words } of shown)
    await test.step(`${path} is shown`, async () => {
      await desk.search(title)
      await desk.open(title)
      await expect(desk.article.locator('article')).toContainText(words)
    })

  await test.step('the rest is listed with a reason', async () => {
    const [library] = await ask(desk.page, 'libraries.list', null)
    for (const kind of ['skipped', 'ignored'] as const) {
      const request = { library: library?.id ?? '', kind, offset: 0, limit: 500 }
      const { files } = await ask(desk.page, 'libraries.passedOver', request)
      for (const { path } of made.filter(({ fate }) => fate === kind)) {
        // A hidden folder is named itself, not each file in it.
        const named = files.find((file) => path === file.path || path.startsWith(`${file.path}/`))
        expect(named?.reason, path).toMatch(/^[A-Z].{10,}\.$/)
      }
    }
  })

  await test.step('the reader finds that list from the status line', async () => {
    const skipped = made.filter(({ fate }: OddFile) => fate === 'skipped')
    await desk.page.getByRole('button', { name: /files? skipped$/ }).click()
    const list = desk.page.getByRole('list', { name: 'Skipped files' })
    await expect(list.getByRole('listitem')).toHaveCount(skipped.length)
    await expect(list).toContainText('pipe.txt')
  })
})
