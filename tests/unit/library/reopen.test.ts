import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHost } from '#library/host/host'
import { Catalog } from '#library/index/catalog'
import type { ArticlePage } from '#shared/contract'
import { eventually, newsText, type TestHost, testHost } from '../../support/library-builder'
import { folderState } from '../../support/temp-library'

let test: TestHost
beforeEach(async () => {
  test = await testHost()
})
afterEach(() => test.close())

const names = Array.from({ length: 40 }, (_, n) => `n${n}.txt`)
const files = Object.fromEntries(
  names.map((name, n) => [name, newsText('2024-01-04', `Title ${n}`, `Number word${n} here.`)]),
)

const ask = (text: string, host = test.host): Promise<ArticlePage> =>
  host.handlers['articles.query']({
    query: { text, scope: null, folder: null, tags: [], sort: 'path', refine: true },
    ...{ offset: 0, limit: 100 },
  })
const found = async (text: string, host = test.host): Promise<string[]> =>
  (await ask(text, host)).rows.map(({ path }) => path)

/** The library's folder in the cache. */
async function cacheFolder(): Promise<string> {
  const [id] = await readdir(join(test.cacheDir, 'libraries'))
  return join(test.cacheDir, 'libraries', id ?? '')
}

async function generation(): Promise<string> {
  const folder = await cacheFolder()
  const name = (await readdir(folder)).find((each) => /^g\d+$/.test(each))
  return join(folder, name ?? '')
}

