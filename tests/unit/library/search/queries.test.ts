import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { highlightRecord, questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)
beforeEach(async () => {
  test = await testHost()
})
afterEach(() => test.close())

const harbour = newsText('2024-01-04', 'Harbour opens', 'Ships came in at dawn with grain.')
const written = {
  'body.txt': newsText('2024-01-05', 'Winter stores', 'The dredger was at work again in the bay.'),
  'title.txt': newsText('2024-01-06', 'The dredger returns', 'Nobody had missed it.'),
  'note.txt': harbour,
  'quote.txt': newsText('2024-01-07', 'A quiet day', 'Nothing moved.'),
  'tag.txt': newsText('2024-01-08', 'Another day', 'Little moved.'),
  'none.txt': newsText('2024-01-09', 'A last day', 'Nothing at all.'),
}

describe('one list of everything that was found', () => {
  beforeEach(async () => {
    await test.folder.write({
      ...written,
      '.lectern/articles/q.json': highlightRecord('quote.txt', written['quote.txt'], {
        quote: 'Nothing moved.',
        note: 'But the dredger did.',
      }),
    })
    await test.open()
    await ask.note('note.txt', 'Ask about the *dredger* and its crew.')
    await ask.tag('tag.txt', 'works/dredger')
  })

  it('ranks titles, texts, tags, notes and highlights together, and says where each was met', async () => {
    const { rows, total, partial } = await ask.query('dredger')
    expect([total, partial]).toEqual([5, false])
    const found = Object.fromEntries(rows.map(({ path, matchedIn, snippetOf }) => [path, { matchedIn, snippetOf }]))
    expect(found).toEqual({
      'title.txt': { matchedIn: ['title'], snippetOf: 'body' },
      'body.txt': { matchedIn: ['body'], snippetOf: 'body' },
      'note.txt': { matchedIn: ['note'], snippetOf: 'note' },
      'quote.txt': { matchedIn: ['highlight'], snippetOf: 'highlight' },
      'tag.txt': { matchedIn: ['tag'], snippetOf: 'body' },
    })
    for (const { score } of rows) expect(score).toBeGreaterThan(0)
  })

  it('shows what was met: the window of the text, the note, the highlight, or else the opening words', async () => {
    const { rows } = await ask.query('dredger')
    const shown = (path: string): string => {
      const row = rows.find((one) => one.path === path)
      const marks = row?.snippet.marks.map(([start, end]) => row.snippet.text.slice(start, end)) ?? []
      return `${row?.snippet.text} (${marks.join()})`
    }
    expect(shown('body.txt')).toMatch(/The dredger was at work again in the bay\. \(dredger\)$/)
    expect(shown('note.txt')).toBe('Ask about the *dredger* and its crew. (dredger)')
    expect(shown('quote.txt')).toBe('But the dredger did. (dredger)')
    expect(shown('title.txt')).toMatch(/Nobody had missed it\. \(\)$/)
    expect(rows.find(({ path }) => path === 'title.txt')?.titleMarks).toEqual([[4, 11]])
  })

  it('can be asked field by field, and for what there is and is not', async () => {
    expect(await ask.paths('note:dredger')).toEqual(['note.txt'])
    expect(await ask.paths('highlight:dredger')).toEqual(['quote.txt'])
    expect(await ask.paths('has:note', { sort: 'path' })).toEqual(['note.txt'])
    expect(await ask.paths('has:highlight', { sort: 'path' })).toEqual(['quote.txt'])
    expect(await ask.paths('no:tag dredger', { sort: 'path' })).toEqual([
      ...['body.txt', 'note.txt', 'quote.txt', 'title.txt'],
    ])
    const { rows } = await ask.query('tag:works')
    expect(rows).toMatchObject([{ path: 'tag.txt', matchedIn: ['tag'] }])
  })

  it('takes a tag as one of several choices', async () => {
    expect(await ask.paths('tag:works OR note:crew', { sort: 'path' })).toEqual(['note.txt', 'tag.txt'])
    expect(await ask.paths('(tag:works OR bay) moved', { sort: 'path' })).toEqual(['tag.txt'])
  })

  it('knows what was sorted and what is unread', async () => {
    expect(await ask.paths('is:inbox')).toEqual([])
    await ask.state(['body.txt'], { triage: 'inbox' })
    await ask.state(Object.keys(written).slice(1), { read: true })
    await ask.state(['title.txt'], { triage: 'later' })
    expect(await ask.paths('is:inbox')).toEqual(['body.txt'])
    expect(await ask.paths('is:later OR is:unread', { sort: 'path' })).toEqual(['body.txt', 'title.txt'])
    expect(await ask.paths('dredger -is:unread title:dredger')).toEqual(['title.txt'])
    expect(await ask.paths('dredger is:read title:dredger')).toEqual(['title.txt'])
    expect(await ask.paths('is:archived')).toEqual([])
  })

  it('finds a note at once when it is written, changed or deleted', async () => {
    expect(await ask.paths('walrus')).toEqual([])
    await ask.note('none.txt', 'A walrus.')
    expect(await ask.paths('walrus')).toEqual(['none.txt'])
    await ask.note('none.txt', 'No seal.')
    expect([await ask.paths('walrus'), await ask.paths('seal')]).toEqual([[], ['none.txt']])
    await ask.note('none.txt', '')
    expect([await ask.paths('seal'), await ask.paths('note:crew')]).toEqual([[], ['note.txt']])
  })

  it('gives passages of the body, then the note, then the highlights', async () => {
    await ask.note('body.txt', 'Which dredger?')
    const { total, passages } = await ask.passages('body.txt', 'dredger')
    expect(total).toBe(2)
    expect(passages.map(({ within, start }) => [within, start === null])).toEqual([
      ['body', false],
      ['note', true],
    ])
    const inQuote = await ask.passages('quote.txt', 'dredger')
    expect(inQuote.passages).toMatchObject([{ within: 'highlight', snippet: { text: 'But the dredger did.' } }])
    expect((await ask.passages('body.txt', 'dredger', 1)).passages).toHaveLength(1)
  })
})

