import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../support/ask'
import { Desk } from '../support/desk'
import { expect, test } from '../support/lectern'
import { folderState } from '../support/temp-library'

const ferry = 'The night ferry is back'
const first = 'The night ferry between the two ports sails again from Friday.'
const second = 'It leaves at nine in the evening and arrives at seven.'

test('highlight, note and tag by keyboard alone; all of it is there after a restart', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const untouched = folderState(folder)
  let desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  await desk.open(ferry)
  const { keyboard } = desk.page

  await test.step('the sentence in view is chosen, and each step is said', async () => {
    await keyboard.press('h')
    await expect.poll(() => desk.painted('lectern-chosen')).toEqual([first])
    await expect(desk.page.getByText(first, { exact: true }).first()).toBeAttached()
    await keyboard.press('ArrowDown')
    await expect.poll(() => desk.painted('lectern-chosen')).toEqual([second])
    await keyboard.press('ArrowRight')
    await keyboard.press('Shift+ArrowRight')
    await expect.poll(() => desk.painted('lectern-chosen')).toEqual(['It leaves'])
    await keyboard.press('s')
    await expect.poll(() => desk.painted('lectern-chosen')).toEqual([second])
  })

  await test.step('a figure highlights it; before the first, the reader says where it is kept, and it waits', async () => {
    await keyboard.press('2')
    await expect.poll(() => desk.painted('lectern-mark-green')).toEqual([second])
    const choice = desk.highlights.getByRole('button', { name: /^Beside the articles/ })
    await expect(choice).toBeFocused()
    expect(folderState(folder)).toEqual(untouched)
    await keyboard.press('Enter')
    await expect(desk.card(second)).toHaveCount(1)
    await expect.poll(() => desk.painted('lectern-mark-green')).toEqual([second])
  })

  await test.step('n writes a note on it, t tags it', async () => {
    await keyboard.press('n')
    const note = desk.card(second).getByRole('textbox', { name: 'Note on the highlight' })
    await expect(note).toBeFocused()
    await keyboard.type('Seven in *whose* time?')
    await expect(desk.card(second)).toContainText('Saved')
    await keyboard.press('Escape')
    await keyboard.press(']')
    await keyboard.press('t')
    const tag = desk.card(second).getByRole('combobox', { name: 'Add tag to the highlight' })
    await expect(tag).toBeFocused()
    await keyboard.type('transport/sea')
    await keyboard.press('Enter')
    await expect(desk.card(second).getByRole('button', { name: /^Remove tag transport\/sea/ })).toBeVisible()
    await keyboard.press('Escape')
  })

  await test.step('the colour can be changed', async () => {
    await desk.card(second).getByRole('button', { name: 'Colour: Green' }).press('Enter')
    await desk.page.getByRole('menuitemradio', { name: 'Pink' }).press('Enter')
    await expect.poll(() => desk.painted('lectern-mark-pink')).toEqual([second])
    expect(await desk.painted('lectern-mark-green')).toEqual([])
  })

  await test.step('the article is as it was, to the byte, and all of it is there after a restart', async () => {
    expect(folderState(folder, ['.lectern'])).toEqual(untouched)
    desk = new Desk(await lectern.restart())
    await desk.expectArticles(8)
    await desk.open(ferry)
    await expect.poll(() => desk.painted('lectern-mark-pink')).toEqual([second])
    await expect(desk.card(second).getByRole('textbox')).toHaveValue('Seven in *whose* time?')
    await expect(desk.card(second)).toContainText('transport/sea')
  })

  await test.step('removing it can be undone', async () => {
    await desk.card(second).hover()
    await desk.card(second).getByRole('button', { name: 'Remove highlight' }).click()
    await expect(desk.card(second)).toHaveCount(0)
    await expect.poll(() => desk.painted('lectern-mark-pink')).toEqual([])
    await desk.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(desk.card(second)).toHaveCount(1)
    await expect.poll(() => desk.painted('lectern-mark-pink')).toEqual([second])
  })
})

