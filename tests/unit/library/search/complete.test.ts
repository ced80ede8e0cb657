import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { queryFieldNames } from '#core/search/index'
import type { Completion } from '#shared/contract'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)
beforeEach(async () => {
  test = await testHost()
  const clipping = (author: string, source: string, date: string): string =>
    `---\ntitle: A piece\nauthor: ${author}\nsource: ${source}\ndate: ${date}\nlang: en\n---\n\nSome words of it.`
  await test.folder.write({
    'news/2024/a.md': clipping('Ada Byron', 'The Daily Post', '2024-01-04'),
    'news/2024/b.md': clipping('Ada Byron', 'The Daily Post', '2024-01-05'),
    'news/2023/c.md': clipping('Émile Roux', 'Gazette', '2023-11'),
    'old letters/d.txt': newsText('1986-05-01', 'A letter', 'Some words of it.'),
  })
  await test.open()
})
afterEach(() => test.close())

/** Completions at the end of a text, or where `|` stands in it. */
async function complete(typed: string): Promise<readonly Completion[]> {
  const caret = typed.includes('|') ? typed.indexOf('|') : typed.length
  return test.host.handlers['search.complete']({ text: typed.replace('|', ''), caret, scope: null })
}
const inserts = async (typed: string): Promise<readonly string[]> =>
  (await complete(typed)).map(({ insert }) => insert.trimEnd())
const counted = async (typed: string): Promise<readonly (string | number | null)[][]> =>
  (await complete(typed)).map(({ insert, count }) => [insert.trimEnd(), count])

