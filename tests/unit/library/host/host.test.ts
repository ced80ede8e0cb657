import { execFileSync } from 'node:child_process'
import { link, rename, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage } from '#shared/contract'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { folderState, tempFolder } from '../../../support/temp-library'

let test: TestHost
beforeEach(async () => {
  test = await testHost()
})
afterEach(() => test.close())

const everything: ArticleQuery = { text: '', scope: null, folder: null, tags: [], sort: 'path', refine: false }
const query = (wanted: Partial<ArticleQuery> = {}, offset = 0, limit = 100): Promise<ArticlePage> =>
  test.host.handlers['articles.query']({ query: { ...everything, ...wanted }, offset, limit })
const paths = ({ rows }: ArticlePage): string[] => rows.map(({ path }) => path)

const three = {
  'a.txt': newsText('2024-01-04', 'Harbour opens again', 'Ships came in at dawn.', 'The mayor spoke of grain.'),
  'b/second.md': '# Wheat prices\n\nGrain was dear this winter.',
  'b/c/third.html':
    '<html><head><title>On grain and salt</title></head><body><p>Salt is older than grain.</p></body></html>',
}

describe('a refresh', () => {
  // The watch sees nothing here: what a refresh reports would else depend on which of them was first.
  beforeEach(async () => {
    await test.close()
    test = await testHost({ watch: { subscribe: async () => ({ unsubscribe: async () => undefined }) } })
  })

  it('reports what a refresh found', async () => {
    await test.folder.write(three)
    const library = await test.open()
    await test.folder.write({
      'a.txt': newsText('2024-01-05', 'Harbour closed'),
      'new.txt': 'New words here.',
      'x.jpg': '',
    })
    await test.folder.remove('b/second.md')
    expect(await library.refresh()).toMatchObject({
      articles: 3,
      added: 1,
      changed: 1,
      removed: 1,
      ignored: 1,
      skipped: [],
    })
    expect(await library.refresh()).toMatchObject({ articles: 3, added: 0, changed: 0, removed: 0 })
  })

  it('reads a file again whose size and time of change were kept', async () => {
    await test.folder.write({ 'a.txt': 'The first word was bread.' })
    const time = new Date('2020-01-01T00:00:00Z')
    await test.folder.touch('a.txt', time)
    const library = await test.open()
    await test.folder.write({ 'a.txt': 'The first word was stone.' })
    await test.folder.touch('a.txt', time)
    expect(await library.refresh()).toMatchObject({ changed: 1 })
    expect((await query({ text: 'stone' })).total).toBe(1)
    expect((await query({ text: 'bread' })).total).toBe(0)
  })
})

describe('opening a folder', () => {
  it('lists its articles and writes nothing into it', async () => {
    await test.folder.write(three)
    const before = folderState(test.folder.path)
    const library = await test.open()
    expect(library.info()).toMatchObject({
      ...{ name: 'library', location: test.folder.path, phase: 'ready', articles: 3, skipped: 0, ignored: 0 },
      ...{ notebookPlace: 'beside', readOnly: false, problem: null },
    })
    const page = await query()
    expect(paths(page)).toEqual(['a.txt', 'b/c/third.html', 'b/second.md'])
    expect(page.rows[0]).toMatchObject({
      ...{ title: 'Harbour opens again', date: { iso: '2024-01-04' }, format: 'dated-text', tags: [], hasNote: false },
      snippet: { text: expect.stringContaining('Ships came in at dawn.'), marks: [] },
    })
    await test.host.handlers['articles.open']({ article: page.rows[0]?.id ?? '' })
    expect(folderState(test.folder.path)).toEqual(before)
  })

  it('opens the same folder once, by whatever path', async () => {
    await test.folder.write(three)
    const alias = `${test.folder.path}-alias`
    await symlink(test.folder.path, alias)
    const infos = await Promise.all([test.openAtOnce(), test.openAtOnce(), test.openAtOnce(alias)])
    expect(new Set(infos.map(({ id }) => id)).size).toBe(1)
    expect(test.host.libraries()).toHaveLength(1)
  })

  it.each([
    ['missing', 'not-found'],
    ['a.txt', 'invalid'],
  ])('says what is wrong with “%s”', async (name, code) => {
    await test.folder.write(three)
    await expect(test.openAtOnce(join(test.folder.path, name))).rejects.toMatchObject({ code })
    await expect(test.openAtOnce('relative')).rejects.toMatchObject({ code: 'invalid' })
    expect(test.host.libraries()).toEqual([])
  })

  it('does not count a file as changed that was only touched', async () => {
    await test.folder.write(three)
    const library = await test.open()
    await test.folder.touch('a.txt', new Date())
    expect(await library.refresh()).toMatchObject({ added: 0, changed: 0, removed: 0 })
  })

  it('tells the states it goes through', async () => {
    await test.folder.write(three)
    await test.open()
    await eventually(
      () => test.told.filter(({ event }) => event === 'libraries.changed').map(({ payload }) => payload),
      (infos) => JSON.stringify(infos.at(-1)).includes('"phase":"ready"'),
    )
    expect(test.told.some(({ event }) => event === 'articles.changed')).toBe(true)
  })

  it('fails in plain words when the folder goes, and recovers when it is back', async () => {
    await test.folder.write(three)
    const library = await test.open()
    await rename(test.folder.path, `${test.folder.path}-away`)
    await expect(library.refresh()).rejects.toMatchObject({ code: 'not-found' })
    expect(library.info()).toMatchObject({
      phase: 'failed',
      articles: 3,
      problem: expect.stringContaining('no folder'),
    })
    await rename(`${test.folder.path}-away`, test.folder.path)
    await library.refresh()
    expect(library.info()).toMatchObject({ phase: 'ready', articles: 3, problem: null })
    // Changes are noticed again, too.
    await test.folder.write({ 'after.txt': 'Noticed.' })
    await eventually(
      () => library.info().articles,
      (count) => count === 4,
    )
  })
})

