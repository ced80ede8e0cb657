import { truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { everything, questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)
beforeEach(async () => {
  test = await testHost()
})
afterEach(() => test.close())

const files = {
  'a.txt': newsText('2024-01-04', 'Colour of grain', 'The price was 12.50 at noon.'),
  'b.txt': newsText('2024-01-05', 'Ships', 'The color of the water; the price was 9 at dawn.'),
  'c.txt': newsText('2024-01-06', 'Salt', 'Nobody named a price. The COLOUR was grey, as Zoë said.'),
  'sub/d.txt': newsText('2024-01-07', 'Coal', 'Coloured glass.'),
}

describe('a regular expression', () => {
  beforeEach(async () => {
    await test.folder.write(files)
    await test.open()
  })

  it('is looked for in titles and texts, and says in which it was met', async () => {
    const { rows, shortfall, total } = await ask.query('/colou?r\\b/', { sort: 'path' })
    expect(rows.map(({ path, matchedIn }) => [path, matchedIn])).toEqual([
      ['a.txt', ['title']],
      ['b.txt', ['body']],
      ['c.txt', ['body']],
    ])
    expect([total, shortfall]).toEqual([3, null])
    expect(await ask.paths('title:/colou?r/')).toEqual(['a.txt'])
    expect(await ask.paths('body:/colou?r/', { sort: 'path' })).toEqual(['b.txt', 'c.txt', 'sub/d.txt'])
    expect(await ask.paths('/COLOUR/s')).toEqual(['c.txt'])
    expect(await ask.paths('/zo\\p{L} said/iu')).toEqual(['c.txt'])
  })

  it('goes with words, choices, exclusions, folders and orders', async () => {
    expect(await ask.paths('price /\\d+\\.\\d\\d/')).toEqual(['a.txt'])
    expect(await ask.paths('price -/\\d/', { sort: 'path' })).toEqual(['c.txt'])
    expect(await ask.paths('-/\\d/ -/glass/')).toEqual(['c.txt'])
    expect(await ask.paths('glass OR /noon/', { sort: 'path' })).toEqual(['a.txt', 'sub/d.txt'])
    expect(await ask.paths('/\\d/ /dawn|noon/', { sort: 'date-oldest' })).toEqual(['a.txt', 'b.txt'])
    const [library] = test.host.libraries()
    const folder = { library: library?.id ?? '', path: 'sub' }
    expect(await ask.paths('/colou?r/', { folder })).toEqual(['sub/d.txt'])
    expect((await ask.facets('/colou?r\\b/')).dates.bars.map(({ count }) => count)).toEqual([1, 1, 1])
  })

  it('stays firm in partial matches', async () => {
    const { rows, partial } = await ask.query('price absentword /dawn/')
    expect([rows.map(({ path }) => path), partial]).toEqual([['b.txt'], true])
    expect((await ask.query('grey glass /noon/')).total).toBe(0)
  })

  it('is pointed out in rows, in the article and in its passages', async () => {
    const [row] = (await ask.query('/\\d+\\.\\d\\d/')).rows
    expect(row?.snippet.marks.map(([start, end]) => row.snippet.text.slice(start, end))).toEqual(['12.50'])
    const [titled] = (await ask.query('title:/colou?r/')).rows
    expect(titled?.titleMarks).toEqual([[0, 6]])
    const { text } = await test.host.handlers['articles.open']({ article: await ask.idOf('b.txt') })
    const hits = await ask.hits('b.txt', 'water /colou?r|9/')
    expect(hits.text.map(([start, end]) => text.slice(start, end))).toEqual(['color', 'water', '9'])
    const { passages } = await ask.passages('b.txt', '/dawn/')
    expect(passages).toMatchObject([{ within: 'body', start: text.indexOf('dawn') }])
  })

  it('finds an article again after it changed, and not what it had before', async () => {
    expect(await ask.paths('/noon/')).toEqual(['a.txt'])
    await test.folder.write({ 'a.txt': newsText('2024-01-04', 'Grain', 'At night.'), 'e.txt': 'Another noon.' })
    await test.host.libraries()[0]?.refresh()
    expect(await ask.paths('/noon/')).toEqual(['e.txt'])
  })

  it('finds nothing of empty matches to point out', async () => {
    expect((await ask.query('/x*/')).total).toBe(4)
    expect(await ask.hits('a.txt', '/x*/')).toEqual({ text: [], title: [] })
  })
})

describe('a regular expression that backtracks for ever', () => {
  const trap = `${'a'.repeat(40)}!`
  beforeEach(async () => {
    await test.folder.write({
      ...files,
      'trap.txt': newsText('2024-02-01', 'A trap', trap),
      'z.txt': newsText('2023-01-01', 'Letters', 'aaab'),
    })
    await test.open()
  })

  it('gives up the article it hangs over, finds the others, and says so', async () => {
    const { rows, shortfall } = await ask.query('/(a+)+b/')
    expect(rows.map(({ path }) => path)).toEqual(['z.txt'])
    expect(shortfall).toBe('/(a+)+b/ takes too long in one article, which is left out.')
    expect(rows[0]?.snippet.marks).toHaveLength(1)
  })

  it('counts what it hangs over neither as found nor as found without it', async () => {
    const paths = await ask.paths('-/(a+)+b/', { sort: 'path' })
    expect(paths).toEqual(['a.txt', 'b.txt', 'c.txt', 'sub/d.txt'])
    expect(await ask.paths('trap OR /(a+)+b/', { sort: 'path' })).toEqual(['trap.txt', 'z.txt'])
  })

  it('is not pointed out where it hangs, and keeps nothing else from being pointed out', async () => {
    const { title, text } = await ask.hits('trap.txt', 'trap /(a+)+b/')
    expect([title, text]).toEqual([[[2, 6]], []])
    expect((await ask.hits('z.txt', '/a+b/')).text).toHaveLength(1)
  })

  it('ends within its time over many such articles, with what was found so far', async () => {
    const traps = Array.from({ length: 30 }, (_, at) => [`trap-${at}.txt`, newsText('2025-01-01', `No ${at}`, trap)])
    await test.folder.write(Object.fromEntries(traps))
    await test.host.libraries()[0]?.refresh()
    const { shortfall } = await ask.query('/(a+)+c/', { sort: 'date-newest' })
    expect(shortfall).toMatch(
      /^The search for \/\(a\+\)\+c\/ was stopped after one second: \d+ of 36 articles were looked through\.$/,
    )
  })

  it('ends when the asker asks for something else, and leaves the next question its thread', async () => {
    const first = ask.query('/(a+)+d/', {}, 'box')
    const second = ask.query('/glass/', {}, 'box')
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect((await second).rows.map(({ path }) => path)).toEqual(['sub/d.txt'])
  })

  it('does not end for one asker because another one leaves', async () => {
    const leaving = ask.query('/aaab/', {}, 'one')
    const staying = ask.query('/aaab/', {}, 'two')
    const next = ask.query('grain', {}, 'one')
    await expect(leaving).rejects.toMatchObject({ code: 'cancelled' })
    expect([(await staying).total, (await next).total]).toEqual([1, 1])
  })
})

describe('texts that no other thread can read', () => {
  it('are looked through all the same: those of a library that another process keeps', async () => {
    await test.folder.write(files)
    await test.open()
    const other = await testHost({ cacheDir: test.cacheDir })
    await test.folder.write({ 'late.txt': newsText('2024-03-01', 'Late', 'A late glass.') })
    const library = await other.open(test.folder.path)
    await library.refresh()
    const query = { ...everything, text: '/glass/', sort: 'path' } as const
    const page = await other.host.handlers['articles.query']({ query, offset: 0, limit: 10 })
    expect(page.rows.map(({ path }) => path)).toEqual(['late.txt', 'sub/d.txt'])
    await other.close()
  })

  it('are read from the articles again where the cache was damaged', async () => {
    await test.folder.write(files)
    const library = await test.open()
    await test.restart()
    await test.open()
    await truncate(join(test.cacheDir, 'libraries', library.id, 'g1', 'texts.bin'), 10)
    expect((await ask.query('/glass/')).total).toBe(0)
    await test.host.libraries()[0]?.refresh()
    expect((await ask.query('/glass/')).total).toBe(1)
  })
})

describe('a long text', () => {
  it('is marked as a short one is, in the article and in its row', async () => {
    const filler = 'The quiet words of a long report went on and on. '.repeat(6_000)
    await test.folder.write({ 'book.md': `# A book\n\n${filler}\n\nThe narwhals surfaced twice.\n\n${filler}` })
    await test.open()
    const { rows } = await ask.query('narwhal')
    const [row] = rows
    expect(row?.snippet.marks.map(([start, end]) => row.snippet.text.slice(start, end))).toEqual(['narwhals'])
    const { text } = await test.host.handlers['articles.open']({ article: await ask.idOf('book.md') })
    const hits = await ask.hits('book.md', 'narw* "surfaced twice" /A b\\w+/')
    expect(hits.text.map(([start, end]) => text.slice(start, end))).toEqual(['narwhals', 'surfaced twice'])
    expect(hits.title).toEqual([[0, 6]])
    const { total, passages } = await ask.passages('book.md', 'narwhal', 3)
    expect([total, passages.map(({ start }) => start)]).toEqual([1, [text.indexOf('narwhals')]])
  })
})
