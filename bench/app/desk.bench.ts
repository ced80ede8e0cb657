import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { ask, untilReady } from '../../tests/support/ask'
import { Desk } from '../../tests/support/desk'
import { needle, writeArticles } from '../../tests/support/generator'
import { expect, type Lectern, test } from '../../tests/support/lectern'
import type { AnnotationFigures, DeskFigures } from './figures'
import {
  byPageDown,
  byThumb,
  byWheel,
  longPath,
  longTitle,
  makeMoves,
  readMarked,
  toTop,
  typeQueries,
  writeLongArticle,
} from './hands'
import { markArticle, writeNotebook } from './notebook'
import { recordPage, watchPage } from './page-watch'

const count = Number(process.env.LECTERN_BENCH_ARTICLES ?? 20_000)
const report = process.env.LECTERN_BENCH_DESK_REPORT
const seed = 1
/** Highlights on one article. */
const marks = 5_000

test('the desk under the hands of a reader', async ({ lectern }) => {
  const folder = join(lectern.folder, 'generated')
  writeArticles(folder, { count, seed })
  writeLongArticle(folder)
  const desk = new Desk(await lectern.start(folder))
  const articles = await untilReady(desk.page)
  await desk.expectArticles(articles)
  await desk.page.waitForTimeout(5_000)
  await recordPage(desk.page)
  const typing = await typeQueries(desk, seed)
  const scrolling = { wheel: await byWheel(desk), pageDown: await byPageDown(desk), thumb: await byThumb(desk) }
  const moves = await makeMoves(desk)
  const before = await askUnread(desk.page)
  const archive = await archiveAll(desk, articles)
  const unread = { before, archived: await askUnread(desk.page) }
  const sorted: DeskFigures = {
    shell: lectern.shell,
    articles,
    typing,
    scrolling,
    moves,
    archive,
    unread,
    annotations: null,
    marked: null,
  }
  write(sorted)
  await lectern.quit()
  await writeNotebook(folder, count, seed)
  const annotated = { ...sorted, annotations: await viewAnnotations(lectern) }
  write(annotated)
  await lectern.quit()
  await markArticle(folder, longPath, longTitle, marks)
  write({ ...annotated, marked: await readMarked(await openAgain(lectern)) })
})

async function openAgain(lectern: Lectern): Promise<Desk> {
  const desk = new Desk(await lectern.start())
  await untilReady(desk.page)
  await recordPage(desk.page)
  return desk
}

function write(figures: DeskFigures): void {
  if (report !== undefined) writeFileSync(report, JSON.stringify(figures))
}

const everyArticle = { text: '', scope: null, folder: null, tags: [], sort: 'path', refine: true } as const

async function archiveAll(desk: Desk, articles: number): Promise<DeskFigures['archive']> {
  const { page } = desk
  await toTop(desk)
  const archived = async (): Promise<number> => (await ask(page, 'states.counts', { scope: null })).archived
  let answered = 0
  const watch = await watchPage(page, 'archive-query', async () => {
    answered = await timed(() =>
      ask(page, 'states.set', { selection: { kind: 'query', query: everyArticle }, triage: 'archived' }),
    )
    await page.waitForTimeout(3_000)
  })
  expect(await archived()).toBe(articles)
  const undone = await timed(() => ask(page, 'undo.undo', null))
  await page.waitForTimeout(3_000)
  await desk.rows.first().getByRole('button').first().focus()
  let byKeys = 0
  const byKeysWatch = await watchPage(page, 'archive-keys', async () => {
    byKeys = await timed(async () => {
      await page.keyboard.press('Control+a')
      await expect(desk.rows.nth(1).locator('[data-row-button]')).toHaveAttribute('aria-pressed', 'true', {
        timeout: 60_000,
      })
      await page.keyboard.press('e')
      await expect.poll(archived, { intervals: [20], timeout: 60_000 }).toBe(articles)
    })
    await page.waitForTimeout(3_000)
  })
  return { ...watch, answered, undone, byKeys, byKeysWatch }
}

async function askUnread(page: Page): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const query = { ...everyArticle, text: 'is:unread' }
    times.push((await ask(page, 'articles.query', { query, offset: 0, limit: 100 })).tookMs)
  }
  return times.sort((a, b) => a - b)[2] ?? 0
}

/** The view of all highlights, right after a start with the notebook there. */
async function viewAnnotations(lectern: Lectern): Promise<AnnotationFigures> {
  let page = await lectern.start()
  const ready = await timed(() => untilReady(page))
  page = lectern.page
  await recordPage(page)
  const desk = new Desk(page)
  const pane = page.getByRole('region', { name: 'Highlights and notes' })
  const card = pane.getByRole('listitem').first().locator('[data-card]')
  const shows = (total: number): Promise<void> =>
    expect(pane.getByRole('heading', { level: 2 })).toContainText(total.toLocaleString('en'), { timeout: 60_000 })
  const open = async (): Promise<void> => {
    await page.keyboard.press('Control+Shift+H')
    await card.waitFor()
  }
  const times = { shown: 0, shownAgain: 0, byColour: 0, byWord: 0 }
  const watch = await watchPage(page, 'highlights', async () => {
    times.shown = await timed(open)
    await shows(count)
    await page.keyboard.press('Escape')
    await card.waitFor({ state: 'detached' })
    times.shownAgain = await timed(open)
    times.byColour = await timed(async () => {
      await pane.getByRole('button', { name: /^Blue, / }).click()
      await shows(count / 5)
    })
    await pane.getByRole('button', { name: /^Blue, / }).click()
    await shows(count)
    times.byWord = await timed(async () => {
      await pane.getByRole('searchbox').fill(`thought ${count - 1}`)
      await shows(1)
    })
  })
  await pane.getByRole('button', { name: 'Back to the articles' }).click()
  const hit = desk.rows.locator('mark').filter({ hasText: new RegExp(needle, 'i') })
  const search = await timed(async () => {
    await desk.search(needle)
    await hit.first().waitFor()
  })
  return { ...watch, ...times, total: count, ready, search }
}

/** Milliseconds that something took. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