describe('a list', () => {
  it('can have what came last first, in a list and in a search', async () => {
    await test.folder.write({ 'b.txt': newsText('2024-01-01', 'Grain', 'One.') })
    const library = await test.open()
    await test.folder.write({ 'c.txt': newsText('2023-01-01', 'Grain', 'Two.') })
    await library.refresh()
    await test.folder.write({ 'a.txt': newsText('2022-01-01', 'Grain', 'Three.') })
    await library.refresh()
    const { rows } = await ask.query('', { sort: 'added' })
    expect(rows.map(({ path }) => path)).toEqual(['a.txt', 'c.txt', 'b.txt'])
    const added = rows.map((row) => row.added)
    expect(added).toEqual(added.toSorted((a, b) => b - a))
    const found = await ask.query('grain', { sort: 'added' })
    expect(found.rows.map(({ path }) => path)).toEqual(['a.txt', 'c.txt', 'b.txt'])
    for (const { score, matchedIn } of found.rows) expect([Number(score) > 0, matchedIn]).toEqual([true, ['title']])
    expect(await ask.paths('added:today', { sort: 'path' })).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })

  it('pages through a search in one order, re-ranked or not', async () => {
    const files = Array.from({ length: 230 }, (_, at) => {
      const words = 'grain '.repeat((at * 7) % 11) + 'salt '.repeat((at * 5) % 13)
      return [`${at}.txt`, newsText('2024-01-01', `Article ${at}`, `${words}and more of it`)] as const
    })
    await test.folder.write(Object.fromEntries(files))
    await test.open()
    for (const refine of [true, false]) {
      const query = { text: 'grain OR salt', scope: null, folder: null, tags: [], sort: 'relevance', refine } as const
      const inPages: string[] = []
      for (let offset = 0; ; offset += 37) {
        const page = await test.host.handlers['articles.query']({ query, offset, limit: 37 })
        inPages.push(...page.rows.map(({ id }) => id))
        if (page.rows.length < 37) break
      }
      const { total } = await ask.query('grain OR salt', { refine })
      expect(inPages).toHaveLength(total)
      expect(new Set(inPages).size).toBe(total)
      const whole = await test.host.handlers['articles.query']({ query, offset: 0, limit: 500 })
      expect(whole.rows.map(({ id }) => id)).toEqual(inPages)
    }
  })

  it('says how its articles spread, as counting them one by one does', async () => {
    const files: Record<string, string> = {}
    for (let at = 0; at < 60; at++) {
      const date = `${2019 + (at % 6)}-0${1 + (at % 9)}-1${at % 10}`
      files[`d${at % 4}/${at}.txt`] = newsText(
        date,
        `Article ${at}`,
        at % 3 === 0 ? 'Grain and ships.' : 'Salt and coal.',
      )
      if (at % 5 === 0) files[`d${at % 4}/${at}.md`] = `# Clipping ${at}\n\nGrain was dear that winter in the towns.`
    }
    await test.folder.write(files)
    await test.open()
    for (const path of Object.keys(files).filter((_, at) => at % 7 === 0)) await ask.tag(path, 'food/grain')
    for (const path of Object.keys(files).filter((_, at) => at % 9 === 0)) await ask.tag(path, 'food')
    for (const [text, more] of [
      ['grain', {}],
      ['', { tags: ['food'] }],
      ['salt', { sort: 'title' as const }],
    ] as const) {
      const [{ rows, total }, facets] = [await ask.query(text, more), await ask.facets(text, more)]
      expect(facets.total).toBe(total)
      expect(rows).toHaveLength(total)
      expect(facets.dates.bars.reduce((sum, { count }) => sum + count, facets.dates.undated)).toBe(total)
      for (const { from, to, count } of facets.dates.bars) {
        expect(count).toBe(rows.filter(({ date }) => date.iso !== null && from <= date.iso && date.iso <= to).length)
      }
      for (const { value, count } of facets.tags) {
        const carries = (tags: readonly string[]): boolean =>
          tags.some((tag) => tag === value || tag.startsWith(`${value}/`))
        expect(count).toBe(rows.filter(({ tags }) => carries(tags)).length)
        expect((await ask.query(`${text} tag:${value}`, more)).total).toBe(count)
      }
      for (const { value, count } of facets.types)
        expect((await ask.query(`${text} type:${value}`, more)).total).toBe(count)
      for (const { value, count } of facets.languages) {
        expect(count).toBe(rows.filter(({ language }) => language === value).length)
      }
    }
  })
})