describe('completion', () => {
  it('offers fields with a word of explanation', async () => {
    expect(await complete('ta')).toEqual([
      {
        kind: 'field',
        start: 0,
        end: 2,
        insert: 'tag:',
        count: null,
        label: 'a tag of yours or a keyword, with those below it',
      },
    ])
    expect(await inserts('oil ti')).toEqual(['title:'])
    expect(await inserts('A')).toEqual(['author:', 'after:', 'added:'])
    expect(await inserts('xyz')).toEqual([])
  })

  it('offers the tags that there are, each level too, the most frequent first', async () => {
    for (const path of ['news/2024/a.md', 'news/2024/b.md']) await ask.tag(path, 'politics/us')
    await ask.tag('news/2023/c.md', 'politics/eu')
    await ask.tag('old letters/d.txt', 'long read')
    expect(await counted('tag:')).toEqual([
      ['politics', 3],
      ['politics/us', 2],
      ['"long read"', 1],
      ['politics/eu', 1],
    ])
    expect(await counted('tag:#pol')).toHaveLength(3)
    expect(await counted('tag:eu')).toEqual([['politics/eu', 1]])
    expect(await counted('tag:"lo')).toEqual([['"long read"', 1]])
    const [first] = await complete('x -tag:politics/u| y')
    expect(first).toMatchObject({ kind: 'value', start: 7, end: 17, insert: 'politics/us' })
  })

  it('offers keywords of the articles beside the tags, after them, and says whose they are', async () => {
    await test.folder.write({
      'k.md': '---\ntitle: K\ntags: [Oil, energy/crude]\n---\n\nSome words.',
      'l.md': '---\ntitle: L\nkeywords: energy/crude\n---\n\nSome words.',
    })
    await test.open()
    await ask.tag('old letters/d.txt', 'oil')
    expect((await complete('tag:')).map(({ insert, label, count }) => [insert.trimEnd(), label, count])).toEqual([
      ['oil', '', 2],
      ['energy/crude', 'a keyword of the articles', 2],
    ])
    expect(await counted('keyword:')).toEqual([
      ['energy/crude', 2],
      ['Oil', 1],
    ])
  })

  it('offers sources, authors, types, languages and folders, whatever the case and accents typed', async () => {
    expect(await counted('source:')).toEqual([
      ['"The Daily Post"', 2],
      ['Gazette', 1],
    ])
    expect(await counted('source:daily')).toEqual([['"The Daily Post"', 2]])
    expect(await counted('author:EMI')).toEqual([['"Émile Roux"', 1]])
    expect(await counted('type:')).toEqual([
      ['markdown', 3],
      ['text', 1],
    ])
    expect(await complete('lang:engl')).toMatchObject([{ insert: 'en ', label: 'English', count: 3 }])
    expect(await counted('path:')).toEqual([
      ['news', 3],
      ['news/2024', 2],
      ['news/2023', 1],
      ['"old letters"', 1],
    ])
  })

  it('offers states, and how many articles have or lack something', async () => {
    await ask.note('news/2024/a.md', 'A note.')
    expect(await counted('has:')).toEqual([
      ['note', 1],
      ['highlight', 0],
      ['tag', 0],
    ])
    expect(await counted('no:n')).toEqual([['note', 3]])
    expect(await inserts('is:')).toEqual(['inbox', 'later', 'archived', 'unread', 'read'])
    for (const { label } of await complete('is:')) expect(label).not.toBe('')
  })

  it('offers dates: relative ones, then the years that there are, then their months and days', async () => {
    expect(await counted('date:')).toEqual([
      ['today', 0],
      ['yesterday', 0],
      ...['-7d', '-30d', '-3m', '-1y'].map((date) => [date, 0]),
      ['2024', 2],
      ['2023', 1],
      ['1986', 1],
    ])
    expect(await counted('date:2024')).toEqual([
      ['2024', 2],
      ['2024-01', 2],
    ])
    expect(await counted('date:2024-01')).toEqual([
      ['2024-01', 2],
      ['2024-01-05', 1],
      ['2024-01-04', 1],
    ])
    expect(await counted('date:1986-05..202')).toEqual([
      ['1986-05..2024', 4],
      ['1986-05..2023', 2],
    ])
    expect((await counted('after:')).slice(-3)).toEqual([
      ['2024', 0],
      ['2023', 2],
      ['1986', 3],
    ])
    expect((await complete('added:t'))[0]).toMatchObject({ kind: 'date', insert: 'today ', count: 4 })
  })

  it('finds with a date just as many articles as it says', async () => {
    for (const typed of ['date:', 'date:2024-01', 'before:', 'after:2', 'added:', 'date:1986..2']) {
      for (const { insert, start, count } of await complete(typed)) {
        const text = `${typed.slice(0, start)}${insert}`
        expect([text, (await ask.query(text)).total]).toEqual([text, count])
      }
    }
  })

  it('finds with a value at least the articles that it counts', async () => {
    await ask.tag('news/2024/a.md', 'to (re)read*')
    for (const typed of ['tag:', 'source:', 'author:', 'type:', 'lang:', 'path:', 'has:', 'no:']) {
      for (const { insert, start, count } of await complete(typed)) {
        const text = `${typed.slice(0, start)}${insert}`
        expect([text, (await ask.query(text)).total]).toEqual([text, count])
      }
    }
  })

  it('offers whole searches where nothing is typed, or a part of one', async () => {
    await ask.save({ name: 'Price of grain', text: 'wheat OR corn', folder: '', tags: [] })
    for (const text of ['crude oil', 'wheat OR corn', 'oil -gas']) await test.host.handlers['search.remember']({ text })
    const empty = await complete('')
    expect(empty.filter(({ kind }) => kind === 'search').map(({ insert, label }) => [insert, label])).toEqual([
      ['wheat OR corn', 'Price of grain'],
      ['oil -gas', ''],
      ['crude oil', ''],
    ])
    expect(empty.filter(({ kind }) => kind === 'field').map(({ insert }) => insert)).toEqual(
      queryFieldNames.map((name) => `${name}:`),
    )
    expect(await complete('Oil')).toMatchObject([
      { kind: 'search', start: 0, end: 3, insert: 'oil -gas' },
      { kind: 'search', insert: 'crude oil' },
    ])
    expect(await inserts('grain')).toEqual(['wheat OR corn'])
    expect(await inserts('crude oil')).toEqual([])
  })

  it('offers nothing inside of phrases and regular expressions', async () => {
    expect(await complete('"tag:po')).toEqual([])
    expect(await complete('/ta|g/')).toEqual([])
  })
})
