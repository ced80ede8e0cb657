import { mkdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Library } from '#library/library'
import type { Article } from '#shared/article'
import type { Highlight } from '#shared/highlight'
import type { AnnotationFilter } from '#shared/notebook-channels'
import { eventually, type TestHost, testHost } from '../../../support/library-builder'

let test: TestHost
let library: Library
beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'news/harbour.txt': harbour,
    'news/copy.txt': harbour,
    'wheat.md': '# Wheat\n\nGrain was dear this winter. The mill stood still.',
  })
  library = await test.open()
})
afterEach(() => test.close())

const paragraphs = [
  'Harbour closed',
  'The harbour master closed the eastern quay on Monday after divers found a crack in its foundation below the water line.',
  'Ships waiting outside were sent to the old basin, where the water is shallow and the cranes are slow and few.',
  'The quay stays closed until the engineers have seen it, and nobody knows how long that will take in this weather.',
  'The repair may take three weeks, said the engineers, who began their work on Tuesday with a small boat and two lamps.',
]
const harbour = `${paragraphs.join('\n\n')}\n`

const handlers = () => test.host.handlers
const idOf = (path: string): string => library.articleAt(path) ?? ''
const open = (path: string): Promise<Article> => handlers()['articles.open']({ article: idOf(path) })

async function highlight(path: string, words: string, note = '', tags: string[] = []): Promise<Highlight> {
  const { text } = await open(path)
  const start = text.indexOf(words)
  const place = { start, end: start + words.length }
  return handlers()['highlights.add']({ article: idOf(path), place, quote: words, colour: 'green', note, tags })
}

/** Each highlight of an article: the words that stand there now, or what became of it. */
async function standing(path: string): Promise<string[]> {
  const { text, highlights } = await open(path)
  return highlights.map(({ standing: at }) => (at.kind === 'placed' ? text.slice(at.start, at.end) : at.kind))
}

async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(join(test.folder.path, to)), { recursive: true })
  await rename(join(test.folder.path, from), join(test.folder.path, to))
}

/** Does something to the folder while nobody looks. */
async function whileClosed(work: () => Promise<void>): Promise<void> {
  await handlers()['host.close']({ library: library.id })
  await work()
  await test.restart()
  library = await test.open()
}

const everything: AnnotationFilter = {
  ...{ text: '', scope: null, kinds: [], colours: [], tags: [], from: null, to: null, only: 'all', sort: 'article' },
}
const list = (filter: Partial<AnnotationFilter> = {}, offset = 0, limit = 50) =>
  handlers()['annotations.list']({ filter: { ...everything, ...filter }, offset, limit })

const quay = 'closed the eastern quay on Monday'
const basin = 'sent to the old basin, where the water is shallow'

describe('a highlight', () => {
  it('stands where it was made, in reading order, with note, colour and tags', async () => {
    await highlight('news/harbour.txt', basin)
    const made = await highlight('news/harbour.txt', `${quay} `, 'A *note*', ['sea/quays'])
    expect(made).toMatchObject({ quote: quay, colour: 'green', note: 'A *note*', tags: ['sea/quays'] })
    expect(await standing('news/harbour.txt')).toEqual([quay, basin])
    const [first] = (await open('news/harbour.txt')).highlights
    expect(first).toEqual(made)
  })

  it('is not made of white space, beyond the text, or of other words than were seen', async () => {
    const { text } = await open('news/harbour.txt')
    const add = (start: number, end: number, quote?: string) =>
      handlers()['highlights.add']({
        ...{ article: idOf('news/harbour.txt'), place: { start, end }, quote, colour: 'blue', note: '', tags: [] },
      })
    const gap = text.indexOf('\n\n')
    await expect(add(gap, gap + 2)).rejects.toMatchObject({ code: 'invalid' })
    await expect(add(text.length, text.length + 4)).rejects.toMatchObject({ code: 'invalid' })
    await expect(add(5, 5)).rejects.toMatchObject({ code: 'invalid' })
    await test.folder.write({ 'news/harbour.txt': `A new beginning.\n\n${harbour}` })
    const start = text.indexOf(quay)
    await expect(add(start, start + quay.length, quay)).rejects.toMatchObject({ code: 'invalid' })
    expect((await open('news/harbour.txt')).highlights).toEqual([])
  })

  it('is changed, removed, and brought back by undoing', async () => {
    const { id } = await highlight('news/harbour.txt', quay, 'One')
    const article = idOf('news/harbour.txt')
    const change = (what: object) => handlers()['highlights.change']({ article, id, ...what })
    await change({ colour: 'pink', addTag: 'sea' })
    const { noteSeen } = (await open('news/harbour.txt')).highlights[0] ?? { noteSeen: '' }
    await change({ note: { text: 'Two', seen: noteSeen } })
    expect((await open('news/harbour.txt')).highlights).toMatchObject([{ colour: 'pink', note: 'Two', tags: ['sea'] }])
    await handlers()['highlights.remove']({ article, ids: [id] })
    expect(await standing('news/harbour.txt')).toEqual([])
    expect(await handlers()['undo.undo'](null)).toMatchObject({ label: 'Remove a highlight', article })
    expect((await open('news/harbour.txt')).highlights).toMatchObject([{ colour: 'pink', note: 'Two', tags: ['sea'] }])
  })

  it('waits for the reader where its passage was written anew, with the places it may be', async () => {
    const { id } = await highlight('news/harbour.txt', basin)
    const article = idOf('news/harbour.txt')
    await test.folder.write({
      'news/harbour.txt': harbour.replace(basin, 'brought into the former dock, which has little water'),
    })
    await library.refresh()
    expect(await standing('news/harbour.txt')).toEqual(['review'])
    await eventually(
      () => list({ only: 'review' }),
      ({ total, review }) => total === 1 && review === 1,
    )
    const { text } = await open('news/harbour.txt')
    const start = text.indexOf('brought into the former dock')
    await handlers()['highlights.place']({ article, id, place: { start, end: start + 28 } })
    expect(await standing('news/harbour.txt')).toEqual(['brought into the former dock'])
    await handlers()['highlights.place']({ article, id, place: null })
    expect(await standing('news/harbour.txt')).toEqual(['kept'])
    await eventually(
      () => list({ only: 'review' }),
      ({ total, review }) => total === 0 && review === 0,
    )
  })
})