describe('libraries in several languages', () => {
  it('find words in the forms of each language, without a setting', async () => {
    const italian =
      'Il governo ha approvato la nuova legge sulle pensioni dei lavoratori, che era attesa da anni in tutto il paese.'
    await test.folder.write({
      'it.md': `# Le pensioni\n\n${italian} La decisione è stata presa durante la notte.`,
      'en.md':
        '# The hearing\n\nThe government approved the new law, for which the workers in the country had waited many years.',
      'ja.md': '# 全文検索\n\nこの記事では日本語の全文検索について説明します。東京都の図書館で使われています。',
    })
    await test.open()
    const languages = (await ask.query('', { sort: 'path' })).rows.map(({ language }) => language)
    expect(languages).toEqual(['en', 'it', 'ja'])
    expect(await ask.paths('pensione')).toEqual(['it.md'])
    expect(await ask.paths('waiting')).toEqual(['en.md'])
    expect(await ask.paths('全文検索')).toEqual(['ja.md'])
    expect(await ask.paths('lang:it OR 図書館', { sort: 'path' })).toEqual(['it.md', 'ja.md'])
    const { rows } = await ask.query('pensione')
    const [row] = rows
    expect(row?.snippet.marks.map(([start, end]) => row.snippet.text.slice(start, end))).toContain('pensioni')
    await ask.note('ja.md', 'Le pensioni in Giappone')
    expect((await ask.query('note:pensione')).rows).toMatchObject([{ path: 'ja.md', snippetOf: 'note' }])
  })
})

describe('an asker', () => {
  beforeEach(async () => {
    await test.folder.write(written)
    await test.open()
  })

  it('that asks something else ends what it asked before', async () => {
    const first = ask.query('dredger', {}, 'box')
    const second = ask.query('grain', {}, 'box')
    await expect(first).rejects.toMatchObject({ code: 'cancelled' })
    expect((await second).total).toBe(1)
  })

  it('that asks for another page, or that is another one, ends nothing', async () => {
    const answers = await Promise.all([
      ...[ask.query('dredger', {}, 'box'), ask.query('dredger', {}, 'box'), ask.query('grain', {}, 'other')],
      ask.query('salt'),
    ])
    expect(answers.map(({ total }) => total)).toEqual([2, 2, 1, 0])
  })
})

describe('an answer that is not whole', () => {
  it('says which word stands for more than is looked up', async () => {
    const words = Array.from({ length: 700 }, (_, at) => `qu${at.toString(36)}x`)
    await test.folder.write({ 'a.txt': newsText('2024-01-01', 'Words', words.join(' ')) })
    await test.open()
    const { shortfall, total } = await ask.query('qu*')
    expect(total).toBe(1)
    expect(shortfall).toBe('“qu*” stands for more words than are looked up; the 500 most frequent were.')
    expect((await ask.query('words')).shortfall).toBeNull()
  })
})
