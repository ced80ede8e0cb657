import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import type { Desk } from '../../tests/support/desk'
import { generateArticles, randomFrom } from '../../tests/support/generator'
import type { DeskFigures, Move, Watch } from './figures'
import { paintedAfterKey, watchPage } from './page-watch'

/** Six queries of three words, key by key, 60 to 120 ms apart. */
export async function typeQueries({ page, searchBox }: Desk, seed: number): Promise<DeskFigures['typing']> {
  const random = randomFrom(seed)
  const painted: number[] = []
  let pressed = 0
  const watch = await watchPage(page, 'typing', async () => {
    for (const { title } of generateArticles({ count: 6, seed })) {
      await searchBox.click()
      await searchBox.press('Control+a')
      await searchBox.press('Delete')
      await page.waitForTimeout(1_000)
      for (const key of title.toLowerCase().split(' ').slice(0, 3).join(' ')) {
        const due = performance.now() + 60 + random() * 60
        await page.keyboard.press(key === ' ' ? 'Space' : key)
        pressed += 1
        await page.waitForTimeout(Math.max(0, due - performance.now()))
      }
      painted.push(await paintedAfterKey(page))
    }
    await searchBox.press('Control+a')
    await searchBox.press('Delete')
    // The completions would lie over the list.
    await searchBox.press('Escape')
    await page.waitForTimeout(1_500)
  })
  return { ...watch, pressed, painted }
}

/** The element that scrolls the list. */
const scrollerOf = ({ list }: Desk): Locator => list.locator('xpath=..')

/** Scrolls the list to its start and lets it come to rest. */
export async function toTop(desk: Desk): Promise<void> {
  await scrollerOf(desk).evaluate((scroller) => scroller.scrollTo(0, 0))
  await desk.page.waitForTimeout(1_000)
}

/** From the first article to the last, 3,000 pixels (25 notches) at a time. */
export async function byWheel(desk: Desk): Promise<Watch> {
  await toTop(desk)
  await scrollerOf(desk).hover()
  const height = await scrollerOf(desk).evaluate(({ scrollHeight }) => scrollHeight)
  return watchPage(desk.page, 'wheel', async () => {
    for (let at = 0; at < height; at += 3_000) await desk.page.mouse.wheel(0, 3_000)
  })
}

/** The key held down for up to 300 pages. */
export async function byPageDown(desk: Desk): Promise<Watch> {
  await toTop(desk)
  await desk.rows.first().getByRole('button').first().focus()
  return watchPage(desk.page, 'page-down', () => hold(desk, 'PageDown', 300))
}

/** From top to bottom in six seconds, a step in each frame, as a dragged scrollbar does it: headless browsers have none to drag. */
export async function byThumb(desk: Desk): Promise<Watch> {
  await toTop(desk)
  return watchPage(desk.page, 'thumb', () =>
    scrollerOf(desk).evaluate(
      (scroller) =>
        new Promise<void>((resolve) => {
          const started = performance.now()
          const step = (): void => {
            const part = (performance.now() - started) / 6_000
            scroller.scrollTop = part * scroller.scrollHeight
            if (part < 1) requestAnimationFrame(step)
            else resolve()
          }
          step()
        }),
    ),
  )
}

/** A key held down: pressed again every 33 ms, as keyboards repeat it. */
async function hold({ page }: Desk, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const due = performance.now() + 33
    await page.keyboard.down(key)
    await page.waitForTimeout(Math.max(0, due - performance.now()))
  }
  await page.keyboard.up(key)
}

const ways: Readonly<Record<Move, (desk: Desk) => Promise<unknown>>> = {
  async next(desk) {
    await desk.rows.first().getByRole('button').first().focus()
    await hold(desk, 'j', 60)
    await hold(desk, 'k', 60)
  },
  async palette({ page }) {
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('What do you want to do').waitFor()
    for (const key of 'export') await page.keyboard.press(key)
    await page.waitForTimeout(500)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  },
  async views({ page }) {
    const sidebar = page.locator('#pane-sidebar')
    for (const view of [/^Inbox/, /^Later/, /^Archive/, /^All articles/]) {
      await sidebar.getByText(view).first().click()
      await page.waitForTimeout(1_000)
    }
  },
  async libraries({ page }) {
    const sidebar = page.locator('#pane-sidebar')
    for (const name of [/^generated/, /^All articles/]) {
      await sidebar.getByText(name).first().click()
      await page.waitForTimeout(1_000)
    }
  },
  async long(desk) {
    await desk.search(longTitle)
    await desk.open(longTitle)
    await desk.page.waitForTimeout(3_000)
    await desk.search('')
  },
}

/** The article of a megabyte. */
export const longTitle = 'The one that goes on'

/** Its file. */
export const longPath = 'long.md'

/** Puts an article of a megabyte beside the others. */
export function writeLongArticle(folder: string): void {
  let text = `# ${longTitle}\n`
  for (const article of generateArticles({ count: 10_000, seed: 2 })) {
    text += `\n## ${article.title}\n${article.text.slice(article.text.indexOf('\n\n'))}`
    if (text.length > 1_000_000) break
  }
  writeFileSync(join(folder, longPath), text)
}

/** An article with thousands of highlights: opened, read from its start to its end with the wheel, and one more made in it. */
export async function readMarked(desk: Desk): Promise<DeskFigures['marked']> {
  const { page, readerRegion } = desk
  const scroller = readerRegion.locator('[data-reader-scroller]')
  await desk.search(longTitle)
  const opening = await watchPage(page, 'marked-opened', async () => {
    await desk.row(longTitle).first().getByRole('button').first().click()
    // Longer than a test would wait: the answer alone takes the library process seconds.
    await desk.article.locator('article > *').first().waitFor({ timeout: 60_000 })
    await page.waitForTimeout(5_000)
  })
  await scroller.hover()
  const scrolling = await watchPage(page, 'marked-scrolled', async () => {
    for (let notch = 0; notch < 100; notch++) await page.mouse.wheel(0, 1_500)
  })
  await scroller.focus()
  const adding = await watchPage(page, 'marked-added', async () => {
    await page.keyboard.press('h')
    await page.waitForTimeout(1_000)
    await page.keyboard.press('2')
    await page.waitForTimeout(3_000)
  })
  return { opening, scrolling, adding }
}

/** Each of the other things that a hand does, one after the other. */
export async function makeMoves(desk: Desk): Promise<DeskFigures['moves']> {
  const watched: Partial<Record<Move, Watch>> = {}
  for (const [move, make] of Object.entries(ways) as [Move, (desk: Desk) => Promise<unknown>][]) {
    await toTop(desk)
    watched[move] = await watchPage(desk.page, move, () => make(desk))
  }
  return watched as Record<Move, Watch>
}
