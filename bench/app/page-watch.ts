import type { Page } from '@playwright/test'
import type { Watch } from './figures'
import { traceTasks } from './page-trace'

interface Recorder {
  /** Intervals between two frames. */
  frames: number[]
  /** From a key until the next paint, as the browser itself counts it, in steps of 8 ms. */
  keys: number[]
  /** The last change of the list, and the paint after it. */
  changed: number
  painted: number
  pressed: number
}

type Recording = Window & { bench: Recorder }

/** Starts to record in a page, for as long as it lives: frames, event timing, and when the list changed. */
export function recordPage(page: Page): Promise<void> {
  return page.evaluate(() => {
    const bench: Recorder = { frames: [], keys: [], changed: 0, painted: 0, pressed: 0 }
    Object.assign(window, { bench })
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') bench.keys.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    let before = performance.now()
    const frame = (now: number): void => {
      bench.frames.push(now - before)
      before = now
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    document.addEventListener('keydown', () => {
      bench.pressed = performance.now()
    })
    new MutationObserver((changes) => {
      const inList = (node: Node): boolean =>
        (node instanceof Element ? node : node.parentElement)?.closest('ul[aria-label=Articles]') != null
      if (!changes.some(({ target }) => inList(target))) return
      bench.changed = performance.now()
      // The task after a frame's callbacks runs once the frame is handed over.
      requestAnimationFrame(() =>
        setTimeout(() => {
          bench.painted = performance.now()
        }),
      )
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

/** What the page did during `work` and half a second after it; frames only of `work` itself. `name`: of its trace, where that is kept. */
export async function watchPage(page: Page, name: string, work: () => Promise<unknown>): Promise<Watch> {
  await page.evaluate(() => {
    const { bench } = window as unknown as Recording
    bench.frames = []
    bench.keys = []
  })
  let frames: readonly number[] = []
  const tasks = await traceTasks(page, name, async () => {
    await work()
    frames = await page.evaluate(() => [...(window as unknown as Recording).bench.frames])
    await page.waitForTimeout(500)
  })
  const keys = await page.evaluate(() => (window as unknown as Recording).bench.keys)
  return { tasks, frames, keys }
}

/** From the last key until the frame in which the list stood still: nothing changes in it for `stillMs` after. Milliseconds. */
export async function paintedAfterKey(page: Page, stillMs = 800): Promise<number> {
  await page.waitForFunction(
    (still) => {
      const { changed, pressed } = (window as unknown as Recording).bench
      return changed > pressed && performance.now() - changed > still
    },
    stillMs,
    { timeout: 10_000 },
  )
  return page.evaluate(() => {
    const { painted, pressed } = (window as unknown as Recording).bench
    return painted - pressed
  })
}
