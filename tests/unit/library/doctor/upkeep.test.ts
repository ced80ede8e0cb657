import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, LibraryId } from '#shared/article'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'

let test: TestHost
let library: LibraryId
let article: ArticleId
const articles = (): string => join(test.folder.path, '.lectern', 'articles')

beforeEach(async () => {
  test = await testHost()
  await test.folder.write({ 'a.txt': newsText('2024-01-04', 'The ferry', 'The ferry sails at noon.') })
  const open = await test.open()
  library = open.id
  article = open.articleAt('a.txt') ?? ''
  await test.host.handlers['notes.set']({ article, note: 'A note' })
  await test.host.handlers['tags.add']({ selection: { kind: 'articles', articles: [article] }, tag: 'ships' })
})
afterEach(() => test.close())

const note = async (): Promise<string> => (await test.host.handlers['articles.open']({ article })).note

describe('looking after an open notebook', () => {
  it('finds nothing in a sound one, and repairs nothing', async () => {
    expect(await test.host.handlers['notebook.check']({ library })).toEqual({ sound: true, findings: [] })
    expect(await test.host.handlers['notebook.repair']({ library })).toEqual({ backup: null, done: [], findings: [] })
  })

  it('repairs it from what it knows itself, and goes on', async () => {
    const [name = ''] = await readdir(articles())
    await writeFile(join(articles(), name), '{"cut off')
    expect(await test.host.handlers['notebook.check']({ library })).toMatchObject({
      sound: false,
      findings: [{ kind: 'corrupt', repairable: true }],
    })
    const { backup, findings } = await test.host.handlers['notebook.repair']({ library })
    expect(await readFile(join(backup ?? '', 'beside', 'articles', name), 'utf8')).toBe('{"cut off')
    expect(findings).toMatchObject([{ kind: 'set-aside' }])
    expect(await note()).toBe('A note')
    await test.host.handlers['notes.set']({ article, note: 'Another note' })
    await test.restart()
    await test.open()
    expect(await test.host.handlers['articles.open']({ article })).toMatchObject({
      note: 'Another note',
      tags: ['ships'],
    })
  })

  it('shows at once what a repair brought back', async () => {
    await test.host.handlers['notes.set']({ article, note: '' })
    const [name = ''] = await readdir(articles())
    const file = join(articles(), name)
    await test.host.close()
    await writeFile(file, '')
    await test.restart()
    await test.open()
    expect(await note()).toBe('')
    await test.host.handlers['notebook.repair']({ library })
    expect(await note()).toBe('A note')
  })

  it('moves it to the app’s data and back, and goes on', async () => {
    expect(await test.host.handlers['notebook.move']({ library, place: 'app' })).toMatchObject({ notebookPlace: 'app' })
    expect(await readdir(test.folder.path)).toEqual(['a.txt'])
    expect(await note()).toBe('A note')
    await test.host.handlers['notes.set']({ article, note: 'Written there' })
    expect(await readdir(test.folder.path)).toEqual(['a.txt'])
    await test.restart()
    expect((await test.open()).info().notebookPlace).toBe('app')
    expect(await test.host.handlers['notebook.move']({ library, place: 'beside' })).toMatchObject({
      notebookPlace: 'beside',
    })
    expect(await readdir(join(test.dataDir, 'notebooks'))).toEqual([])
    expect(await note()).toBe('Written there')
    expect(await test.host.handlers['notebook.check']({ library })).toEqual({ sound: true, findings: [] })
  })
})