test('highlight by mouse, one over another, and go to and fro between text and margin', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  await desk.open(ferry)
  const bar = desk.page.getByRole('toolbar', { name: 'Selected passage' })

  await desk.drag('night ferry', 'two ports')
  await bar.getByRole('button', { name: 'Yellow highlight' }).click()
  await desk.highlights.getByRole('button', { name: /^In Lectern’s own data/ }).click()
  await expect(desk.card('night ferry between the two ports')).toHaveCount(1)

  await desk.drag('the two ports', 'from Friday')
  await bar.getByRole('button', { name: 'Blue highlight' }).click()
  await expect(desk.card('the two ports sails again from Friday')).toHaveCount(1)
  expect(await desk.painted('lectern-mark-yellow')).toEqual(['night ferry between the two ports'])
  expect(await desk.painted('lectern-mark-blue')).toEqual(['the two ports sails again from Friday'])
  expect(await desk.painted('lectern-mark-overlap')).toEqual(['the two ports'])

  await test.step('over two paragraphs', async () => {
    await desk.drag('arrives at seven', 'Half of the car deck')
    await bar.getByRole('button', { name: 'Purple highlight' }).click()
    await expect(desk.card(/^arrives at seven\.\s+Half of the car deck$/)).toHaveCount(1)
    await expect(desk.highlights).toContainText('3 highlights')
  })

  await test.step('a press on a passage goes to its card, and the other way round', async () => {
    await desk.article.getByText('sails again from Friday').click({ position: { x: 150, y: 10 } })
    await expect(desk.page.getByRole('toolbar', { name: 'Highlight', exact: true })).toBeVisible()
    await expect(desk.highlights.locator('[aria-current]')).toHaveCount(1)
    await desk
      .card('arrives at seven')
      .getByRole('button', { name: /arrives at seven/ })
      .first()
      .click()
    await expect
      .poll(async () => (await desk.painted('lectern-mark-focused')).map((text) => text.slice(0, 7)))
      .toEqual(['arrives'])
  })
})

test('in Markdown and saved pages the passage is painted as it was selected', async ({ lectern }) => {
  const folder = lectern.copy('clippings')
  const desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(4)
  const bar = desk.page.getByRole('toolbar', { name: 'Selected passage' })
  await desk.open('Compost')
  await desk.drag('four things', 'brown')
  await bar.getByRole('button', { name: 'Green highlight' }).click()
  await desk.highlights.getByRole('button', { name: /^Beside the articles/ }).click()
  await expect(desk.card('four things: green matter, brown')).toHaveCount(1)
  expect(await desk.painted('lectern-mark-green')).toEqual(['four things: green matter, brown'])

  await desk.open('Reading a tide table')
  await expect(desk.article.locator('article')).toContainText('Heights are counted')
  await desk.drag('Heights are counted', 'Between high and low')
  await bar.getByRole('button', { name: 'Pink highlight' }).click()
  await expect(desk.card('Heights are counted')).toHaveCount(1)
  const [painted = ''] = await desk.painted('lectern-mark-pink')
  expect(painted).toMatch(/^Heights are counted.*tide alone can bring\..*Between high and low$/s)
})

