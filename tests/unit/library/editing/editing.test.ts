import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '#shared/article'
import type { ArticleSelection } from '#shared/article-query'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { everything, questionsTo } from '../search/support'

const texts = {
  'a.txt': newsText('2024-01-04', 'Oil', 'Barrels of oil.'),
  'b.txt': newsText('2024-01-05', 'Grain', 'Wheat and corn.'),
  'sub/c.txt': newsText('2024-01-06', 'Salt', 'Older than grain.'),
}
let test: TestHost
const ask = questionsTo(() => test)
const open = async (path: string): Promise<Article> =>
  test.host.handlers['articles.open']({ article: await ask.idOf(path) })
const undo = () => test.host.handlers['undo.undo'](null)
const redo = () => test.host.handlers['undo.redo'](null)
const state = () => test.host.handlers['undo.state'](null)
const notices = (): readonly string[] =>
  test.told.flatMap((one) => (one.event === 'notice' ? [one.payload.message] : []))

async function highlight(path: string, quote: string, note = '', tags: string[] = []): Promise<string> {
  const article = await open(path)
  const start = article.text.indexOf(quote)
  const { id } = await test.host.handlers['highlights.add']({
    ...{ article: article.id, place: { start, end: start + quote.length }, quote, colour: 'green', note, tags },
  })
  return id
}

/** What a reader sees of all that was written. */
async function shown(): Promise<string> {
  const articles = await Promise.all(Object.keys(texts).map(open))
  const written = articles.map(({ path, tags, note, highlights }) => {
    const marks = highlights.map(({ noteSeen: _, ...mark }) => mark)
    return { path, tags, note, highlights: marks }
  })
  const tags = await test.host.handlers['tags.list']({ scope: null })
  const searches = await test.host.handlers['searches.list'](null)
  return JSON.stringify({ written, tags, searches: searches.map(({ name, text, tags: of }) => ({ name, text, of })) })
}

beforeEach(async () => {
  test = await testHost()
  await test.folder.write(texts)
})
afterEach(() => test.close())

describe('tags of a selection', () => {
  it('says how many articles really changed, and is one step', async () => {
    await test.open()
    await ask.tag('a.txt', 'oil')
    const selection: ArticleSelection = { kind: 'query', query: everything }
    expect(await test.host.handlers['tags.add']({ selection, tag: ' oil ' })).toEqual({ changed: 2 })
    expect(await state()).toEqual({ undo: 'Tag 2 articles “oil”', redo: null })
    expect(await test.host.handlers['tags.add']({ selection, tag: 'oil' })).toEqual({ changed: 0 })
    expect(await state()).toEqual({ undo: 'Tag 2 articles “oil”', redo: null })
    expect(await undo()).toEqual({ label: 'Tag 2 articles “oil”', article: null })
    expect(await ask.paths('tag:oil')).toEqual(['a.txt'])
    expect(await test.host.handlers['tags.remove']({ selection, tag: 'oil' })).toEqual({ changed: 1 })
    expect(await undo()).toEqual({ label: 'Untag an article “oil”', article: await ask.idOf('a.txt') })
    expect(test.told.filter(({ event }) => event === 'undo.changed').at(-1)?.payload).toEqual({
      undo: 'Tag an article “oil”',
      redo: 'Untag an article “oil”',
    })
  })

  it('counts an article once that carries a tag itself and on highlights, in the tag’s colour', async () => {
    await test.open()
    await ask.tag('a.txt', 'trade')
    await highlight('a.txt', 'Barrels', '', ['trade'])
    await highlight('b.txt', 'Wheat', '', ['trade'])
    await test.host.handlers['tags.recolour']({ tag: 'trade', colour: 'blue' })
    const list = () => test.host.handlers['tags.list']({ scope: null })
    expect(await list()).toEqual([{ name: 'trade', count: 2, colour: 'blue' }])
    await undo()
    expect(await list()).toEqual([{ name: 'trade', count: 2, colour: null }])
    await redo()
    await test.restart()
    await test.open()
    expect(await list()).toEqual([{ name: 'trade', count: 2, colour: 'blue' }])
  })

  it('marks hundreds as one step', async () => {
    const many = Array.from({ length: 520 }, (_, at) => [`many/${at}.txt`, `Number ${at}`] as const)
    await test.folder.write(Object.fromEntries(many))
    await test.open()
    const selection: ArticleSelection = { kind: 'query', query: everything }
    expect(await test.host.handlers['tags.add']({ selection, tag: 'all' })).toEqual({ changed: 523 })
    await undo()
    expect(await test.host.handlers['tags.list']({ scope: null })).toEqual([])
  })
})

