import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freezeArticles } from '#core/search/index'
import { articleIdOf } from '#library/index/catalog'
import { openIndexFiles } from '#library/index/open-index'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { tempFolder } from '../../../support/temp-library'

describe('a cache that cannot be written', () => {
  let test: TestHost
  beforeEach(async () => {
    test = await testHost()
  })
  afterEach(() => test.close())

  it('keeps nobody from reading, searching and annotating, and is told of', async () => {
    await test.folder.write({ 'a.txt': newsText('2024-01-04', 'The title', 'A body with a zebra.') })
    // A file where the cache's folder should be.
    await writeFile(join(dirname(test.cacheDir), 'cache'), '')
    const library = await test.open()
    const query = { text: 'zebra', scope: null, folder: null, tags: [], sort: 'relevance' as const, refine: true }
    const page = await test.host.handlers['articles.query']({ query, offset: 0, limit: 10 })
    expect(page).toMatchObject({ total: 1, rows: [{ path: 'a.txt', snippet: { text: 'A body with a zebra.' } }] })
    const id = library.articleAt('a.txt')
    expect.assert(id)
    expect(await library.read(id)).toMatchObject({ title: 'The title' })
    await test.host.handlers['tags.add']({ selection: { kind: 'articles', articles: [id] }, tag: 'x' })
    expect(library.notebook.annotation('a.txt').tags).toEqual(['x'])
    expect(library.info().problem).toBeNull()
    expect(JSON.stringify(test.told)).toContain('could not be kept')
    expect(await readFile(test.cacheDir, 'utf8')).toBe('')
  })
})

describe('tidying a cache up', () => {
  it('that fails half way mixes no texts up', async () => {
    const temp = tempFolder('cache')
    try {
      const long = 'x'.repeat(3_000_000)
      const kept = await openIndexFiles(temp.path)
      const put = async (path: string, text: string): Promise<void> => {
        const [place] = await kept.files.texts.append([new TextEncoder().encode(text)])
        expect.assert(place)
        kept.store.add(
          freezeArticles([{ key: path, title: path, body: '', author: null, source: null, language: 'en' }]),
        )
        kept.catalog.put({
          ...{ path, id: articleIdOf('library', path), size: 1, modified: 1, changed: 1, hash: path },
          ...{
            format: 'plain-text',
            title: path,
            date: { iso: null, written: null },
            author: null,
            source: null,
            language: 'en',
            keywords: [],
            added: 1,
            text: place,
          },
        })
      }
      for (const path of ['a', 'b', 'c']) await put(path, long)
      await kept.files.commit(kept)
      for (const path of ['a', 'b', 'c']) await put(path, `The text of ${path}.`)
      await kept.files.commit(kept)
      vi.spyOn(kept.catalog, 'allLines').mockImplementationOnce(() => {
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      })
      await expect(kept.files.compact(kept)).rejects.toThrow(/the disk is full/)
      await put('b', 'Another text of b.')
      await kept.files.commit(kept)
      await kept.files.close()

      const again = await openIndexFiles(temp.path)
      const texts = await Promise.all(
        [...again.catalog.rows()].map(async ({ path, text }) => [path, (await again.files.texts.read(text)).text]),
      )
      await again.files.close()
      // What was committed before the failure; the library finds out what changed since.
      expect(Object.fromEntries(texts)).toEqual({ a: 'The text of a.', b: 'The text of b.', c: 'The text of c.' })
    } finally {
      temp.remove()
    }
  })
})
