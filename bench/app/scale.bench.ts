import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { allDates, ask, untilReady } from '../../tests/support/ask'
import { Desk } from '../../tests/support/desk'
import { needle, writeArticles } from '../../tests/support/generator'
import { expect, type Lectern, test } from '../../tests/support/lectern'
import type { Figures, OpenFigures, Rest, Stalls } from './figures'
import { memoryBelow, workBelow } from './processes'

/** A real corpus in the dated form, or how many articles to make; and a word that some article of it has. */
const corpus = process.env.LECTERN_BENCH_CORPUS
const count = Number(process.env.LECTERN_BENCH_ARTICLES ?? 20_000)
const word = process.env.LECTERN_BENCH_WORD ?? needle

/** Milliseconds that a shell is left alone. */
const rest = 10_000
const report = process.env.LECTERN_BENCH_REPORT
/** What the first of the two tests found, for the second to add to. */
let nothingOpen: Figures['nothingOpen'] | null = null

test('nothing open', async ({ lectern }) => {
  const started = performance.now()
  await lectern.start()
  nothingOpen = { start: performance.now() - started, ...(await leaveAlone(lectern)) }
})

test('a large library', async ({ lectern }) => {
  const folder = corpus ?? join(lectern.folder, 'generated')
  if (corpus === undefined) writeArticles(folder, { count, seed: 1 })

  const loop = await watchLoop(lectern.shell)
  const { started, ...first } = await open(() => lectern.start(folder))
  await loop.begin(lectern)
  const [atHit] = await ask(lectern.page, 'libraries.list', null)
  const articles = await untilReady(lectern.page)
  const fullIndex = performance.now() - started
  const stalls = { shell: await loop.longest(lectern), page: await longTasks(lectern.page) }
  const dates = await compareDates(folder, lectern.page)
  const memory = memoryBelow(lectern.running.pid)
  await lectern.quit()
  const { started: _, ...reopen } = await open(() => lectern.start())
  await untilReady(lectern.page)
  const openIdle = await leaveAlone(lectern)
  if (nothingOpen === null) throw new Error('The shell with nothing open was not measured.')

  const figures: Figures = {
    shell: lectern.shell,
    articles,
    firstRun: {
      ...first,
      fullIndex,
      articlesPerSecond: articles / (fullIndex / 1000),
      indexedAtFirstHit: atHit?.articles ?? 0,
    },
    reopen,
    dates,
    stalls,
    memory,
    openIdle,
    nothingOpen,
  }
  if (report !== undefined) writeFileSync(report, JSON.stringify(figures))
  expect(dates.wrong).toEqual([])
})

/** What a shell needs while nobody does anything; the first moments after a start do not count. */
async function leaveAlone({ page, running }: Lectern): Promise<Rest> {
  await page.waitForTimeout(rest / 2)
  const before = workBelow(running.pid)
  await page.waitForTimeout(rest)
  const after = workBelow(running.pid)
  return { memory: memoryBelow(running.pid), work: before === null || after === null ? null : after - before }
}

async function open(start: () => Promise<Page>): Promise<OpenFigures & { readonly started: number }> {
  const started = performance.now()
  const desk = new Desk(await start())
  await watchTasks(desk.page)
  await desk.rows.first().getByRole('button').waitFor()
  const firstList = performance.now() - started
  const typed = performance.now()
  await desk.search(word)
  await desk.rows
    .locator('mark')
    .filter({ hasText: new RegExp(word, 'i') })
    .first()
    .waitFor()
  return { started, firstList, firstHit: performance.now() - typed }
}

/** Compares the day that each article is listed under with the one in its first line. */
async function compareDates(folder: string, page: Page): Promise<Figures['dates']> {
  const listed = await allDates(page)
  const wrong = [...listed].filter(([path, date]) => {
    const written = /^ date (\d{4}-\d{2}-\d{2}) /.exec(readFileSync(join(folder, path), 'latin1'))?.[1] ?? null
    return written !== date
  })
  return { right: listed.size - wrong.length, wrong: wrong.slice(0, 20).map(([path, date]) => `${path}: ${date}`) }
}

/** Long tasks of the page from its first moment, as the browser's own PerformanceObserver counts them. */
function watchTasks(page: Page): Promise<void> {
  return page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { benchTasks: tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask', buffered: true })
  })
}

async function longTasks(page: Page): Promise<Stalls> {
  const tasks = await page.evaluate(() => (window as { benchTasks?: number[] }).benchTasks ?? [])
  return { longest: Math.max(0, ...tasks), over50: tasks.length }
}

interface LoopWatch {
  begin(lectern: Lectern): Promise<void>
  longest(lectern: Lectern): Promise<Stalls>
}

/** How long the shell's own process does not turn its event loop: Electron's main is asked, `lectern serve` writes it down. */
async function watchLoop(shell: Lectern['shell']): Promise<LoopWatch> {
  if (shell === 'desktop')
    return {
      begin: async ({ running }) => {
        await running.main?.evaluate(() => {
          const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 5 })
          delay.enable()
          Object.assign(globalThis, { benchDelay: delay })
        })
      },
      longest: async ({ running }) => {
        const read = (): number => (globalThis as { benchDelay?: { max: number } }).benchDelay?.max ?? 0
        return { longest: ((await running.main?.evaluate(read)) ?? 0) / 1e6, over50: null }
      },
    }
  const file = join(mkdtempSync(join(tmpdir(), 'lectern-loop-')), 'loop.json')
  process.env.BENCH_LOOP_FILE = file
  process.env.NODE_OPTIONS = `--import=${join(import.meta.dirname, 'loop-delay.mjs')}`
  return {
    begin: async () => undefined,
    longest: async () => ({ ...(JSON.parse(readFileSync(file, 'utf8')) as { longest: number }), over50: null }),
  }
}
