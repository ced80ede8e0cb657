import { join } from 'node:path'
import { allDates, ask, untilReady } from '../support/ask'
import { Desk } from '../support/desk'
import { needle, needleEvery, writeArticles } from '../support/generator'
import { expect, test } from '../support/lectern'
import { folderState } from '../support/temp-library'

/** The whole of a large library, in the real app. How long it takes is recorded by the benchmark, and asserted nowhere. */
for (const { count, tag } of [
  { count: 1500, tag: [] },
  { count: 20_000, tag: ['@full'] },
])
  test(`${count.toLocaleString('en')} articles: progress, every date, search while indexing, reopen`, { tag }, async ({
    lectern,
  }) => {
    test.setTimeout(600_000)
    const folder = join(lectern.folder, 'generated')
    const written = writeArticles(folder, { count, seed: 3 })
    const untouched = count <= 2000 ? folderState(folder) : null
    let desk = new Desk(await lectern.start(folder))

    await test.step('it tells how far it is, and finds what it has while it reads on', async () => {
      await expect(desk.status).toContainText(/Looking for articles|Indexing|articles/)
      // The first article is read among the first: it can be found long before the last one is read.
      await desk.search(needle)
      await expect(desk.rows.first()).toContainText(needle)
    })

    await test.step('at the end all are there, each under its own day', async () => {
      expect(await untilReady(desk.page)).toBe(count)
      expect(new Map(await allDates(desk.page))).toEqual(new Map(written))
      await expect(desk.status).toContainText(count.toLocaleString('en-GB'))
      await desk.expectArticles(Math.ceil(count / needleEvery))
    })

    await test.step('opened again, everything is there at once and nothing is read anew', async () => {
      desk = new Desk(await lectern.restart())
      await desk.expectArticles(count)
      await desk.search(needle)
      await desk.expectArticles(Math.ceil(count / needleEvery))
      expect(await untilReady(desk.page)).toBe(count)
      const [library] = await ask(desk.page, 'libraries.list', null)
      expect(library).toMatchObject({ articles: count, skipped: 0, problem: null })
      if (untouched !== null) expect(folderState(folder)).toEqual(untouched)
    })
  })