describe('a tag renamed everywhere', () => {
  const write = async (): Promise<void> => {
    const library = await test.open()
    await ask.tag('a.txt', 'pol')
    await ask.tag('a.txt', 'politics')
    await ask.tag('b.txt', 'pol/us east')
    await ask.tag('sub/c.txt', 'polis')
    await highlight('b.txt', 'Wheat', 'Mark', ['pol', 'other'])
    await test.host.handlers['tags.recolour']({ tag: 'pol/us east', colour: 'pink' })
    await ask.save({
      name: 'One',
      text: 'oil (tag:Pol OR -tag:"pol/us east") "tag:pol"',
      folder: '',
      tags: ['pol', 'x'],
    })
    await ask.save({ name: 'Two', text: 'tag:polis', folder: '', tags: [] })
    await library.notebook.flush()
  }

  it('does what its preview says, with all below it, and is undone as one', async () => {
    await write()
    const before = await shown()
    expect(await test.host.handlers['tags.preview']({ tag: 'pol', to: 'politics' })).toEqual({
      articles: 2,
      highlights: 1,
      tags: [
        { from: 'pol', to: 'politics', merges: true },
        { from: 'pol/us east', to: 'politics/us east', merges: false },
      ],
    })
    expect(await shown()).toBe(before)
    await test.host.handlers['tags.rename']({ tag: 'pol', to: 'politics' })
    expect(await test.host.handlers['tags.list']({ scope: null })).toEqual([
      { name: 'other', count: 1, colour: null },
      { name: 'polis', count: 1, colour: null },
      { name: 'politics', count: 2, colour: null },
      { name: 'politics/us east', count: 1, colour: 'pink' },
    ])
    expect((await open('b.txt')).highlights[0]?.tags).toEqual(['other', 'politics'])
    const searches = await test.host.handlers['searches.list'](null)
    expect(searches.map(({ text, tags }) => [text, tags])).toEqual([
      ['oil (tag:politics OR -tag:"politics/us east") "tag:pol"', ['politics', 'x']],
      ['tag:polis', []],
    ])
    const preview = await test.host.handlers['tags.preview']({ tag: 'pol', to: 'politics' })
    expect(preview).toEqual({ articles: 0, highlights: 0, tags: [] })
    expect((await undo()).label).toBe('Rename the tag “pol” to “politics”')
    expect(await shown()).toBe(before)
    await redo()
    await undo()
    expect(await shown()).toBe(before)
  })

  it('may go below itself', async () => {
    await write()
    await test.host.handlers['tags.rename']({ tag: 'pol', to: 'pol/us east' })
    const names = (await test.host.handlers['tags.list']({ scope: null })).map(({ name, colour }) => [name, colour])
    expect(names).toEqual([
      ...[
        ['other', null],
        ['pol/us east', null],
        ['pol/us east/us east', 'pink'],
        ['polis', null],
        ['politics', null],
      ],
    ])
  })

  it('is taken away with all below it, and comes back', async () => {
    await write()
    const before = await shown()
    const preview = await test.host.handlers['tags.preview']({ tag: 'pol', to: null })
    expect(preview.tags.map(({ from, to }) => [from, to])).toEqual([
      ['pol', null],
      ['pol/us east', null],
    ])
    await test.host.handlers['tags.delete']({ tag: 'pol' })
    const names = (await test.host.handlers['tags.list']({ scope: null })).map(({ name }) => name)
    expect(names).toEqual(['other', 'polis', 'politics'])
    await undo()
    expect(await shown()).toBe(before)
  })

  it('follows on articles that are gone too', async () => {
    const library = await test.open()
    await ask.tag('a.txt', 'pol')
    await test.folder.remove('a.txt')
    await library.refresh()
    expect(await test.host.handlers['tags.preview']({ tag: 'pol', to: 'politics' })).toMatchObject({ articles: 1 })
    await test.host.handlers['tags.rename']({ tag: 'pol', to: 'politics' })
    await test.folder.write({ 'a.txt': texts['a.txt'] })
    await library.refresh()
    expect((await open('a.txt')).tags).toEqual(['politics'])
    await undo()
    expect((await open('a.txt')).tags).toEqual(['pol'])
  })
})