describe('odd files', () => {
  it('are skipped with the reason, and cost nothing but themselves', async () => {
    await test.folder.write({
      ...three,
      'empty.txt': '',
      'nul.txt': new Uint8Array(5000),
      'huge.txt': 'x',
      'line.txt': 'x',
    })
    await truncate(join(test.folder.path, 'huge.txt'), 2 * 1024 ** 3)
    await truncate(join(test.folder.path, 'line.txt'), 100 * 1024 ** 2)
    execFileSync('mkfifo', [join(test.folder.path, 'pipe.md')])
    const library = await test.open()
    expect(paths(await query({ text: 'grain' }))).toHaveLength(3)
    const { total, files } = await test.host.handlers['libraries.passedOver']({
      ...{ library: library.id, kind: 'skipped', offset: 0, limit: 10 },
    })
    expect(total).toBe(files.length)
    expect(Object.fromEntries(files.map(({ path, reason }) => [path, reason]))).toMatchObject({
      'huge.txt': expect.stringMatching(/^Too large to be read as an article: 2048 MB/),
      'line.txt': expect.stringMatching(/^Too large to be read as an article: 100 MB/),
      'pipe.md': expect.stringMatching(/pipe/),
    })
  })

  it('are all listed, page by page, each once and in order', async () => {
    const names = Array.from({ length: 620 }, (_, index) => `${String(index).padStart(3, '0')}.xyz`)
    await test.folder.write(Object.fromEntries(names.map((name) => [name, 'x'])))
    const library = await test.open()
    const page = (offset: number) =>
      test.host.handlers['libraries.passedOver']({ library: library.id, kind: 'ignored', offset, limit: 200 })
    const pages = [await page(0), await page(200), await page(400), await page(600)]
    expect(pages.flatMap(({ files }) => files.map(({ path }) => path))).toEqual(names)
    expect(pages.map(({ total }) => total)).toEqual([620, 620, 620, 620])
    await test.folder.remove('010.xyz')
    await library.refresh()
    expect(await page(600)).toMatchObject({ total: 619, files: { length: 19 } })
  })

  it('read as what they are, whatever their encoding', async () => {
    const utf16 = Buffer.from('\ufeffZwölf Boxkämpfer jagen Viktor', 'utf16le')
    const latin = Buffer.from('Der Preis f\xfcr Getreide steigt in K\xf6ln und M\xfcnchen \x96 sehr.', 'latin1')
    await test.folder.write({ 'utf16.txt': utf16, 'bom.txt': '\ufeffSchüler lernen', 'latin.txt': latin })
    await test.open()
    expect(paths(await query({ text: 'Boxkämpfer' }))).toEqual(['utf16.txt'])
    expect(paths(await query({ text: 'Schüler' }))).toEqual(['bom.txt'])
    expect(paths(await query({ text: 'München' }))).toEqual(['latin.txt'])
  })

  it('that are one file under two names are two articles', async () => {
    await test.folder.write({ 'a.txt': 'Twins of one file.' })
    await link(join(test.folder.path, 'a.txt'), join(test.folder.path, 'b.txt'))
    await test.open()
    expect(paths(await query({ text: 'twins' }))).toEqual(['a.txt', 'b.txt'])
  })
})

