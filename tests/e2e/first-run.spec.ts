import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { folderState, samplesFolder } from '../support/temp-library'

/** Articles of the sample library. */
const samples = 14

test('a newcomer tries the sample library', async ({ lectern }) => {
  const desk = new Desk(await lectern.start())
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible()
  const before = folderState(samplesFolder)
  await desk.page.getByRole('button', { name: 'Try the sample library' }).click()
  await desk.expectArticles(samples)

  await test.step('the article in the founding form has its day and its standfirst', async () => {
    await desk.search('precious')
    await desk.expectArticles(1)
    await desk.open('Lectern reads the articles you already keep')
    await expect(desk.reader.locator('time')).toHaveAttribute('datetime', '2024-01-04')
    await expect(desk.article.locator('p').first()).toContainText('This is a small sample library')
  })

  await test.step('every format and every language is found and read', async () => {
    for (const [words, title, text] of [
      ['Krakatau', 'The eruption of Krakatau was heard', 'Rodrigues'],
      ['papermaker', 'How paper is made', 'Paper is a felt'],
      ['oolong', 'A pot of tea, by the numbers', 'Camellia sinensis'],
      ['nanometres', 'Why the sky is blue', 'fourth power'],
      ['Handgiessgerät', 'Der Buchdruck mit beweglichen Lettern', 'Handgießgerät'],
      ['méridien', 'Le mètre, une mesure née de la Terre', '« À tous les temps'],
      ['спутник', 'Первый искусственный спутник Земли', 'Байконуром'],
      ['満潮', '潮の満ち引き', '大潮'],
      ['Eratóstenes', 'La biblioteca de Alejandría', 'Calímaco'],
      ['Periodensystem', 'Das Periodensystem', 'Mendelejew'],
    ] as const)
      await test.step(title, async () => {
        await desk.search(words)
        await desk.open(title)
        await expect(desk.article.locator('article')).toContainText(text)
      })
  })

  await test.step('a saved page shows the picture from its folder', async () => {
    await desk.search('nanometres')
    await desk.open('Why the sky is blue')
    const picture = desk.article.locator('img')
    // Playwright's own way waits for a frame of animation, which it cannot have where nothing may run.
    await picture.evaluate((image) => image.scrollIntoView())
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
      .toBe(640)
  })

  await test.step('the samples themselves stay as they came', () => {
    expect(folderState(samplesFolder)).toEqual(before)
  })

  await test.step('the next start opens them again, with nothing named', async () => {
    const again = new Desk(await lectern.restart())
    await again.expectArticles(samples)
  })
})

test('reading writes nothing anywhere but in our own folders', async ({ lectern }) => {
  const folder = lectern.copy('clippings')
  const before = folderState(lectern.folder, ['home'])
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(4)
  for (const title of ['Reading a tide table', 'Compost: what it needs', 'Sourdough']) await desk.open(title)
  await lectern.quit()
  expect(folderState(lectern.folder, ['home'])).toEqual(before)
})
