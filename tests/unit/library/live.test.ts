import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, newsText, type TestHost, testHost } from '../../support/library-builder'

let test: TestHost
beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'a.txt': newsText('2024-01-04', 'Harbour opens', 'Ships came.'),
    'sub/b.txt': 'Bread and salt.',
    'sub/deep/c.txt': 'Candles.',
  })
  await test.open()
})
afterEach(() => test.close())

const listed = async (text = ''): Promise<string[]> => {
  const { rows } = await test.host.handlers['articles.query']({
    query: { text, scope: null, folder: null, tags: [], sort: 'path', refine: false },
    ...{ offset: 0, limit: 100 },
  })
  return rows.map(({ path }) => path)
}
const becomes = (expected: readonly string[], text = ''): Promise<string[]> =>
  eventually(
    () => listed(text),
    (paths) => JSON.stringify(paths) === JSON.stringify(expected),
  )

describe('changes on disk arrive by themselves', () => {
  it('new, edited and deleted files', async () => {
    await test.folder.write({ 'new.txt': 'Zeppelins.', 'sub/b.txt': 'Wine instead.' })
    await becomes(['new.txt'], 'zeppelins')
    await becomes(['sub/b.txt'], 'wine')
    expect(await listed('bread')).toEqual([])
    await test.folder.remove('new.txt')
    await becomes(['a.txt', 'sub/b.txt', 'sub/deep/c.txt'])
    expect(await listed('zeppelins')).toEqual([])
  })

  it('folders that come, move and go', async () => {
    await rename(join(test.folder.path, 'sub'), join(test.folder.path, 'moved'))
    await becomes(['a.txt', 'moved/b.txt', 'moved/deep/c.txt'])
    await test.folder.write({ 'x/y/z/new.txt': 'Deep.' })
    await becomes(['a.txt', 'moved/b.txt', 'moved/deep/c.txt', 'x/y/z/new.txt'])
    await test.folder.remove('moved', 'x')
    await becomes(['a.txt'])
  })

  it('a folder moved in from outside, with all that is in it', async () => {
    await mkdir(join(test.folder.path, '..', 'outside'))
    await rename(join(test.folder.path, 'sub'), join(test.folder.path, '..', 'outside', 'sub'))
    await becomes(['a.txt'])
    await rename(join(test.folder.path, '..', 'outside', 'sub'), join(test.folder.path, 'back'))
    await becomes(['a.txt', 'back/b.txt', 'back/deep/c.txt'])
  })

  it('the page that a folder belongs to', async () => {
    await test.folder.write({ 'page_files/inner.html': '<p>Inner words stand here.</p>' })
    await becomes(['a.txt', 'page_files/inner.html', 'sub/b.txt', 'sub/deep/c.txt'])
    await test.folder.write({ 'page.html': '<p>Outer words stand here.</p>' })
    await becomes(['a.txt', 'page.html', 'sub/b.txt', 'sub/deep/c.txt'])
    await test.folder.remove('page.html')
    await becomes(['a.txt', 'page_files/inner.html', 'sub/b.txt', 'sub/deep/c.txt'])
  })

  it('an export that is made into the library', async () => {
    const article = test.host.libraries()[0]?.articleAt('a.txt') ?? ''
    const to = join(test.folder.path, 'sub', 'export')
    const selection = { kind: 'articles' as const, articles: [article] }
    const report = await test.host.handlers['host.export']({ selection, to })
    expect(report.written).toHaveLength(1)
    await test.folder.write({ 'last.txt': 'Marks the end.' })
    await becomes(['a.txt', 'last.txt', 'sub/b.txt', 'sub/deep/c.txt'])
  })

  it('what is hidden or left out stays so', async () => {
    await test.folder.write({
      '.git/HEAD.md': 'x',
      'node_modules/p/README.md': 'x',
      '.x.txt': 'x',
      'last.txt': 'Ends.',
    })
    await becomes(['a.txt', 'last.txt', 'sub/b.txt', 'sub/deep/c.txt'])
  })

  it('what another program writes about an article', async () => {
    const library = test.host.libraries()[0]
    expect.assert(library)
    await test.host.handlers['tags.add']({
      selection: { kind: 'articles', articles: [library.articleAt('a.txt') ?? ''] },
      tag: 'harbour',
    })
    await test.folder.remove('.lectern')
    await eventually(
      () => library.notebook.annotation('a.txt').tags,
      (tags) => tags.length === 0,
    )
  })

  it('a note follows an article that is renamed while it is open', async () => {
    const library = test.host.libraries()[0]
    expect.assert(library)
    await test.host.handlers['notes.set']({ article: library.articleAt('a.txt') ?? '', note: 'Mine' })
    await rename(join(test.folder.path, 'a.txt'), join(test.folder.path, 'sub', 'renamed.txt'))
    await becomes(['sub/b.txt', 'sub/deep/c.txt', 'sub/renamed.txt'])
    await eventually(
      () => library.notebook.annotation('sub/renamed.txt').note,
      (note) => note === 'Mine',
    )
  })
})

describe('where watching fails', () => {
  it('the library says so and looks for changes now and then', async () => {
    const blind = await testHost({
      watch: { subscribe: () => Promise.reject(new Error('ENOSPC: limit reached')), rescanEvery: 30 },
    })
    await blind.folder.write({ 'a.txt': 'First.' })
    const library = await blind.open()
    await blind.folder.write({ 'b.txt': 'Second.' })
    await eventually(
      () => library.info().articles,
      (count) => count === 2,
    )
    expect(blind.told.filter(({ event }) => event === 'notice').map(({ payload }) => payload)).toEqual([
      { level: 'warning', message: expect.stringContaining('once a minute') },
    ])
    await blind.close()
  })
})
