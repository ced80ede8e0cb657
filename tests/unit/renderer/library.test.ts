import { describe, expect, test } from 'vitest'
import type { LibraryInfo } from '#shared/library'
import { describeAll, shareDone } from '../../../src/renderer/features/library/progress'
import { folderTree, tagTree } from '../../../src/renderer/features/library/trees'
import { suggestTags } from '../../../src/renderer/features/margin/suggest-tags'

const library = (change: Partial<LibraryInfo> = {}): LibraryInfo => ({
  id: 'l',
  name: 'News',
  location: '~/News',
  phase: 'ready',
  articles: 19043,
  done: 0,
  total: null,
  timeLeft: null,
  skipped: 0,
  ignored: 0,
  notebookPlace: null,
  readOnly: false,
  include: [],
  exclude: [],
  problem: null,
  ...change,
})

describe('what the libraries are doing', () => {
  const indexing = library({ phase: 'indexing', done: 12310, total: 19043, timeLeft: 9000 })
  test.each([
    [[library()], '19,043 articles'],
    [[indexing], 'Indexing 12,310 of 19,043 – 9 s left'],
    [[library({ phase: 'scanning', done: 7 })], 'Looking for articles: 7 files so far'],
    [[library({ phase: 'cancelled', articles: 1 })], 'Stopped at 1 article'],
    [[library({ phase: 'failed', problem: 'The folder is gone.' })], 'The folder is gone.'],
    [[library(), library({ id: 'm', articles: 957 })], '20,000 articles in 2 libraries'],
    [[library(), indexing, indexing], 'News: Indexing 12,310 of 19,043 – 9 s left (and 1 other library)'],
    [[], 'No library is open'],
  ])('%#: %s', (libraries, expected) => {
    expect(describeAll(libraries, 'en-GB')).toBe(expected)
  })
  test('the share is unknown until the files are counted', () => {
    expect(shareDone(library({ total: null }))).toBeNull()
    expect(shareDone(library({ total: 0 }))).toBeNull()
    expect(shareDone(library({ done: 5, total: 10 }))).toBe(0.5)
    expect(shareDone(library({ done: 11, total: 10 }))).toBe(1)
  })
})

describe('trees', () => {
  test('folders nest, in the order people count, each library by itself', () => {
    const folder = (path: string, count: number, of = 'l') => ({ library: of, path, count })
    const tree = folderTree(
      [folder('', 9), folder('10', 1), folder('9', 2), folder('9/b', 1), folder('x', 5, 'm')],
      'l',
    )
    expect(tree).toEqual([
      { path: '9', name: '9', count: 2, children: [{ path: '9/b', name: 'b', count: 1, children: [] }] },
      { path: '10', name: '10', count: 1, children: [] },
    ])
  })
  test('a tag that only has tags under it has no count of its own', () => {
    expect(tagTree([{ name: 'politics/us', count: 3, colour: null }])).toEqual([
      {
        path: 'politics',
        name: 'politics',
        count: null,
        children: [{ path: 'politics/us', name: 'us', count: 3, children: [] }],
      },
    ])
  })
  test('a tag named like a part of every object is a tag', () => {
    expect(tagTree([{ name: '__proto__/constructor', count: 1, colour: null }])[0]?.children[0]?.name).toBe(
      'constructor',
    )
  })
})

describe('suggested tags', () => {
  const known = [
    { name: 'economy/oil', count: 5, colour: null },
    { name: 'oil', count: 1, colour: null },
    { name: 'turmoil', count: 9, colour: null },
    { name: 'Ölpreis', count: 2, colour: null },
    { name: 'culture', count: 8, colour: null },
  ]
  test('those that start so, then levels that do, then those that hold it', () => {
    expect(suggestTags(known, [], 'oil').map((tag) => tag.name)).toEqual(['oil', 'economy/oil', 'turmoil'])
    expect(suggestTags(known, [], 'OL').map((tag) => tag.name)).toEqual(['Ölpreis'])
  })
  test('what the article carries is not offered again', () => {
    expect(suggestTags(known, ['oil'], 'oil').map((tag) => tag.name)).toEqual(['economy/oil', 'turmoil'])
  })
  test('with nothing typed, the most used come first', () => {
    expect(suggestTags(known, [], ' ').map((tag) => tag.name)[0]).toBe('turmoil')
  })
})
