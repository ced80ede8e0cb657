/** Annotations out of a library and into another, over the real host. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Library } from '#library/library'
import type { Article } from '#shared/article'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { folderState, tempFolder } from '../../../support/temp-library'

const articles = {
  'a.txt': newsText('2024-01-04', 'Harbour opens again', 'Ships came in at dawn.', 'The mayor spoke of grain.'),
  'b/second.md': '# Wheat prices\n\nGrain was dear this winter. Grain was dear this winter.',
}
const hosts: TestHost[] = []
let out: { readonly path: string; remove(): void }
beforeEach(() => {
  out = tempFolder('annotations')
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.close()
  out.remove()
})

interface Opened {
  readonly test: TestHost
  readonly library: Library
}

async function opened(files: Readonly<Record<string, string>> = articles): Promise<Opened> {
  const test = await testHost()
  hosts.push(test)
  await test.folder.write(files)
  return { test, library: await test.open() }
}
const ask = ({ test }: Opened) => test.host.handlers
const idOf = ({ library }: Opened, path: string) => library.articleAt(path) ?? 'none'
const read = (one: Opened, path: string): Promise<Article> => ask(one)['articles.open']({ article: idOf(one, path) })
const exported = (one: Opened) => ask(one)['host.exportAnnotations']({ library: one.library.id, to: out.path })
const imported = (one: Opened, json: unknown) =>
  ask(one)['annotations.import']({
    library: one.library.id,
    json: typeof json === 'string' ? json : JSON.stringify(json),
  })
const shown = ({ tags, note, highlights }: Article) => ({
  ...{ tags, note },
  highlights: highlights.map(({ noteSeen: _, ...highlight }) => highlight),
})

async function highlight(one: Opened, path: string, words: string, note = ''): Promise<void> {
  const { id, text } = await read(one, path)
  const start = text.indexOf(words)
  const place = { start, end: start + words.length }
  const handlers = ask(one)
  await handlers['highlights.add']({ article: id, place, quote: words, colour: 'green', note, tags: ['x'] })
}

async function annotated(): Promise<Opened> {
  const one = await opened()
  await highlight(one, 'a.txt', 'Ships came in', 'A thought')
  const article = idOf(one, 'b/second.md')
  await ask(one)['notes.set']({ article, note: 'About wheat' })
  await ask(one)['tags.add']({ selection: { kind: 'articles', articles: [article] }, tag: 'politics/us' })
  return one
}

describe('annotations of a library', () => {
  it('are the same in another library with the same articles, wherever these lie', async () => {
    const one = await annotated()
    const { file, annotations } = await exported(one)
    expect(annotations).toBe(2)
    const other = await opened({ 'moved/a.txt': articles['a.txt'], 'b/second.md': articles['b/second.md'] })
    const text = readFileSync(file, 'utf8')
    expect(await imported(other, text)).toEqual({ articles: 2, highlights: 1, notes: 1, known: 0, skipped: [] })
    expect(shown(await read(other, 'moved/a.txt'))).toEqual(shown(await read(one, 'a.txt')))
    expect(shown(await read(other, 'b/second.md'))).toEqual(shown(await read(one, 'b/second.md')))
    expect(await imported(other, text)).toEqual({ articles: 0, highlights: 0, notes: 0, known: 2, skipped: [] })
  })

  it('come in as one step that can be undone', async () => {
    const { file } = await exported(await annotated())
    const other = await opened()
    await imported(other, readFileSync(file, 'utf8'))
    await ask(other)['undo.undo'](null)
    expect(shown(await read(other, 'a.txt'))).toEqual({ tags: [], note: '', highlights: [] })
    expect(shown(await read(other, 'b/second.md'))).toEqual({ tags: [], note: '', highlights: [] })
    expect(await imported(other, readFileSync(file, 'utf8'))).toMatchObject({ highlights: 1, notes: 1 })
  })

  it('are kept where their article is not here, once', async () => {
    const { file } = await exported(await annotated())
    const other = await opened({ 'else.txt': 'Something else.' })
    const text = readFileSync(file, 'utf8')
    expect(await imported(other, text)).toMatchObject({ articles: 2, skipped: [] })
    expect(await imported(other, text)).toMatchObject({ articles: 0, known: 2 })
    const gone = other.library.notebook.records().filter(({ path }) => path === null)
    expect(gone.map(({ record }) => record.article.path).sort()).toEqual(['a.txt', 'b/second.md'])
    await other.test.folder.write(articles)
    await other.library.refresh()
    expect((await read(other, 'b/second.md')).note).toBe('About wheat')
  })
})

describe('an import of another program’s annotations', () => {
  const many = 300
  const texts = Object.fromEntries(
    Array.from({ length: many }, (_, at) => [
      `${at}.txt`,
      newsText('2024-01-04', `Title ${at}`, `Harbour number ${at}.`),
    ]),
  )
  const annotations = Array.from({ length: many }, (_, at) => ({
    ...{ id: `https://example.org/${at}`, type: 'Annotation' },
    target: {
      source: `https://example.org/library/${at}.txt`,
      selector: { type: 'TextQuoteSelector', exact: `Harbour number ${at}.`, prefix: '', suffix: '' },
      'dcterms:title': `Title ${at}`,
    },
  }))
  const works = ({ test }: Opened) => test.told.flatMap((one) => (one.event === 'work.changed' ? [one.payload] : []))
  /** Cancels the first work of this name as soon as there is one. */
  async function cancel(one: Opened, label: string): Promise<void> {
    const own = () => works(one).flatMap((all) => all.filter((work) => work.label === label))
    const [work] = await eventually(own, (found) => found.length > 0)
    await ask(one)['work.cancel']({ work: work?.id ?? -1 })
  }
  const looking = `Look for the passages of ${many} annotations`

  it('shows how far the looking for passages is, and then the writing', async () => {
    const one = await opened(texts)
    expect(await imported(one, annotations)).toMatchObject({ articles: many, highlights: many, skipped: [] })
    const all = works(one).flat()
    expect([...new Set(all.map(({ label }) => label))]).toEqual([looking, 'Import annotations'])
    expect(all.every(({ total }) => total === many)).toBe(true)
    expect((await read(one, '7.txt')).highlights.map(({ quote }) => quote)).toEqual(['Harbour number 7.'])
  }, 60_000)

  it('is cancelled while it looks, and nothing is written', async () => {
    const one = await opened(texts)
    const answer = imported(one, annotations)
    const stopped = expect(answer).rejects.toMatchObject({
      ...{ code: 'cancelled', message: expect.stringContaining('Nothing was imported') },
    })
    await cancel(one, looking)
    await stopped
    expect(one.library.notebook.records()).toEqual([])
    expect(await ask(one)['work.list'](null)).toEqual([])
  })
})

