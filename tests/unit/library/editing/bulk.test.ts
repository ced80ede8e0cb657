import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleSelection } from '#shared/article-query'
import type { WorkInfo } from '#shared/work'
import { type TestHost, testHost } from '../../../support/library-builder'
import { everything, questionsTo } from '../search/support'

/** Three slices. */
const total = 600
let test: TestHost
const ask = questionsTo(() => test)
const all: ArticleSelection = { kind: 'query', query: everything }
const tag = (name: string) => test.host.handlers['tags.add']({ selection: all, tag: name })
const undo = () => test.host.handlers['undo.undo'](null)
const redo = () => test.host.handlers['undo.redo'](null)
const state = () => test.host.handlers['undo.state'](null)
const counts = async () =>
  Object.fromEntries(
    (await test.host.handlers['tags.list']({ scope: null })).map(({ name, count }) => [name, count] as const),
  )
const works = (): readonly (readonly WorkInfo[])[] =>
  test.told.flatMap((one) => (one.event === 'work.changed' ? [one.payload] : []))
const notices = (): readonly string[] =>
  test.told.flatMap((one) => (one.event === 'notice' ? [one.payload.message] : []))
const recordsFolder = () => join(test.folder.path, '.lectern', 'articles')

/** Begins work, stops it while it is under way, and waits for its answer. */
async function stopped<T>(begin: () => Promise<T>): Promise<T> {
  const told = works().length
  const answer = begin()
  while (works().slice(told).flat().length === 0) await turn()
  const [work] = works().slice(told).flat()
  await test.host.handlers['work.cancel']({ work: work?.id ?? -1 })
  return answer
}

/** Makes the record of an article one that a newer Lectern wrote. */
async function makeNewer(path: string): Promise<void> {
  const file = await recordOf(path)
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), schemaVersion: 99 }))
}

/** The file of the record of an article. */
async function recordOf(path: string): Promise<string> {
  for (const name of await readdir(recordsFolder())) {
    const file = join(recordsFolder(), name)
    const { article } = JSON.parse(await readFile(file, 'utf8'))
    if (article.path === path) return file
  }
  throw new Error(`${path} has no record.`)
}

beforeEach(async () => {
  test = await testHost()
  await test.folder.write(Object.fromEntries(Array.from({ length: total }, (_, at) => [`${at}.txt`, `Number ${at}\n`])))
  await test.open()
})
afterEach(() => test.close())

describe('a change of many articles', () => {
  it('tells how far it is, and when it has ended', async () => {
    expect(await tag('sea')).toEqual({ changed: total })
    expect(works()[0]).toEqual([
      { id: 1, label: 'Tag 600 articles “sea”', done: 0, total, timeLeft: null, cancelled: false },
    ])
    const done = works().flatMap((one) => one.map((work) => work.done))
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    while (works().at(-1)?.length !== 0) await turn()
    expect(notices()).toEqual([])
  })

  it('of few says nothing', async () => {
    await ask.tag('1.txt', 'sea')
    expect(works()).toEqual([])
  })

  it('stops where the reader says so; what was done stays, on disk, as one step', async () => {
    const { changed } = await stopped(() => tag('sea'))
    expect(changed).toBeGreaterThan(0)
    expect(changed).toBeLessThan(total)
    const many = changed.toLocaleString('en')
    expect(notices()).toEqual([`Stopped, as you wished: Tag 600 articles “sea”. ${many} of 600 articles were changed.`])
    expect(await counts()).toEqual({ sea: changed })
    expect(await readdir(recordsFolder())).toHaveLength(changed)
    expect(await state()).toEqual({ undo: `Tag ${many} articles “sea”`, redo: null })
    await undo()
    expect(await counts()).toEqual({})
    expect(await state()).toEqual({ undo: null, redo: `Tag ${many} articles “sea”` })
    await redo()
    expect(await counts()).toEqual({ sea: changed })
  })

  it('stopped while it is undone, can be undone to the end and done again as a whole', async () => {
    await tag('sea')
    expect((await stopped(undo)).label).not.toBeNull()
    const left = (await counts()).sea ?? 0
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(total)
    const label = (count: number) => `Tag ${count.toLocaleString('en')} articles “sea”`
    expect(await state()).toEqual({ undo: label(left), redo: label(total - left) })
    await undo()
    expect(await counts()).toEqual({})
    await redo()
    await redo()
    expect(await counts()).toEqual({ sea: total })
    expect(await state()).toMatchObject({ redo: null })
  })

  it('goes on past an article that cannot be changed, and says which it is', async () => {
    await ask.tag('400.txt', 'old')
    const file = await recordOf('400.txt')
    const newer = JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), schemaVersion: 99 })
    await writeFile(file, newer)
    const problem = await tag('sea').catch((error: unknown) => error)
    expect(problem).toMatchObject({
      code: 'newer-format',
      message: expect.stringMatching(/^1 of 600 articles is not changed: “400\.txt”\. The others are\. /),
    })
    expect(await counts()).toEqual({ old: 1, sea: total - 1 })
    // Known by now: it is refused before anything is written.
    await expect(tag('air')).rejects.toMatchObject({ code: 'newer-format' })
    expect(await counts()).toEqual({ old: 1, sea: total - 1, air: total - 1 })
    expect(await readFile(file, 'utf8')).toBe(newer)
    await undo()
    await undo()
    expect(await counts()).toEqual({ old: 1 })
  })

  it('is undone but for an article that a newer Lectern wrote meanwhile, says which, and is not in the way of what was done before', async () => {
    await ask.tag('1.txt', 'first')
    await tag('sea')
    await makeNewer('400.txt')
    await expect(undo()).rejects.toMatchObject({
      code: 'newer-format',
      message: expect.stringMatching(
        /^Not wholly undone: Tag 600 articles “sea”\. 1 of 600 articles is not changed: “400\.txt”\. The others are\. .* newer Lectern/,
      ),
    })
    expect(await counts()).toEqual({ first: 1, sea: 1 })
    expect(await state()).toEqual({ undo: 'Tag an article “first”', redo: 'Tag 599 articles “sea”' })
    expect(test.told.findLast(({ event }) => event === 'undo.changed')?.payload).toEqual(await state())
    await undo()
    expect(await counts()).toEqual({ sea: 1 })
    await redo()
    await redo()
    expect(await counts()).toEqual({ first: 1, sea: total })
    expect(await state()).toEqual({ undo: 'Tag 599 articles “sea”', redo: null })
  }, 60_000)

  it('is done again but for such an article', async () => {
    await tag('sea')
    await undo()
    await makeNewer('400.txt')
    await expect(redo()).rejects.toMatchObject({
      code: 'newer-format',
      message: expect.stringMatching(/^Not wholly done again: Tag 600 articles “sea”\. 1 of 600 /),
    })
    expect(await counts()).toEqual({ sea: total - 1 })
    expect(await state()).toEqual({ undo: 'Tag 599 articles “sea”', redo: null })
  }, 60_000)

  it('keeps what it has done through a restart, each record the old one or the new one', async () => {
    const { changed } = await stopped(() => tag('sea'))
    await test.restart()
    await test.open()
    expect(await counts()).toEqual({ sea: changed })
    expect(await state()).toEqual({ undo: null, redo: null })
  })
})
