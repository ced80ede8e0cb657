import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Task } from './figures'

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds, of the clock and of the thread's own processor time. */
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Tasks that are shorter are of no interest, milliseconds. */
const shortest = 16

const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', '__metadata']
const profile = ['disabled-by-default-v8.cpu_profiler', 'v8.execute', 'blink.user_timing', 'v8']

/**
 * The tasks of the page's main thread of 16 ms and more while `work` is done, as Chromium's own tracing tells them. With
 * LECTERN_BENCH_TRACES the whole trace is kept in that folder as `<name>.json`, with the functions that ran, for DevTools to open.
 */
export async function traceTasks(page: Page, name: string, work: () => Promise<unknown>): Promise<readonly Task[]> {
  const folder = process.env.LECTERN_BENCH_TRACES
  const session = await page.context().newCDPSession(page)
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: 400_000,
      includedCategories: folder === undefined ? categories : [...categories, ...profile],
      excludedCategories: ['*'],
    },
  })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  await session.detach()
  if (folder !== undefined) writeFileSync(join(folder, `${name}.json`), JSON.stringify({ traceEvents: events }))
  return tasksIn(events)
}

function tasksIn(events: readonly TraceEvent[]): readonly Task[] {
  const thread = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`
  const isMain = ({ name, args }: TraceEvent): boolean => name === 'thread_name' && args?.name === 'CrRendererMain'
  const mains = new Set(events.filter(isMain).map(thread))
  const tasks = events.filter((event) => event.name === 'RunTask' && mains.has(thread(event)))
  // The two clocks do not tick together.
  const times = tasks.map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1000, cpu: Math.min(dur, tdur) / 1000 }))
  return times.filter(({ wall }) => wall >= shortest)
}
