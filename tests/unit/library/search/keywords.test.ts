import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestHost, testHost } from '../../../support/library-builder'
import { everything, questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)

beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'a.md': '---\ntitle: A\ntags: [Crude oil, politics/us]\n---\n\nBarrels.',
    'b.html': '<title>B</title><meta name="keywords" content="Energy, crude oil"><p>Wheat and corn.</p>',
    'c.txt': ' date 2024-01-04 C\n\nSalt.\n',
  })
  await test.open()
  await ask.tag('c.txt', 'politics/uk')
})
afterEach(() => test.close())

it('finds by a tag what the reader gave it to and what carries it itself, and says apart which', async () => {
  expect((await ask.paths('tag:politics')).sort()).toEqual(['a.md', 'c.txt'])
  expect((await ask.paths('tag:"crude oil"')).sort()).toEqual(['a.md', 'b.html'])
  expect((await ask.paths('-tag:politics')).sort()).toEqual(['b.html'])
  expect(await ask.paths('keyword:politics')).toEqual(['a.md'])
  expect(await ask.paths('keywords:energy')).toEqual(['b.html'])
  expect((await ask.query('keyword:energy -keyword:oil')).explanation).toBe('keyword is “energy”, keyword is not “oil”')
  const { rows } = await ask.query('tag:politics', { sort: 'path' })
  expect(rows.map(({ path, tags, matchedIn }) => [path, tags, matchedIn])).toEqual([
    ['a.md', [], ['keyword']],
    ['c.txt', ['politics/uk'], ['tag']],
  ])
})

it('finds by its words what an article carries itself', async () => {
  const { rows } = await ask.query('energy')
  expect(rows.map(({ path, matchedIn }) => [path, matchedIn])).toEqual([['b.html', ['keyword']]])
  expect((await ask.paths('"crude oil"')).sort()).toEqual(['a.md', 'b.html'])
  expect(await ask.paths('wheat energy')).toEqual(['b.html'])
  expect((await ask.paths('politics')).sort()).toEqual(['a.md', 'c.txt'])
  // No phrase goes from one keyword to the next.
  expect(await ask.paths('"energy crude"')).toEqual([])
})

it('leaves the tags of the reader what they are', async () => {
  expect(await ask.paths('has:tag')).toEqual(['c.txt'])
  expect(await ask.paths('', { tags: ['politics'] })).toEqual(['c.txt'])
  const facets = await test.host.handlers['articles.facets']({ query: everything })
  expect(facets.tags).toEqual([
    { value: 'politics', count: 2 },
    { value: 'politics/uk', count: 1 },
  ])
  expect(facets.keywords).toEqual([
    { value: 'Crude oil', count: 2 },
    { value: 'Energy', count: 1 },
    { value: 'politics/us', count: 1 },
  ])
})

it('knows them again from the cache', async () => {
  await test.restart()
  await test.openAtOnce()
  expect(await ask.paths('keyword:energy')).toEqual(['b.html'])
})