describe('an article with highlights', () => {
  const edited = `An editor’s remark comes first.\n\n${harbour.replace('in this weather', 'at this time of the year')}`

  beforeEach(async () => {
    await test.folder.remove('news/copy.txt')
    await library.refresh()
    await highlight('news/harbour.txt', quay, 'A note')
    await highlight('news/harbour.txt', basin)
  })

  it('is edited outside', async () => {
    await test.folder.write({ 'news/harbour.txt': edited })
    await library.refresh()
    expect(await standing('news/harbour.txt')).toEqual([quay, basin])
  })

  it('is edited and its folder renamed, and the library opened again', async () => {
    await test.folder.write({ 'news/harbour.txt': edited })
    await library.refresh()
    await move('news', 'old/news')
    await library.refresh()
    expect(await standing('old/news/harbour.txt')).toEqual([quay, basin])
    await whileClosed(async () => undefined)
    expect(await standing('old/news/harbour.txt')).toEqual([quay, basin])
  })

  it('is moved while the library is closed', async () => {
    await whileClosed(() => move('news/harbour.txt', 'elsewhere/quay.txt'))
    expect(await standing('elsewhere/quay.txt')).toEqual([quay, basin])
  })

  it('is moved and edited while the library is closed', async () => {
    await whileClosed(async () => {
      await move('news/harbour.txt', 'elsewhere/harbour.txt')
      await test.folder.write({ 'elsewhere/harbour.txt': edited })
    })
    expect(await standing('elsewhere/harbour.txt')).toEqual([quay, basin])
    expect(await handlers()['orphans.list']({ scope: null })).toEqual([])
    // Written down: from now on the new name alone leads there.
    await whileClosed(() => test.folder.write({ 'elsewhere/harbour.txt': 'Something else entirely.' }))
    expect(await standing('elsewhere/harbour.txt')).toEqual(['review', 'review'])
  })

  it('is moved and edited, and another one takes its place, while the library is closed', async () => {
    await whileClosed(async () => {
      await move('news/harbour.txt', 'elsewhere/harbour.txt')
      await test.folder.write({ 'elsewhere/harbour.txt': edited, 'news/harbour.txt': other })
    })
    expect(await standing('elsewhere/harbour.txt')).toEqual([quay, basin])
    expect(await standing('news/harbour.txt')).toEqual([])
  })

  it('is an orphan once it is gone, is attached to another by the reader, and that is undone', async () => {
    await test.folder.write({
      'other/late.txt': `${paragraphs.slice(0, 3).join('\n\n')}\n\nWhat came after that is told elsewhere, and at length.\n`,
    })
    await test.folder.remove('news/harbour.txt')
    await library.refresh()
    const [orphan] = await handlers()['orphans.list']({ scope: null })
    expect(orphan).toMatchObject({ path: 'news/harbour.txt', title: 'Harbour closed' })
    expect(orphan?.highlights.map(({ quote }) => quote)).toEqual([quay, basin])
    expect(orphan?.likely[0]).toMatchObject({ path: 'other/late.txt' })
    expect(await list({ only: 'orphaned' })).toMatchObject({ total: 2, orphaned: 2, items: [{ article: null }, {}] })
    const attach = { library: library.id, record: orphan?.record ?? '', article: idOf('other/late.txt') }
    await handlers()['orphans.attach'](attach)
    expect(await standing('other/late.txt')).toEqual([quay, basin])
    expect(await handlers()['orphans.list']({ scope: null })).toEqual([])
    await handlers()['undo.undo'](null)
    expect(await standing('other/late.txt')).toEqual([])
    expect(await handlers()['orphans.list']({ scope: null })).toMatchObject([{ path: 'news/harbour.txt' }])
  })

  it('is an orphan that the reader takes out, and brings back', async () => {
    await test.folder.remove('news/harbour.txt')
    await library.refresh()
    const [orphan] = await handlers()['orphans.list']({ scope: null })
    await handlers()['orphans.remove']({ library: library.id, record: orphan?.record ?? '' })
    expect(await handlers()['orphans.list']({ scope: null })).toEqual([])
    await expect(handlers()['orphans.remove']({ library: library.id, record: 'nobody' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await handlers()['undo.undo'](null)
    expect(await handlers()['orphans.list']({ scope: null })).toMatchObject([{ highlights: [{ note: 'A note' }, {}] }])
  })
})

const other = `Wool market\n\n${Array.from({ length: 60 }, (_, at) => `Bale ${at} was sold to buyer ${at * 7}.`).join(' ')}\n`

describe('exact copies', () => {
  it('are told of, and carry highlights, note and tags across once', async () => {
    await highlight('news/harbour.txt', quay, 'A note', ['sea'])
    await handlers()['notes.set']({ article: idOf('news/harbour.txt'), note: 'Of the article' })
    const copy = { article: idOf('news/copy.txt'), path: 'news/copy.txt', highlights: 0, hasNote: false }
    expect((await open('news/harbour.txt')).copies).toEqual([copy])
    const carry = { from: idOf('news/harbour.txt'), to: idOf('news/copy.txt') }
    expect(await handlers()['copies.carry'](carry)).toEqual({ highlights: 1 })
    expect(await handlers()['copies.carry'](carry)).toEqual({ highlights: 0 })
    expect(await open('news/copy.txt')).toMatchObject({
      note: 'Of the article',
      highlights: [{ quote: quay, note: 'A note', tags: ['sea'], colour: 'green' }],
      copies: [{ path: 'news/harbour.txt', highlights: 1, hasNote: true }],
    })
    await handlers()['undo.undo'](null)
    expect(await open('news/copy.txt')).toMatchObject({ note: '', highlights: [] })
    await expect(handlers()['copies.carry']({ ...carry, to: idOf('wheat.md') })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('the view of all highlights and notes', () => {
  const quotes = async (filter: Partial<AnnotationFilter>): Promise<(string | null)[]> =>
    (await list(filter)).items.map((item) => item.highlight?.quote ?? null)

  it('is filtered, sorted and cut in pages', async () => {
    await highlight('news/harbour.txt', quay, 'Über alles', ['sea/quays'])
    await highlight('news/harbour.txt', basin)
    await highlight('wheat.md', 'Grain was dear')
    await handlers()['notes.set']({ article: idOf('wheat.md'), note: 'Prices' })
    expect(await quotes({})).toEqual([quay, basin, 'Grain was dear', null])
    expect(await quotes({ sort: 'newest' })).toEqual(['Grain was dear', basin, quay, null])
    expect(await quotes({ kinds: ['note'] })).toEqual([null])
    expect(await quotes({ text: 'HARBOUR uber' })).toEqual([quay])
    expect(await quotes({ text: 'harbour wheat' })).toEqual([])
    expect(await quotes({ tags: ['sea'] })).toEqual([quay])
    expect(await quotes({ colours: ['blue'] })).toEqual([])
    expect(await quotes({ to: '2000-01-01' })).toEqual([])
    expect(await quotes({ from: '2000-01-01' })).toEqual([quay, basin, 'Grain was dear'])
    expect(await list({}, 1, 2)).toMatchObject({
      total: 4,
      items: [{ highlight: { quote: basin } }, { highlight: { standing: { kind: 'placed', moved: false } } }],
      colours: [{ value: 'green', count: 3 }],
      tags: [{ value: 'sea/quays', count: 1 }],
    })
  })
})