describe('undoing', () => {
  it('goes back across articles, and forward again', async () => {
    await test.open()
    const empty = await shown()
    await ask.tag('a.txt', 'oil')
    await ask.note('b.txt', 'Dear this winter.')
    await highlight('sub/c.txt', 'Older', 'Yes')
    const full = await shown()
    expect((await undo()).article).toBe(await ask.idOf('sub/c.txt'))
    expect((await undo()).article).toBe(await ask.idOf('b.txt'))
    expect((await undo()).article).toBe(await ask.idOf('a.txt'))
    expect(await undo()).toEqual({ label: null, article: null })
    expect(await shown()).toBe(empty)
    for (let step = 0; step < 3; step++) await redo()
    expect(await redo()).toEqual({ label: null, article: null })
    expect(await shown()).toBe(full)
    await test.restart()
    await test.open()
    expect(await shown()).toBe(full)
  })

  it('takes a note that was typed on as one step', async () => {
    await test.open()
    const article = await ask.idOf('a.txt')
    let seen = (await open('a.txt')).noteSeen
    for (const note of ['F', 'Fi', 'First'])
      seen = (await test.host.handlers['notes.set']({ article, note, seen })).seen
    expect((await open('a.txt')).note).toBe('First')
    await undo()
    expect((await open('a.txt')).note).toBe('')
    expect(await state()).toEqual({ undo: null, redo: 'Write a note' })
    await redo()
    expect((await open('a.txt')).note).toBe('First')
  })

  it('finds an article that was moved meanwhile', async () => {
    const library = await test.open()
    await ask.note('a.txt', 'On oil')
    await rename(join(test.folder.path, 'a.txt'), join(test.folder.path, 'moved.txt'))
    await library.refresh()
    expect((await open('moved.txt')).note).toBe('On oil')
    expect(await undo()).toEqual({ label: 'Write a note', article: await ask.idOf('moved.txt') })
    expect((await open('moved.txt')).note).toBe('')
    await redo()
    expect((await open('moved.txt')).note).toBe('On oil')
  })

  it('keeps what another window or process wrote meanwhile', async () => {
    const library = await test.open()
    await ask.note('a.txt', 'Ours')
    const mark = await highlight('b.txt', 'Wheat')
    const other = await testHost()
    try {
      const twin = await other.open(test.folder.path)
      const article = twin.articleAt('a.txt') ?? ''
      await other.host.handlers['notes.set']({ article, note: 'Theirs' })
      const marked = twin.articleAt('b.txt') ?? ''
      await other.host.handlers['highlights.change']({
        article: marked,
        id: mark,
        note: { text: 'Their word', seen: '' },
      })
      await library.refresh()
      await undo()
      expect((await open('b.txt')).highlights.map(({ note }) => note)).toEqual(['Their word'])
      await undo()
      expect((await open('a.txt')).note).toContain('Theirs')
    } finally {
      await other.close()
    }
  })

  it('that fails leaves the step where it was, and says why', async () => {
    const library = await test.open()
    await ask.tag('a.txt', 'oil')
    const label = 'Tag an article “oil”'
    await test.host.handlers['host.close']({ library: library.id })
    await expect(undo()).rejects.toMatchObject({ code: 'not-found' })
    expect(await state()).toEqual({ undo: label, redo: null })
    await test.open()
    expect((await undo()).label).toBe(label)
    expect((await open('a.txt')).tags).toEqual([])
  })

  it('of an article that a newer Lectern wrote meanwhile is given up with words, and what was done before is undone', async () => {
    await test.open()
    await ask.tag('b.txt', 'grain')
    await ask.note('a.txt', 'On oil')
    const records = join(test.folder.path, '.lectern', 'articles')
    for (const name of await readdir(records)) {
      const file = join(records, name)
      const record = JSON.parse(await readFile(file, 'utf8'))
      if (record.article.path === 'a.txt') await writeFile(file, JSON.stringify({ ...record, schemaVersion: 99 }))
    }
    await expect(undo()).rejects.toMatchObject({
      code: 'newer-format',
      message: expect.stringMatching(/^Not undone: Write a note\. .* newer Lectern/),
    })
    expect(await state()).toEqual({ undo: 'Tag an article “grain”', redo: null })
    await undo()
    expect((await open('b.txt')).tags).toEqual([])
  })

  it('of a sorting that a newer Lectern keeps from being undone is given up too', async () => {
    await test.open()
    await ask.tag('b.txt', 'grain')
    await ask.state(['a.txt', 'b.txt'], { triage: 'archived' })
    await writeFile(join(test.folder.path, '.lectern', 'states', 'other.jsonl'), '{"schemaVersion":99}\n')
    await expect(undo()).rejects.toMatchObject({
      code: 'newer-format',
      message: expect.stringMatching(/^Not undone: Archive 2 articles\. /),
    })
    expect(await state()).toEqual({ undo: 'Tag an article “grain”', redo: null })
    await undo()
    expect((await open('b.txt')).tags).toEqual([])
  })
})