describe('an article', () => {
  const idOf = async (path: string): Promise<string> => (await query()).rows.find((row) => row.path === path)?.id ?? ''

  it('opens with tree, text, and what the reader added', async () => {
    await test.folder.write(three)
    await test.open()
    const id = await idOf('b/second.md')
    await test.host.handlers['tags.add']({ selection: { kind: 'articles', articles: [id] }, tag: 'food/grain' })
    await test.host.handlers['notes.set']({ article: id, note: 'Compare with 1816.' })
    await test.host.handlers['articles.setPosition']({ article: id, position: 7 })
    expect(await test.host.handlers['articles.open']({ article: id })).toMatchObject({
      ...{ path: 'b/second.md', title: 'Wheat prices', tags: ['food/grain'], note: 'Compare with 1816.', position: 7 },
      text: expect.stringContaining('Grain was dear this winter.'),
    })
    const [row] = (await query({ text: 'wheat' })).rows
    expect(row).toMatchObject({ tags: ['food/grain'], hasNote: true })
  })

  it('names its exact copies, as long as they are', async () => {
    const text = 'The same words in two places.'
    await test.folder.write({ 'b.txt': text, 'sub/a.txt': text, 'c.txt': 'Other words.' })
    const library = await test.open()
    const copies = async (): Promise<readonly string[]> =>
      (await library.read(await idOf('b.txt'))).copies.map(({ path }) => path)
    expect(await copies()).toEqual(['sub/a.txt'])
    await test.folder.write({ 'sub/a.txt': 'Now others.', 'c.txt': text })
    await library.refresh()
    expect(await copies()).toEqual(['c.txt'])
    await test.folder.remove('c.txt')
    await library.refresh()
    expect(await copies()).toEqual([])
  })

  it('keeps its id over a restart', async () => {
    await test.folder.write(three)
    await test.open()
    const before = await idOf('a.txt')
    await test.restart()
    await test.open()
    expect(await idOf('a.txt')).toBe(before)
  })

  it('shows every hit of a query in text and title', async () => {
    await test.folder.write(three)
    await test.open()
    const id = await idOf('b/c/third.html')
    const article = await test.host.handlers['articles.open']({ article: id })
    const hits = await test.host.handlers['articles.hits']({ article: id, text: 'grain' })
    expect(hits.text.map(([start, end]) => article.text.slice(start, end).toLowerCase())).toEqual(['grain'])
    expect(hits.title.map(([start, end]) => article.title.slice(start, end).toLowerCase())).toEqual(['grain'])
  })

  it('shows hits of a word that was asked for in one field in that field alone', async () => {
    await test.folder.write(three)
    await test.open()
    const article = await idOf('b/c/third.html')
    const inTitle = await test.host.handlers['articles.hits']({ article, text: 'title:grain' })
    expect([inTitle.title.length, inTitle.text.length]).toEqual([1, 0])
    const inBody = await test.host.handlers['articles.hits']({ article, text: 'body:grain' })
    expect([inBody.title.length, inBody.text.length]).toEqual([0, 1])
  })

  it('that was deleted or swapped for a link to the outside is not shown', async () => {
    await test.folder.write(three)
    const secret = tempFolder('secret')
    const library = await test.open()
    const [gone, swapped] = [await idOf('a.txt'), await idOf('b/second.md')]
    await test.folder.remove('a.txt', 'b/second.md')
    await symlink(secret.path, join(test.folder.path, 'b/second.md'))
    await expect(library.read(gone)).rejects.toMatchObject({ code: 'not-found' })
    await expect(library.read(swapped)).rejects.toMatchObject({ code: expect.stringMatching(/invalid|not-found/) })
    secret.remove()
  })

  it.each(['nonsense', '', 'd394095d57d921db1e4d0deea7bae0d0-00000000000000000000'])(
    'of no library is not found (“%s”)',
    async (article) => {
      await expect(test.host.handlers['articles.open']({ article })).rejects.toMatchObject({ code: 'not-found' })
    },
  )
})