describe('reopening a library', () => {
  it('shows and searches it before its folder is looked at', async () => {
    await test.folder.write(files)
    await test.open()
    const before = await ask('word7')
    await test.restart()
    // What is gone from the folder can still be found: nothing but the cache was read so far.
    await test.folder.remove(...names)
    const info = await test.openAtOnce()
    expect(info).toMatchObject({ articles: 40, phase: 'scanning' })
    const after = await ask('word7')
    expect({ ...after, tookMs: 0 }).toEqual({ ...before, tookMs: 0 })
    expect(await test.host.library(info.id).refresh()).toMatchObject({ articles: 0, removed: 40 })
  })

  it('reads only what changed', async () => {
    await test.folder.write(files)
    await test.open()
    await test.restart()
    await test.folder.write({ 'n3.txt': 'Something else.', 'new.txt': 'Quite new.' })
    await test.folder.remove('n4.txt')
    const library = await test.open()
    expect(await library.refresh()).toMatchObject({ added: 0, changed: 0, removed: 0, articles: 40 })
    expect(await found('something')).toEqual(['n3.txt'])
    expect(await found('quite')).toEqual(['new.txt'])
    expect(await found('word3 OR word4')).toEqual([])
  })

  it('does not try again what could not be read, until it changes', async () => {
    await test.folder.write(files)
    await test.folder.write({ 'huge.txt': '' })
    await truncate(join(test.folder.path, 'huge.txt'), 200 * 1024 ** 2)
    await test.open()
    await test.restart()
    const { id, skipped } = await test.openAtOnce()
    expect(skipped).toBe(1)
    // The first look must be over, or it may have passed the file already.
    await test.host.library(id).refresh()
    await test.folder.write({ 'huge.txt': 'Small now, and readable.' })
    const library = await test.open()
    expect(library.info()).toMatchObject({ skipped: 0, articles: 41 })
    expect(await found('readable')).toEqual(['huge.txt'])
  })

  it.each([
    ['the manifest is gone', async () => rm(join(await cacheFolder(), 'manifest'))],
    ['the manifest is half written', async () => truncate(join(await cacheFolder(), 'manifest'), 40)],
    [
      'the manifest is of another version',
      async () => {
        const path = join(await cacheFolder(), 'manifest')
        const [, content = ''] = (await readFile(path, 'utf8')).split('\n')
        const older = content.replace(/"versions":"[^"]*"/, '"versions":"0.0.0"')
        await writeFile(path, `${crc32(older).toString(16).padStart(8, '0')}\n${older}`)
      },
    ],
    ['the catalog is cut', async () => truncate(join(await generation(), 'catalog.jsonl'), 100)],
    ['the catalog is no text', async () => writeFile(join(await generation(), 'catalog.jsonl'), Buffer.alloc(100_000))],
    ['the texts are cut', async () => truncate(join(await generation(), 'texts.bin'), 10)],
    ['a segment is gone', async () => rm(await segment())],
    [
      'a segment is damaged',
      async () => {
        const bytes = await readFile(await segment())
        bytes.fill(0xa5, bytes.length >> 1)
        await writeFile(await segment(), bytes)
      },
    ],
    ['all of it is gone', async () => rm(test.cacheDir, { recursive: true })],
  ])('builds it anew, without asking, where %s', async (_what, damage) => {
    await test.folder.write(files)
    await test.open()
    const before = await found('word7 OR word8')
    await test.host.close()
    await damage()
    await test.restart()
    const library = await test.open()
    expect(library.info()).toMatchObject({ phase: 'ready', articles: 40, problem: null })
    expect(await found('word7 OR word8')).toEqual(before)
    // The generation that was damaged is gone.
    expect((await readdir(await cacheFolder())).sort()).toEqual([expect.stringMatching(/^g\d$/), 'lock', 'manifest'])
  })

  it('reads an article again whose kept text is damaged, as soon as that is shown', async () => {
    await test.folder.write(files)
    await test.open()
    await test.host.close()
    const texts = join(await generation(), 'texts.bin')
    const bytes = await readFile(texts)
    const at = bytes.indexOf('Number word9 here')
    bytes[at] = (bytes[at] ?? 0) ^ 1
    await writeFile(texts, bytes)
    await test.restart()
    await test.open()
    const shown = async (): Promise<string | undefined> =>
      (await ask('')).rows.find(({ path }) => path === 'n9.txt')?.snippet.text
    await eventually(shown, (text) => text?.includes('Number word9 here') ?? false)
    expect(await found('word9')).toEqual(['n9.txt'])
    await test.restart()
    await test.openAtOnce()
    expect(await shown()).toContain('Number word9 here')
  })

  const segment = async (): Promise<string> => {
    const folder = await generation()
    const name = (await readdir(folder)).find((each) => each.endsWith('.seg'))
    return join(folder, name ?? '')
  }

  it('starts from the last commit when the process was killed in between', async () => {
    await test.folder.write(files)
    await test.open()
    const committed = `${test.cacheDir}-then`
    await cp(test.cacheDir, committed, { recursive: true })
    await test.folder.write({ 'n1.txt': 'Written later.', 'late.txt': 'Also later.' })
    await test.host.libraries()[0]?.refresh()
    await test.host.close()
    // As a kill leaves it: files grew behind what the manifest says.
    const then = await readFile(
      join(committed, 'libraries', (await readdir(join(committed, 'libraries')))[0] ?? '', 'manifest'),
    )
    await writeFile(join(await cacheFolder(), 'manifest'), then)
    for (const name of await readdir(join(committed, 'libraries')))
      await cp(join(committed, 'libraries', name), join(test.cacheDir, 'libraries', name), {
        ...{ recursive: true, force: false, errorOnExist: false },
      })
    await test.restart()
    const library = await test.open()
    expect(library.info()).toMatchObject({ phase: 'ready', articles: 41 })
    expect(await found('later')).toEqual(['late.txt', 'n1.txt'])
    expect((await ask('')).rows.find(({ path }) => path === 'n9.txt')?.snippet.text).toContain('Number word9')
  })

  it('leaves nothing but the last generation behind, however often files change', async () => {
    await test.folder.write(files)
    const library = await test.open()
    for (let round = 0; round < 4; round++) {
      await test.folder.write({ 'n1.txt': `Round${round} `.repeat(300_000) })
      await library.refresh()
    }
    const size = Object.values(folderState(test.cacheDir)).reduce((sum, content) => sum + (content.length * 3) / 4, 0)
    expect(size).toBeLessThan(16 * 1024 * 1024)
    expect(await found('round3')).toEqual(['n1.txt'])
    expect((await ask('word7')).rows[0]?.snippet.text).toContain('Number')
    await test.restart()
    await test.open()
    expect(await found('round3')).toEqual(['n1.txt'])
  })
})

