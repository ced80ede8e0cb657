import type { Page } from '@playwright/test'
import { type Channel, channels, type Request, type Response } from '#shared/contract'
import { readAnswer } from '#shared/rpc'

/** Asks the program behind a page over the page's own bridge: what the list shows in part, a test can read as a whole. */
export async function ask<C extends Channel>(page: Page, channel: C, request: Request<C>): Promise<Response<C>> {
  const answer = await page.evaluate(
    ([name, value]) => {
      const bridge = (window as { lectern?: { request: Record<string, (request: unknown) => Promise<unknown>> } })
        .lectern
      const invoke = bridge?.request[name]
      if (invoke !== undefined) return invoke(value)
      return new Promise<unknown>((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/socket`)
        socket.onopen = () => socket.send(JSON.stringify({ id: 1, channel: name, request: value }))
        socket.onerror = () => reject(new Error('The socket could not be opened.'))
        socket.onmessage = (message) => {
          const frame = JSON.parse(String(message.data)) as { id?: number; answer?: unknown }
          if (frame.id !== 1) return
          socket.close()
          resolve(frame.answer)
        }
      })
    },
    [channel, request] as const,
  )
  return readAnswer(channels, channel, answer)
}

/** Path and date of every article that is listed, asked for in pages. */
export async function allDates(page: Page): Promise<ReadonlyMap<string, string | null>> {
  const query = { text: '', scope: null, folder: null, tags: [], sort: 'path' as const, refine: true }
  const dates = new Map<string, string | null>()
  for (let offset = 0, total = 1; offset < total; offset += 500) {
    const answer = await ask(page, 'articles.query', { query, offset, limit: 500 })
    total = answer.total
    for (const row of answer.rows) dates.set(row.path, row.date.iso)
  }
  return dates
}

/** Waits until every open library is read to its end; returns how many articles there are. */
export async function untilReady(page: Page, everyMs = 200): Promise<number> {
  for (;;) {
    const libraries = await ask(page, 'libraries.list', null)
    const failed = libraries.find(({ phase }) => phase === 'failed' || phase === 'cancelled')
    if (failed !== undefined) throw new Error(`${failed.name} is ${failed.phase}: ${failed.problem}`)
    if (libraries.length > 0 && libraries.every(({ phase }) => phase === 'ready'))
      return libraries.reduce((sum, { articles }) => sum + articles, 0)
    await page.waitForTimeout(everyMs)
  }
}