test('an article that is edited or moved keeps its highlights, or asks where they are', async ({ lectern }) => {
  const folder = lectern.copy('news')
  const file = join(folder, '2024-01/ferry.txt')
  let desk = new Desk(await lectern.start(folder))
  await desk.expectArticles(8)
  await desk.open(ferry)
  const { keyboard } = desk.page
  await keyboard.press('h')
  await keyboard.press('1')
  await desk.highlights.getByRole('button', { name: /^Beside the articles/ }).press('Enter')
  await expect(desk.card(first)).toHaveCount(1)
  await keyboard.press('h')
  await keyboard.press('ArrowDown')
  await keyboard.press('3')
  await expect(desk.highlights).toContainText('2 highlights')

  await test.step('words before it push it down: it is painted on its words', async () => {
    const text = readFileSync(file, 'utf8')
    writeFileSync(file, text.replace('\n\nThe night ferry', '\n\nA new paragraph stands first.\n\nThe night ferry'))
    await expect(desk.article.locator('article')).toContainText('A new paragraph stands first.')
    await expect.poll(() => desk.painted('lectern-mark-yellow')).toEqual([first])
  })

  await test.step('words that are gone wait in review, whole, and can be kept', async () => {
    const [lost = ''] = await desk.painted('lectern-mark-blue')
    writeFileSync(file, readFileSync(file, 'utf8').replace(lost, 'Owls.'))
    const review = desk.page.getByRole('region', { name: 'Highlights to look at again' })
    await expect(review).toContainText(lost)
    await expect.poll(() => desk.painted('lectern-mark-yellow')).toEqual([first])
    await review.getByRole('button', { name: 'Choose in the article' }).click()
    await expect(desk.page.getByRole('region', { name: 'Choose the passage' })).toContainText(lost.slice(0, 40))
    await keyboard.press('h')
    await expect.poll(() => desk.painted('lectern-chosen')).toHaveLength(1)
    await keyboard.press('Enter')
    await expect(review).toHaveCount(0)
    await expect.poll(() => desk.painted('lectern-mark-blue')).toHaveLength(1)
    await desk.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(review).toContainText(lost)
    await review.getByRole('button', { name: 'Keep without a place' }).click()
    await expect(review).toHaveCount(0)
    await expect(desk.highlights).toContainText('No longer in the article')
  })

  await test.step('a folder with another name has them all', async () => {
    await lectern.quit()
    const moved = join(lectern.folder, 'renamed')
    renameSync(folder, moved)
    desk = new Desk(await lectern.start(moved))
    await desk.expectArticles(8)
    await desk.open(ferry)
    await expect(desk.highlights).toContainText('2 highlights')
    await expect.poll(() => desk.painted('lectern-mark-yellow')).toEqual([first])
  })
})

test('in every theme what is highlighted stands on that theme’s own colour', async ({ lectern }) => {
  const desk = new Desk(await lectern.start(lectern.copy('news')))
  const { page } = desk
  await desk.expectArticles(8)
  const [library] = await ask(page, 'libraries.list', null)
  await ask(page, 'libraries.choosePlace', { library: library?.id ?? '', place: 'app' })
  await desk.open(ferry)
  await page.keyboard.press('h')
  await expect.poll(() => desk.painted('lectern-chosen')).toEqual([first])
  await page.keyboard.press('2')
  await expect(desk.card(first)).toHaveCount(1)
  await page.keyboard.press('Escape')
  for (const theme of ['light', 'dark', 'sepia', 'contrast'] as const) {
    await ask(page, 'preferences.set', { theme })
    await expect(desk.article.locator('html')).toHaveAttribute('data-theme', theme)
    const token = await page.evaluate(() => {
      const probe = document.createElement('i')
      probe.style.backgroundColor = 'var(--mark-green)'
      document.body.append(probe)
      const { backgroundColor } = getComputedStyle(probe)
      probe.remove()
      return backgroundColor
    })
    await expect.poll(() => groundOf(desk, first), theme).toBe(token)
  }
})

/** The colour that most of the ground behind these words has on the screen, as CSS writes it. */
async function groundOf(desk: Desk, words: string): Promise<string> {
  const inFrame = await desk.reader.locator('iframe').evaluate((frame: HTMLIFrameElement, sought) => {
    const page = frame.contentDocument
    const walker = page?.createTreeWalker(page.body, NodeFilter.SHOW_TEXT)
    for (let node = walker?.nextNode(); page && node; node = walker?.nextNode()) {
      const index = node.textContent?.indexOf(sought) ?? -1
      if (index < 0) continue
      const range = page.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + 10)
      const { x, y, width, height } = range.getBoundingClientRect()
      return { x, y, width, height }
    }
    throw new Error(`“${sought}” does not stand in the article.`)
  }, words)
  const frame = (await desk.reader.locator('iframe').boundingBox()) ?? { x: 0, y: 0 }
  const clip = { ...inFrame, x: inFrame.x + frame.x, y: inFrame.y + frame.y }
  const picture = (await desk.page.screenshot({ clip })).toString('base64')
  return desk.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
    canvas?.drawImage(image, 0, 0)
    const { data } = canvas?.getImageData(0, 0, image.width, image.height) ?? { data: [] }
    const counts = new Map<string, number>()
    for (let at = 0; at < data.length; at += 4) {
      const colour = `rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`
      counts.set(colour, (counts.get(colour) ?? 0) + 1)
    }
    return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  }, picture)
}