describe('lists and searches', () => {
  it('narrow by folder and by tag, and count the same', async () => {
    await test.folder.write({ ...three, 'bc/other.txt': 'Grain in another folder.' })
    const library = await test.open()
    const all = (await query()).rows
    const inB = { library: library.id, path: 'b' }
    expect(paths(await query({ folder: inB }))).toEqual(['b/c/third.html', 'b/second.md'])
    expect((await query({ folder: inB, text: 'grain' })).total).toBe(2)
    await test.host.handlers['tags.add']({
      selection: { kind: 'articles', articles: [all[0]?.id ?? '', all[1]?.id ?? ''] },
      tag: 'politics/us',
    })
    await test.host.handlers['tags.add']({
      selection: { kind: 'articles', articles: [all[1]?.id ?? ''] },
      tag: 'history',
    })
    expect(paths(await query({ tags: ['politics'] }))).toEqual(['a.txt', 'b/c/third.html'])
    expect(paths(await query({ tags: ['politics', 'history'] }))).toEqual(['b/c/third.html'])
    expect(paths(await query({ tags: ['politics/us'], text: 'grain', sort: 'path' }))).toEqual([
      'a.txt',
      'b/c/third.html',
    ])
    expect(await test.host.handlers['tags.list']({ scope: null })).toEqual([
      { name: 'history', count: 1, colour: null },
      { name: 'politics/us', count: 2, colour: null },
    ])
    expect(await test.host.handlers['libraries.folders']({ scope: null })).toEqual(
      [
        ['', 4],
        ['b', 2],
        ['b/c', 1],
        ['bc', 1],
      ].map(([path, count]) => ({ library: library.id, path, count })),
    )
  })

  it('give the same rows in pages as in one piece, in every order', async () => {
    const files = Array.from({ length: 57 }, (_, n) => {
      const date = `20${String(10 + (n % 9))}-0${1 + (n % 3)}-1${n % 5}`
      return [
        `f${n % 4}/n${n}.txt`,
        newsText(date, `Title ${(n * 7919) % 57}`, `Grain and salt, ${'more grain, '.repeat(n % 6)}.`),
      ]
    })
    await test.folder.write(Object.fromEntries(files))
    await test.open()
    for (const text of ['', 'grain', 'salt OR wine']) {
      for (const sort of ['relevance', 'date-newest', 'date-oldest', 'title', 'path'] as const) {
        const whole = await query({ text, sort })
        const pieces: string[] = []
        for (let offset = 0; offset < 57; offset += 10) pieces.push(...paths(await query({ text, sort }, offset, 10)))
        expect(pieces).toEqual(paths(whole))
        expect(new Set(pieces).size).toBe(57)
      }
    }
    const dates = (await query({ sort: 'date-newest' })).rows.map(({ date }) => date.iso ?? '')
    expect(dates).toEqual([...dates].sort().reverse())
  })

  it('rank, mark and explain', async () => {
    await test.folder.write({ ...three, 'd.txt': 'Nothing of that kind.' })
    await test.open()
    const page = await query({ text: 'grain salt', sort: 'relevance' })
    expect(page).toMatchObject({ total: 1, partial: false, explanation: expect.stringContaining('grain') })
    const [row] = page.rows
    expect(row?.path).toBe('b/c/third.html')
    expect(row?.score).toBeGreaterThan(0)
    expect(row?.titleMarks.map(([start, end]) => row.title.slice(start, end))).toEqual(['grain', 'salt'])
    expect(row?.snippet.marks.map(([start, end]) => row.snippet.text.slice(start, end).toLowerCase())).toContain('salt')
    expect(await query({ text: 'grain zeppelin', sort: 'relevance' })).toMatchObject({ total: 3, partial: true })
  })

  it('never fail on what people type', async () => {
    await test.folder.write(three)
    await test.open()
    for (const text of ['"', '(', 'a:b', '~', '+', 'a^b', 'OR', '-', '*', '/[/', 'grain AND', '\ud800', 'foo:"bar']) {
      await expect(query({ text, sort: 'relevance' })).resolves.toMatchObject({ rows: expect.any(Array) })
    }
  })
})

