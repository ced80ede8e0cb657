import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'

/**
 * Pictures of the app in each theme. `LECTERN_PICTURES=docs/pictures npm run test:e2e -- screenshots` renews those that the
 * README shows; otherwise they go beside the other results, so that a test run changes nothing in the checkout.
 */
test('each theme, with the sample library', async ({ lectern }, info) => {
  const { page } = new Desk(await lectern.start())
  await page.setViewportSize({ width: 1440, height: 900 })
  const folder = process.env.LECTERN_PICTURES ?? info.outputPath('pictures')
  mkdirSync(folder, { recursive: true })
  const picture = (name: string): Promise<Buffer> =>
    page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
  await picture('first-screen')

  await page.getByRole('button', { name: 'Try the sample library' }).click()
  const desk = new Desk(page)
  await desk.expectArticles(14)
  await desk.search('sun OR moon')
  await desk.expectArticles(4)
  await desk.open('Why the sky is blue')
  await desk.addTag.fill('science/light')
  await desk.addTag.press('Enter')
  await desk.placeQuestion.getByRole('button', { name: /^Beside the articles/ }).click()
  await expect(page.getByRole('button', { name: 'Remove tag science/light' })).toBeVisible()
  await desk.note.fill('The **fourth power** is the whole story.\n\nSee also: Krakatau, red sunsets.')
  await expect(desk.notes).toContainText('Saved')
  await desk.note.blur()
  await page.locator('[data-reader-scroller]').evaluate((scroller) => scroller.scrollTo(0, 0))

  const taken = new Set<string>()
  for (const theme of ['light', 'sepia', 'dark', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(desk.article.locator('html')).toHaveAttribute('data-theme', theme)
    const bytes = await picture(theme)
    expect(bytes.byteLength).toBeGreaterThan(20_000)
    taken.add(bytes.toString('base64'))
  }
  expect(taken.size, 'every theme looks different').toBe(4)
})
