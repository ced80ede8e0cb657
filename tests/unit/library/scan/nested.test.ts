import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Library } from '#library/library'
import { type TestHost, testHost } from '../../../support/library-builder'

let test: TestHost
beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'outer.txt': 'Grain outside.',
    'inner/one.txt': 'Grain inside.',
    'inner/sub/two.txt': 'Salt.',
  })
})
afterEach(() => test.close())

const tag = (library: Library, path: string, name: string): Promise<unknown> =>
  test.host.handlers['tags.add']({
    selection: { kind: 'articles', articles: [library.articleAt(path) ?? ''] },
    tag: name,
  })

/** Opens the inner folder as a library, gives it a notebook, and closes it. */
async function makeInnerLibrary(): Promise<void> {
  const inner = await test.open(join(test.folder.path, 'inner'))
  await tag(inner, 'one.txt', 'from-inside')
  await test.host.handlers['host.close']({ library: inner.id })
}

describe('a library inside a library', () => {
  it('owns the tags and notes of its articles, also when they are given through the outer one', async () => {
    await makeInnerLibrary()
    const outer = await test.open()
    expect(outer.notebook.annotation('inner/one.txt').tags).toEqual(['from-inside'])
    await tag(outer, 'inner/sub/two.txt', 'from-outside')
    await test.host.handlers['notes.set']({
      article: outer.articleAt('inner/one.txt') ?? '',
      note: 'Through the outer',
    })
    expect(await readdir(test.folder.path)).not.toContain('.lectern')
    expect(outer.notebook.annotatedPaths().toSorted()).toEqual(['inner/one.txt', 'inner/sub/two.txt'])
    await test.restart()
    const inner = await test.open(join(test.folder.path, 'inner'))
    expect(inner.notebook.annotation('one.txt')).toMatchObject({ tags: ['from-inside'], note: 'Through the outer' })
    expect(inner.notebook.annotation('sub/two.txt').tags).toEqual(['from-outside'])
  })

  it('leaves the outer one its own', async () => {
    await makeInnerLibrary()
    const outer = await test.open()
    await tag(outer, 'outer.txt', 'mine')
    await tag(outer, 'inner/one.txt', 'mine')
    expect(await test.host.handlers['tags.list']({ scope: null })).toEqual([
      { name: 'from-inside', count: 1, colour: null },
      { name: 'mine', count: 2, colour: null },
    ])
    expect(await readdir(join(test.folder.path, '.lectern', 'articles'))).toHaveLength(1)
  })

  it('shares what is written while both are open, and shows its articles once', async () => {
    await makeInnerLibrary()
    const outer = await test.open()
    const inner = await test.open(join(test.folder.path, 'inner'))
    await tag(inner, 'sub/two.txt', 'now')
    expect(outer.notebook.annotation('inner/sub/two.txt').tags).toEqual(['now'])
    const ask = (scope: string[] | null) =>
      test.host.handlers['articles.query']({
        query: { text: 'grain OR salt', scope, folder: null, tags: [], sort: 'path', refine: false },
        ...{ offset: 0, limit: 10 },
      })
    expect((await ask(null)).rows.map(({ library, path }) => [library, path])).toEqual([
      [inner.id, 'one.txt'],
      [outer.id, 'outer.txt'],
      [inner.id, 'sub/two.txt'],
    ])
    expect((await ask([outer.id])).total).toBe(3)
    await test.host.handlers['host.close']({ library: inner.id })
    expect((await ask(null)).total).toBe(3)
    await tag(outer, 'inner/sub/two.txt', 'still')
    expect(outer.notebook.annotation('inner/sub/two.txt').tags).toEqual(['now', 'still'])
  })

  it('is noticed when it comes to be while the outer one is open', async () => {
    const outer = await test.open()
    await makeInnerLibrary()
    await outer.refresh()
    expect(outer.notebook.annotation('inner/one.txt').tags).toEqual(['from-inside'])
  })
})