describe('notes', () => {
  it('ask for a place first where the reader wants to be asked', async () => {
    await test.folder.write(three)
    const { id } = await test.host.handlers['host.open']({
      ...{ folder: test.folder.path, include: [], exclude: [], notebookPlace: null },
    })
    await test.host.library(id).refresh()
    const article = test.host.library(id).articleAt('a.txt') ?? ''
    const note = (): Promise<unknown> => test.host.handlers['notes.set']({ article, note: 'Mine' })
    await expect(note()).rejects.toMatchObject({ code: 'place-needed' })
    const before = folderState(test.folder.path)
    const info = await test.host.handlers['libraries.choosePlace']({ library: id, place: 'app' })
    expect(info.notebookPlace).toBe('app')
    await note()
    expect(folderState(test.folder.path)).toEqual(before)
    expect(await test.host.handlers['articles.open']({ article })).toMatchObject({ note: 'Mine' })
  })

  it('stay with an article that is edited, and follow one that is renamed', async () => {
    await test.folder.write(three)
    const library = await test.open()
    const article = library.articleAt('a.txt') ?? ''
    await test.host.handlers['notes.set']({ article, note: 'Follows' })
    await test.folder.write({ 'a.txt': newsText('2024-01-04', 'Harbour opens again', 'Edited.') })
    await library.refresh()
    expect(library.notebook.annotation('a.txt').note).toBe('Follows')
    await test.host.handlers['tags.add']({ selection: { kind: 'articles', articles: [article] }, tag: 'harbour' })
    await rename(join(test.folder.path, 'a.txt'), join(test.folder.path, 'b/moved.txt'))
    await library.refresh()
    expect(library.notebook.annotation('b/moved.txt').note).toBe('Follows')
    expect(library.notebook.annotatedPaths()).toEqual(['b/moved.txt'])
  })

  it('are all on disk after a flush', async () => {
    await test.folder.write(three)
    const library = await test.open()
    const article = library.articleAt('a.txt') ?? ''
    await test.host.handlers['notes.set']({ article, note: 'Kept' })
    await test.host.handlers['articles.setPosition']({ article, position: 3 })
    await test.host.handlers['host.flush'](null)
    await test.restart()
    await test.open()
    expect(await test.host.handlers['articles.open']({ article })).toMatchObject({ note: 'Kept', position: 3 })
  })
})

describe('the rules of a library', () => {
  it('can be changed, and take effect at once', async () => {
    await test.folder.write(three)
    const library = await test.open()
    const info = await test.host.handlers['host.setRules']({ library: library.id, include: [], exclude: ['b'] })
    expect(info.exclude).toEqual(['b'])
    await library.refresh()
    expect(paths(await query())).toEqual(['a.txt'])
    expect((await query({ text: 'salt' })).total).toBe(0)
  })
})

describe('a closed library', () => {
  it('is asked no more, and can be opened again', async () => {
    await test.folder.write(three)
    const { id } = await test.open()
    await test.host.handlers['host.close']({ library: id })
    await expect(test.host.handlers['libraries.rescan']({ library: id })).rejects.toMatchObject({ code: 'not-found' })
    expect((await query()).total).toBe(0)
    await test.open()
    expect((await query()).total).toBe(3)
  })

  it('may be closed in the middle of its first reading', async () => {
    await test.folder.write(
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`n${n}.txt`, `Number ${n} here.`])),
    )
    const { id } = await test.openAtOnce()
    const refresh = test.host.library(id).refresh()
    const outcome = expect(refresh).rejects.toMatchObject({ code: 'cancelled' })
    await test.host.handlers['host.close']({ library: id })
    await outcome
    await test.open()
    expect((await query()).total).toBe(300)
  })
})

describe('a file that hangs', () => {
  it('does not hold up closing, nor cancelling', async () => {
    const script = join(test.dataDir, '..', 'hangs.mjs')
    await writeFile(
      script,
      `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { for (;;); })`,
    )
    const held = await testHost({ parseWorker: pathToFileURL(script) })
    await held.folder.write(three)
    const { id } = await held.openAtOnce()
    const library = held.host.library(id)
    const indexing = () =>
      eventually(
        () => library.info().phase,
        (phase) => phase === 'indexing',
      )
    const refresh = expect(library.refresh()).rejects.toMatchObject({ code: 'cancelled' })
    await indexing()
    library.cancel()
    await refresh
    expect(library.info().phase).toBe('cancelled')
    const again = expect(library.refresh()).rejects.toMatchObject({ code: 'cancelled' })
    await indexing()
    await held.close()
    await again
  })
})

describe('a cancelled scan', () => {
  it('keeps what was read, says so, and goes on from there', async () => {
    await test.folder.write(
      Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`n${n}.txt`, `Number ${n} here.`])),
    )
    const { id } = await test.openAtOnce()
    const library = test.host.library(id)
    const refresh = library.refresh()
    const outcome = expect(refresh).rejects.toMatchObject({ code: 'cancelled' })
    await eventually(
      () => library.info().articles,
      (count) => count > 0,
    )
    await test.host.handlers['libraries.cancel']({ library: id })
    await outcome
    const { phase, articles } = library.info()
    expect(phase).toBe('cancelled')
    expect((await query({ text: 'number' })).total).toBe(articles)
    expect(await library.refresh()).toMatchObject({ articles: 400, added: 400 - articles })
  })
})
