import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '#shared/article'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { folderState } from '../../../support/temp-library'
import { questionsTo } from '../search/support'

let test: TestHost
const ask = questionsTo(() => test)
const open = async (path: string): Promise<Article> =>
  test.host.handlers['articles.open']({ article: await ask.idOf(path) })
const correct = async (path: string, field: 'title' | 'author' | 'date' | 'source', value: string | null) =>
  test.host.handlers['articles.correct']({ article: await ask.idOf(path), field, value })
const rows = async (text = '', sort: 'date-newest' | 'title' = 'title') => (await ask.query(text, { sort })).rows

beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'a.txt': newsText('2024-01-04', 'Oil', 'Barrels of crude.'),
    'b.txt': newsText('2024-02-05', 'Grain', 'Wheat and corn.'),
    'c.txt': newsText('2024-03-06', 'Salt', 'Older than wheat.'),
  })
  await test.open()
})
afterEach(() => test.close())

describe('an article put right', () => {
  it('is found, listed and sorted as the reader has it, and never changed itself', async () => {
    const before = folderState(test.folder.path)
    await correct('a.txt', 'title', '  Zinc   in Antwerp ')
    await correct('a.txt', 'date', '2024-05')
    await correct('a.txt', 'author', 'Hildegard')
    await correct('a.txt', 'source', 'The Courier')
    expect((await rows()).map(({ title }) => title)).toEqual(['Grain', 'Salt', 'Zinc in Antwerp'])
    expect((await rows('', 'date-newest')).map(({ path }) => path)).toEqual(['a.txt', 'c.txt', 'b.txt'])
    expect(await ask.paths('antwerp')).toEqual(['a.txt'])
    expect(await ask.paths('title:"zinc in antwerp"')).toEqual(['a.txt'])
    expect(await ask.paths('author:hildegard')).toEqual(['a.txt'])
    expect(await ask.paths('source:courier')).toEqual(['a.txt'])
    expect(await ask.paths('date:2024-05')).toEqual(['a.txt'])
    expect(await ask.paths('date:2024-01')).toEqual([])
    const [row] = await rows('antwerp')
    expect(row).toMatchObject({
      title: 'Zinc in Antwerp',
      date: { iso: '2024-05', written: null },
      author: 'Hildegard',
    })
    expect(row?.matchedIn).toEqual(['title'])
    expect(row?.titleMarks).toEqual([[8, 15]])
    const facets = await ask.facets('')
    expect(facets.sources).toContainEqual({ value: 'The Courier', count: 1 })
    expect(facets.dates.bars.at(-1)?.to.slice(0, 7)).toBe('2024-05')
    expect(await open('a.txt')).toMatchObject({
      ...{
        title: 'Zinc in Antwerp',
        author: 'Hildegard',
        source: 'The Courier',
        date: { iso: '2024-05', written: null },
      },
      asWritten: { title: 'Oil', date: '2024-01-04', author: null, source: null },
    })
    const after = folderState(test.folder.path)
    for (const [path, state] of Object.entries(before)) expect(Object.entries(after)).toContainEqual([path, state])
  })

  it('is found by its own words and no more by those that were put right, until they are taken back', async () => {
    await test.folder.write({ 'd.md': '---\ntitle: Teh leters\nauthor: Hidlegard\n---\n\nMy leters to the mill.\n' })
    await test.open()
    expect(await ask.paths('teh')).toEqual(['d.md'])
    await correct('d.md', 'title', 'The letters')
    await correct('d.md', 'author', '???')
    for (const text of ['teh', 'title:leters', '"teh leters"', 'hidlegard', 'author:hidlegard', 'hidle*'])
      expect(await ask.paths(text), text).toEqual([])
    expect(await ask.paths('title:letters')).toEqual(['d.md'])
    const [row] = await rows('leters')
    expect(row).toMatchObject({ path: 'd.md', matchedIn: ['body'], titleMarks: [] })
    await correct('d.md', 'title', null)
    await correct('d.md', 'author', null)
    expect(await ask.paths('title:"teh leters"')).toEqual(['d.md'])
    expect(await ask.paths('author:hidlegard')).toEqual(['d.md'])
    expect(await ask.paths('title:letters')).toEqual([])
  })

  it('stays so after a restart, and after the article was read again', async () => {
    await correct('a.txt', 'title', 'Zinc')
    await correct('a.txt', 'date', '2025')
    await test.restart()
    const library = await test.open()
    expect((await rows('', 'date-newest')).map(({ title }) => title)).toEqual(['Zinc', 'Salt', 'Grain'])
    await test.folder.write({ 'a.txt': newsText('2024-01-09', 'Oil and gas', 'More barrels.') })
    await library.refresh()
    expect((await rows('', 'date-newest')).map(({ title }) => title)).toEqual(['Zinc', 'Salt', 'Grain'])
    expect(await ask.paths('zinc')).toEqual(['a.txt'])
    expect((await open('a.txt')).asWritten).toEqual({ title: 'Oil and gas', date: '2024-01-09' })
    await correct('a.txt', 'title', null)
    expect(await open('a.txt')).toMatchObject({ title: 'Oil and gas', asWritten: { date: '2024-01-09' } })
    expect(await ask.paths('zinc')).toEqual([])
  })

  it('is as the article says again once that is undone, or typed', async () => {
    await correct('a.txt', 'title', 'Zinc')
    expect(await test.host.handlers['undo.undo'](null)).toEqual({
      label: 'Correct the title',
      article: await ask.idOf('a.txt'),
    })
    expect(await open('a.txt')).toMatchObject({ title: 'Oil', asWritten: {} })
    expect((await rows()).map(({ title }) => title)).toEqual(['Grain', 'Oil', 'Salt'])
    await test.host.handlers['undo.redo'](null)
    expect((await open('a.txt')).title).toBe('Zinc')
    await correct('a.txt', 'title', 'Oil')
    expect(await open('a.txt')).toMatchObject({ title: 'Oil', asWritten: {} })
  })

  it('is exported so, whatever was typed, and stays in the export’s folder', async () => {
    const title = `../../up “<script>alert(1)</script>” \u202Egnp.exe ${'long '.repeat(300)}`.trim()
    await correct('a.txt', 'title', title)
    await correct('a.txt', 'source', 'The Courier: "daily" # 1')
    await correct('a.txt', 'date', '2024-05-06')
    const out = join(test.dataDir, 'out')
    const to = join(out, 'exports')
    const report = await test.host.handlers['host.export']({
      ...{ selection: { kind: 'articles', articles: [await ask.idOf('a.txt')] }, to },
    })
    expect(report).toMatchObject({ written: [expect.stringMatching(/\.md$/)], failed: [] })
    expect(await readdir(out)).toEqual(['exports'])
    const [file = ''] = report.written
    expect(file).not.toMatch(/[/\\]/)
    const markdown = await readFile(join(to, file), 'utf8')
    expect(markdown).toContain('date: 2024-05-06')
    expect(markdown).toContain('source: "The Courier: \\"daily\\" # 1"')
    expect(markdown).not.toMatch(/^# .*[^\\]<script>/m)
  })

  it('takes no date that is none', async () => {
    for (const value of ['2024-02-30', '2024-13', 'yesterday', '2024-1-4', '04/01/2024'])
      await expect(correct('a.txt', 'date', value)).rejects.toMatchObject({ code: 'invalid' })
    expect((await open('a.txt')).asWritten).toEqual({})
  })

  it('follows its article where it moves', async () => {
    const library = await test.open()
    await correct('a.txt', 'title', 'Zinc')
    await test.folder.write({ 'moved.txt': newsText('2024-01-04', 'Oil', 'Barrels of crude.') })
    await test.folder.remove('a.txt')
    await library.refresh()
    expect((await rows()).map(({ path, title }) => [path, title]).at(-1)).toEqual(['moved.txt', 'Zinc'])
    expect(await ask.paths('zinc')).toEqual(['moved.txt'])
  })
})
