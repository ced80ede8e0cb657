import { describe, expect, test } from 'vitest'
import type { ArticleRow } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage } from '#shared/contract'
import { type ErrorCode, LecternError } from '#shared/result'
import { Pager } from '../../../src/renderer/features/list/pager'

const query = (text: string): ArticleQuery => ({
  text,
  scope: null,
  folder: null,
  tags: [],
  sort: 'relevance',
  refine: true,
})

const row = (id: string): ArticleRow => ({
  id,
  library: 'l',
  path: id,
  title: id,
  date: { iso: null, written: null },
  author: null,
  source: null,
  format: 'plain-text',
  tags: [],
  hasNote: false,
  highlights: 0,
  triage: null,
  unread: false,
  language: null,
  added: 0,
  snippet: { text: '', marks: [] },
  snippetOf: 'body',
  matchedIn: [],
  titleMarks: [],
})

/** A library process that answers when told to, in any order. */
function slowLibrary(total: number) {
  const asked: {
    readonly text: string
    readonly offset: number
    readonly line: string
    answer(): Promise<void>
    fail(code?: ErrorCode): Promise<void>
  }[] = []
  const ask = (wanted: ArticleQuery, offset: number, limit: number, line: string): Promise<ArticlePage> =>
    new Promise((resolve, reject) => {
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) =>
        row(`${wanted.text}${offset + at}`),
      )
      const settle = async (action: () => void): Promise<void> => {
        action()
        await new Promise((done) => setTimeout(done))
      }
      asked.push({
        text: wanted.text,
        offset,
        line,
        answer: () =>
          settle(() => resolve({ total, partial: false, explanation: wanted.text, shortfall: null, tookMs: 1, rows })),
        fail: (code = 'unavailable') => settle(() => reject(new LecternError(code, 'Not now.'))),
      })
    })
  return { ask, asked }
}

describe('the pager', () => {
  test('shows the first page, and asks for the rest as it comes into view', async () => {
    const { ask, asked } = slowLibrary(1000)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    expect(pager.snapshot().total).toBe(1000)
    expect(pager.snapshot().rowAt(99)?.id).toBe('a99')
    expect(pager.snapshot().rowAt(150)).toBeNull()
    pager.show(150, 320)
    pager.show(151, 321)
    expect(asked.map((one) => one.offset)).toEqual([0, 100, 200, 300])
    await asked[2]?.answer()
    expect(pager.snapshot().rowAt(250)?.id).toBe('a250')
  })

  test('keeps the old rows until the new ones are there', async () => {
    const { ask, asked } = slowLibrary(3)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.setQuery(query('ab'))
    expect(pager.snapshot().rowAt(0)?.id).toBe('a0')
    await asked[1]?.answer()
    expect(pager.snapshot().rowAt(0)?.id).toBe('ab0')
  })

  test('asks once more when something changed while the answer was under way', async () => {
    const { ask, asked } = slowLibrary(3)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.setQuery(query('ab'))
    pager.refresh()
    await asked[1]?.answer()
    expect(asked.map((one) => one.text)).toEqual(['a', 'ab', 'a', 'ab'])
    await asked[3]?.answer()
    pager.show(0, 3)
    expect(asked).toHaveLength(4)
  })

  test('drops an answer that is older than what is shown', async () => {
    const { ask, asked } = slowLibrary(3)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    pager.setQuery(query('ab'))
    await asked[1]?.answer()
    await asked[0]?.answer()
    expect(pager.snapshot().query?.text).toBe('ab')
    expect(pager.snapshot().rowAt(0)?.id).toBe('ab0')
  })

  test('drops a late page of another query', async () => {
    const { ask, asked } = slowLibrary(300)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.show(100, 120)
    pager.setQuery(query('b'))
    await asked[2]?.answer()
    await asked[1]?.answer()
    expect(pager.snapshot().rowAt(100)).toBeNull()
  })

  test('asks again for what is in view when something changed, without emptying the list', async () => {
    const { ask, asked } = slowLibrary(300)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.show(0, 20)
    pager.refresh()
    expect(pager.snapshot().rowAt(0)?.id).toBe('a0')
    expect(asked).toHaveLength(2)
    await asked[1]?.answer()
    pager.show(0, 20)
    expect(asked).toHaveLength(2)
  })

  test('says what went wrong, and starts over when asked to', async () => {
    const { ask, asked } = slowLibrary(3)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.fail()
    expect(pager.snapshot().failure).toEqual({ code: 'unavailable', message: 'Not now.' })
    pager.refresh()
    await asked[1]?.answer()
    expect(pager.snapshot().failure).toBeNull()
    expect(pager.snapshot().total).toBe(3)
  })

  test('gives the ids of a range over pages it has not got', async () => {
    const { ask, asked } = slowLibrary(250)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    const ids = pager.idsBetween(201, 98)
    await asked[1]?.answer()
    await asked[2]?.answer()
    expect((await ids).length).toBe(104)
    expect((await ids)[0]).toBe('a98')
    expect((await ids).at(-1)).toBe('a201')
  })

  test('a question that a later one ended says nothing', async () => {
    const { ask, asked } = slowLibrary(3)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    pager.setQuery(query('ab'))
    await asked[0]?.fail('cancelled')
    expect(pager.snapshot().failure).toBeNull()
    await asked[1]?.answer()
    expect(pager.snapshot()).toMatchObject({ failure: null, total: 3 })
  })

  test('a page that gave way is asked for again when it is looked at', async () => {
    const { ask, asked } = slowLibrary(300)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.show(100, 120)
    await asked[1]?.fail('cancelled')
    expect(pager.snapshot().failure).toBeNull()
    pager.show(100, 120)
    await asked[2]?.answer()
    expect(pager.snapshot().rowAt(100)?.id).toBe('a100')
  })

  test('questions stand on one line, pages of one question each on its own', async () => {
    const { ask, asked } = slowLibrary(400)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    pager.setQuery(query('b'))
    await asked[1]?.answer()
    pager.show(100, 320)
    void pager.idsBetween(120, 120)
    const lines = asked.map(({ line }) => line)
    expect(lines[0]).toBe(lines[1])
    expect(new Set(lines.slice(1)).size).toBe(lines.length - 1)
  })

  test('gives the rows that are here of many articles, in the order of the list', async () => {
    const { ask, asked } = slowLibrary(300)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.show(200, 210)
    await asked[1]?.answer()
    const rows = pager.rowsAmong(new Set(['a201', 'a150', 'a7', 'elsewhere', 'a3']))
    expect(rows.map(({ id }) => id)).toEqual(['a3', 'a7', 'a201'])
  })

  test('knows where an article stands among the rows that are here', async () => {
    const { ask, asked } = slowLibrary(300)
    const pager = new Pager(ask)
    pager.setQuery(query('a'))
    await asked[0]?.answer()
    pager.show(200, 220)
    await asked[1]?.answer()
    expect([pager.indexOf('a7'), pager.indexOf('a207'), pager.indexOf('a107'), pager.indexOf('b7')]).toEqual([
      ...[7, 207, -1, -1],
    ])
  })
})