describe('two processes over one library', () => {
  it('do not disturb each other: the second one starts from what the first has committed and keeps its own to itself', async () => {
    await test.folder.write(files)
    await test.open()
    const second = openHost({ dataDir: test.dataDir, cacheDir: test.cacheDir, emit: () => undefined })
    const open = { folder: test.folder.path, include: [], exclude: [], notebookPlace: 'beside' as const }
    const { id, articles } = await second.handlers['host.open'](open)
    expect(articles).toBe(40)
    await second.library(id).refresh()
    await test.folder.write({ 'both.txt': 'A title\n\nSeen by both of them.' })
    await second.library(id).refresh()
    await test.host.library(id).refresh()
    expect(await found('both', second)).toEqual(['both.txt'])
    expect(await found('both')).toEqual(['both.txt'])
    expect((await ask('both', second)).rows[0]?.snippet.text).toContain('Seen by both')
    // The first one goes; the second takes its place and keeps what it knows.
    await test.host.close()
    await test.folder.write({ 'later.txt': 'After the first was gone.' })
    await second.library(id).refresh()
    await second.close()
    await test.restart()
    expect(await test.openAtOnce()).toMatchObject({ articles: 42 })
    expect(await found('after gone')).toEqual(['later.txt'])
  })

  it('may both begin with an empty cache', async () => {
    await test.folder.write(files)
    const second = openHost({ dataDir: test.dataDir, cacheDir: test.cacheDir, emit: () => undefined })
    const open = { folder: test.folder.path, include: [], exclude: [], notebookPlace: 'beside' as const }
    const [, { id }] = await Promise.all([test.open(), second.handlers['host.open'](open)])
    await second.library(id).refresh()
    expect(await found('word7')).toEqual(['n7.txt'])
    expect(await found('word7', second)).toEqual(['n7.txt'])
    await second.close()
  })
})

describe('the catalog’s lines', () => {
  it('say everything, whatever is in a title or a path', () => {
    const catalog = new Catalog()
    const row = {
      ...({
        path: 'a\n"b".txt',
        id: '',
        hash: 'h',
        format: 'markdown',
        title: '“x”\u2028\n\\',
        author: null,
        source: 'S',
        language: null,
        keywords: ['kraków', '“,”\n'],
        added: 7.5,
      } as const),
      ...{
        size: 1,
        modified: 2.5,
        changed: 3.25,
        date: { iso: null, written: '03/04/2018' },
        text: { at: 5, bytes: 6, check: 4_294_967_295 },
      },
    }
    catalog.put(row)
    catalog.put({ ...row, path: 'gone.txt', id: 'lib-2' })
    catalog.remove('gone.txt')
    catalog.refuse({ path: 'bad.txt', size: 1, modified: 2, changed: 3, reason: 'Why' })
    for (const lines of [catalog.takeJournal(), catalog.allLines()]) {
      const again = new Catalog()
      again.replay(lines)
      expect([...again.rows()]).toEqual([row])
      expect([...again.refused()]).toEqual([{ path: 'bad.txt', size: 1, modified: 2, changed: 3, reason: 'Why' }])
    }
    expect(catalog.takeJournal()).toEqual([])
  })

  it.each(['', '{}', '["+"]', '["?","a"]', '["+","a","i",1,2,3,"h",99,"t",null,null,null,null,null,0,0,0,0]'])(
    'are refused where they are none: %s',
    (line) => {
      expect(() => new Catalog().replay([line])).toThrow()
    },
  )
})