describe('the file of annotations', () => {
  it('is written again only where it is ours and nobody changed it', async () => {
    const one = await annotated()
    const first = await exported(one)
    expect(await exported(one)).toEqual(first)
    await highlight(one, 'a.txt', 'grain')
    expect(await exported(one)).toEqual({ file: first.file, annotations: 3 })
    writeFileSync(first.file, 'mine')
    const beside = await exported(one)
    expect(beside.file).toBe(first.file.replace('.jsonld', ' (2).jsonld'))
    expect(readFileSync(first.file, 'utf8')).toBe('mine')
    expect(JSON.parse(readFileSync(beside.file, 'utf8'))).toMatchObject({ type: 'AnnotationCollection', total: 3 })
  })

  it('is not made where there is nothing in it', async () => {
    await expect(exported(await opened())).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('annotations of other programs', () => {
  const quote = (source: unknown, exact: string, more: object = {}) => ({
    ...{ id: `urn:${exact}`, type: 'Annotation', bodyValue: 'Theirs' },
    target: {
      source,
      selector: [
        { type: 'TextQuoteSelector', exact, ...more },
        { type: 'TextPositionSelector', start: 1, end: 3 },
      ],
    },
  })

  it('are placed by their words, and wait for the reader where these are not enough', async () => {
    const one = await opened()
    const report = await imported(one, [
      quote('a.txt', 'The mayor spoke of grain.'),
      quote('file:///somewhere/b/second.md', 'Grain was dear this winter.'),
    ])
    expect(report).toEqual({ articles: 2, highlights: 2, notes: 0, known: 0, skipped: [] })
    const { text, highlights } = await read(one, 'a.txt')
    const start = text.indexOf('The mayor')
    expect(highlights[0]).toMatchObject({ note: 'Theirs', standing: { kind: 'placed', start, moved: false } })
    const [unsure] = (await read(one, 'b/second.md')).highlights
    expect(unsure?.standing.kind).toBe('review')
    expect(unsure?.quote).toBe('Grain was dear this winter.')
  })

  it('are not placed where other words stood around them', async () => {
    const one = await opened()
    await imported(one, [quote('a.txt', 'Ships came in', { prefix: 'Of all that happened then, ' })])
    expect((await read(one, 'a.txt')).highlights).toMatchObject([
      { quote: 'Ships came in', standing: { kind: 'review' } },
    ])
  })

  it('find their article by its title, and say where they find none', async () => {
    const one = await opened()
    const report = await imported(one, [
      quote({ id: 'https://example.org/x', title: 'Wheat prices' }, 'Grain was'),
      quote('https://example.org/a.txt', 'Ships'),
      quote('../../a.txt', 'Ships came'),
      'nothing',
    ])
    expect(report).toMatchObject({ articles: 1, highlights: 1 })
    expect(report.skipped.map(({ what }) => what)).toEqual(['"nothing"', '“Ships”', '“Ships came”'])
  })

  it('are refused as a whole where they are no JSON', async () => {
    const one = await opened()
    await expect(imported(one, '{"id":')).rejects.toMatchObject({ code: 'invalid' })
    expect(await imported(one, `\ufeff${JSON.stringify([])}`)).toMatchObject({ articles: 0 })
    expect(one.library.notebook.records()).toEqual([])
  })

  it('cannot name a place outside of the library', async () => {
    const one = await opened()
    const source = { id: '../secret.txt', 'lectern:hash': 'f00', 'dcterms:title': 'x' }
    expect(await imported(one, [quote(source, 'words')])).toMatchObject({ articles: 0, skipped: [{ what: '“words”' }] })
  })
})

describe('annotations from a stranger', () => {
  const target = (extra: object) => ({ source: 'a.txt', ...extra })
  const quote = { type: 'TextQuoteSelector', exact: 'Ships came in' }
  const strange: readonly (readonly [string, unknown])[] = [
    ['numbers for bodies', { id: 'n', body: [1, null, [2]], target: target({ selector: [quote] }) }],
    [
      'a place that is none',
      { id: 'p', target: target({ selector: { type: 'TextPositionSelector', start: -5, end: 1e300 } }) },
    ],
    ['another file', { id: 'f', body: 'x', target: 'file:///etc/passwd' }],
    ['a way out', { id: 'w', body: 'x', target: { source: '../../outside.txt', selector: [quote] } }],
    ['an id that is a path', { id: '../../../etc/x', body: 'x', target: target({ selector: [quote] }) }],
    ['an id that is a prototype', { id: '__proto__', body: 'x', target: target({ selector: [quote] }) }],
    [
      'a colour that is a style',
      {
        id: 'c',
        body: [{ purpose: 'highlighting', value: 'red;background:url(x)' }],
        target: target({ selector: [quote] }),
      },
    ],
    [
      'tags that are none',
      {
        id: 't',
        body: ['', '\u0000', ' / ', 'x'.repeat(10_000)].map((value) => ({ purpose: 'tagging', value })),
        target: target({ selector: [quote] }),
      },
    ],
    ['nothing at all', null],
  ]

  it.each(strange)('with %s harm nothing', async (_name, annotation) => {
    const one = await opened()
    const before = folderState(one.test.folder.path)
    await imported(one, [annotation])
    const { tags, highlights, note } = await read(one, 'a.txt')
    expect(tags.every((tag) => tag.length <= 200)).toBe(true)
    for (const { colour, tags: own } of highlights) {
      expect([null, 'yellow', 'green', 'blue', 'pink', 'purple']).toContain(colour)
      expect(own.every((tag) => tag.length <= 200 && !/\p{Cc}/u.test(tag))).toBe(true)
    }
    expect(note.length).toBeLessThan(100)
    expect(folderState(one.test.folder.path, ['.lectern'])).toEqual(before)
    // What was written can be read again, by us too.
    const { findings } = await ask(one)['notebook.check']({ library: one.library.id })
    expect(findings.filter(({ kind }) => kind !== 'review' && kind !== 'orphan')).toEqual([])
  })

  it('by the hundred thousand, or nested without end, are left out with the reason', async () => {
    const one = await opened()
    const garbage = await imported(
      one,
      Array.from({ length: 100_000 }, () => ({ type: 'Annotation' })),
    )
    expect(garbage).toMatchObject({ highlights: 0, notes: 0 })
    expect(garbage.skipped.length).toBeGreaterThan(0)
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const valid = JSON.stringify({ id: 'd', body: 'x', target: target({ selector: [quote] }), deep: 'here' })
    for (const text of [deep, valid.replace('"here"', deep)])
      await expect(imported(one, text)).rejects.toMatchObject({ code: 'invalid' })
    const brackets = JSON.stringify([{ id: 'b', body: `"\\${'['.repeat(500)}`, target: target({ selector: [quote] }) }])
    expect(await imported(one, brackets)).toMatchObject({ highlights: 1 })
  })
})