describe('a note', () => {
  it('written in two windows at once keeps both texts, and tells', async () => {
    await test.open()
    const article = await ask.idOf('a.txt')
    const { seen } = await test.host.handlers['notes.set']({ article, note: 'Start', seen: '' })
    await test.host.handlers['notes.set']({ article, note: 'Start, first window', seen })
    expect(notices()).toEqual([])
    const after = await test.host.handlers['notes.set']({ article, note: 'Second window', seen })
    const { note, noteSeen } = await open('a.txt')
    expect(note).toContain('Second window')
    expect(note).toContain('Start, first window')
    expect(noteSeen).toBe(after.seen)
    expect(notices()).toEqual([expect.stringContaining('two places')])
    await test.host.handlers['notes.set']({ article, note: 'Settled', seen: after.seen })
    expect((await open('a.txt')).note).toBe('Settled')
  })

  it('of a highlight does so too', async () => {
    await test.open()
    const id = await highlight('a.txt', 'Barrels', 'Start')
    const { id: article, highlights } = await open('a.txt')
    const seen = highlights[0]?.noteSeen ?? ''
    const change = (text: string, known: string) =>
      test.host.handlers['highlights.change']({ article, id, note: { text, seen: known } })
    await change('First window', seen)
    expect(notices()).toEqual([])
    const { noteSeen } = await change('Second window', seen)
    const note = (await open('a.txt')).highlights[0]?.note
    expect(note).toContain('First window')
    expect(note).toContain('Second window')
    expect(notices()).toHaveLength(1)
    await change('Settled', noteSeen)
    expect((await open('a.txt')).highlights[0]?.note).toBe('Settled')
  })

  it('written over what another process wrote meanwhile keeps both', async () => {
    const library = await test.open()
    const article = await ask.idOf('a.txt')
    const { seen } = await test.host.handlers['notes.set']({ article, note: 'Start', seen: '' })
    const other = await testHost()
    try {
      const twin = await other.open(test.folder.path)
      await other.host.handlers['notes.set']({ article: twin.articleAt('a.txt') ?? '', note: 'Theirs' })
    } finally {
      await other.close()
    }
    await library.refresh()
    await test.host.handlers['notes.set']({ article, note: 'Ours', seen })
    const { note } = await open('a.txt')
    expect(note).toContain('Ours')
    expect(note).toContain('Theirs')
    await eventually(notices, (told) => told.some((one) => one.includes('two places')))
  })
})
