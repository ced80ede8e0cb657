import { appendFile, cp, mkdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FoundArticle } from '#library/states/states'
import { logsBelow, manyArticles, type TestStates, testStates } from './support'

let test: TestStates
beforeEach(async () => {
  test = await testStates(true)
})
afterEach(() => test.remove())

const a = { path: 'a.txt', hash: 'ha' }
const b = { path: 'b.txt', hash: 'hb' }
const found = (...articles: readonly { path: string; hash: string; added?: number }[]) =>
  new Map(articles.map((one): [string, FoundArticle] => [one.path, { title: one.hash, added: one.added ?? 0, ...one }]))
const theLog = async (): Promise<string> => {
  const [name] = Object.keys(await logsBelow(join(test.folder, '.lectern')))
  return join(test.folder, '.lectern', name ?? 'none')
}

describe('sorting articles', () => {
  it('archives 19,043 of them in one line', async () => {
    const articles = manyArticles(19_043)
    const states = await test.open()
    await states.set([{ articles: [a], triage: 'later' }])
    await states.set([{ articles, triage: 'archived' }])
    const [log = []] = Object.values(await logsBelow(test.path))
    // The header, and a line for each change.
    expect(log).toHaveLength(3)
    expect(test.changes).toHaveLength(2)
    await states.close()
    const again = await test.open()
    expect(articles.every(({ path }) => again.of(path).triage === 'archived')).toBe(true)
    expect(again.of('a.txt')).toEqual({ triage: 'later', unread: true })
  })

  it('knows what a wish changes, and how it is taken back', async () => {
    const states = await test.open()
    const c = { path: 'c.txt', hash: 'hc' }
    await states.set([
      { articles: [a], triage: 'later', read: true },
      { articles: [b], triage: 'archived' },
    ])
    const { changed, back } = states.changed([a, b, c], { triage: 'archived' })
    expect(changed).toEqual({ articles: [a, c], triage: 'archived' })
    await states.set([changed])
    expect([a, b, c].map(({ path }) => states.of(path).triage)).toEqual(['archived', 'archived', 'archived'])
    await states.set(back)
    expect([a, b, c].map(({ path }) => states.of(path))).toEqual([
      { triage: 'later', unread: false },
      { triage: 'archived', unread: true },
      { triage: null, unread: true },
    ])
    expect(states.changed([a, b, c], { triage: null, read: false }).changed.articles).toEqual([a, b])
  })

  it('marks an opened article as read at once, and writes that down a little later', async () => {
    const states = await test.open('desk', { delay: 5 })
    states.open(a)
    states.open(b)
    expect(states.of('a.txt').unread).toBe(false)
    await states.flush()
    expect(Object.values(await logsBelow(test.folder)).flat()).toHaveLength(3)
    states.open(a)
    await states.close()
    expect(Object.values(await logsBelow(test.folder)).flat()).toHaveLength(3)
    expect((await test.open()).of('b.txt').unread).toBe(false)
  })

  it('writes a log anew where most of it is past', async () => {
    const articles = manyArticles(19_043)
    const states = await test.open()
    for (const triage of ['archived', 'later', 'inbox', 'archived', 'later'] as const) {
      await states.set([{ articles, triage }])
    }
    await states.close()
    const log = await theLog()
    expect((await stat(log)).size).toBeLessThan(4_000_000)
    const again = await test.open()
    expect(articles.every(({ path }) => again.of(path).triage === 'later')).toBe(true)
  })
})

describe('a log', () => {
  it('that was cut off goes on where it was sound', async () => {
    const states = await test.open()
    await states.set([{ articles: [a], triage: 'later' }])
    await states.set([{ articles: [b], triage: 'archived' }])
    await states.close()
    const log = await theLog()
    await truncate(log, (await stat(log)).size - 7)
    const after = await test.open()
    expect([after.of('a.txt').triage, after.of('b.txt').triage]).toEqual(['later', null])
    await after.set([{ articles: [b], triage: 'inbox' }])
    await after.close()
    expect(test.notices).toEqual([])
    const again = await test.open()
    expect([again.of('a.txt').triage, again.of('b.txt').triage]).toEqual(['later', 'inbox'])
    for (const line of (await readFile(log, 'utf8')).trimEnd().split('\n')) JSON.parse(line)
  })

  it('with a broken line costs that line only, and it is told', async () => {
    const states = await test.open()
    for (const article of [a, b, { path: 'c.txt', hash: 'hc' }]) await states.set([{ articles: [article], read: true }])
    await states.close()
    const log = await theLog()
    await writeFile(log, (await readFile(log, 'utf8')).replace('"b.txt"', '"b.t'))
    const after = await test.open()
    expect(['a.txt', 'b.txt', 'c.txt'].map((path) => after.of(path).unread)).toEqual([false, true, false])
    expect(test.notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('line 3') }])
    await after.set([{ articles: [b], read: true }])
    expect((await readFile(log, 'utf8')).split('\n')[2]).toContain('"b.t')
  })

  it('of a newer format is left alone', async () => {
    const states = await test.open()
    await states.set([{ articles: [a], triage: 'later' }])
    await states.close()
    const log = await theLog()
    const newer = '{"schemaVersion":2}\n{"what":"ever"}\n'
    await writeFile(log, newer)
    const after = await test.open()
    expect(() => after.set([{ articles: [a], triage: 'archived' }])).toThrow(
      expect.objectContaining({ code: 'newer-format' }),
    )
    after.open(b)
    await after.close()
    expect(await readFile(log, 'utf8')).toBe(newer)
    expect(test.notices).toHaveLength(1)
  })
})

describe('two machines', () => {
  it('write each into a log of its own, and read both', async () => {
    const [desk, lap] = [await test.open('desk'), await test.open('lap')]
    await desk.set([{ articles: [a, b], triage: 'archived' }])
    await lap.set([{ articles: [b], triage: 'later' }])
    await lap.set([{ articles: [a], read: true }])
    expect(Object.keys(await logsBelow(test.folder))).toHaveLength(2)
    await desk.reconcile(found(a, b), [])
    for (const states of [desk, lap, await test.open('third')]) {
      expect(states.of('a.txt')).toEqual({ triage: 'archived', unread: false })
      expect(states.of('b.txt')).toEqual({ triage: 'later', unread: true })
    }
  })

  it('agree about what was done last, though one of them did much before', async () => {
    const [desk, lap] = [await test.open('desk'), await test.open('lap')]
    await desk.set([{ articles: [b], triage: 'inbox' }])
    for (let times = 0; times < 10; times++)
      await lap.set([{ articles: [a], triage: times % 2 ? 'archived' : 'later' }])
    await desk.set([{ articles: [a], triage: 'inbox' }])
    expect((await test.open('lap')).of('a.txt').triage).toBe('inbox')
  })

  it('lose nothing by the copies that synchronisers make', async () => {
    const desk = await test.open('desk')
    await desk.set([{ articles: [a], triage: 'later' }])
    await desk.close()
    const log = await theLog()
    const copy = log.replace('.jsonl', '.sync-conflict-20240104.jsonl')
    await rename(log, copy)
    const after = await test.open('desk')
    await after.set([{ articles: [b], triage: 'archived' }])
    await appendFile(copy, '{"articles":[["c.txt","h"]],"counter":9,"read":true,"replica":"x"}\n')
    const again = await test.open('lap')
    expect(['a.txt', 'b.txt'].map((path) => again.of(path).triage)).toEqual(['later', 'archived'])
    expect(again.of('c.txt').unread).toBe(false)
  })
})

describe('the place', () => {
  it('is the app’s data until there is a notebook, and then the notebook', async () => {
    await rm(join(test.folder, '.lectern'), { recursive: true })
    const states = await test.open()
    await states.set([{ articles: [a], triage: 'later' }])
    states.open(b)
    await states.flush()
    expect(Object.keys(await logsBelow(test.folder))).toEqual([])
    expect(Object.keys(await logsBelow(join(test.dataOf('desk'), 'states')))).toHaveLength(1)
    await mkdir(join(test.folder, '.lectern'))
    const other = await test.open()
    expect(other.of('a.txt').triage).toBe('later')
    await states.set([{ articles: [b], triage: 'archived' }])
    expect(Object.keys(await logsBelow(join(test.dataOf('desk'), 'states')))).toEqual([])
    await states.close()
    // Another machine sees all of it.
    const lap = await test.open('lap')
    expect(lap.of('a.txt')).toEqual({ triage: 'later', unread: true })
    expect(lap.of('b.txt')).toEqual({ triage: 'archived', unread: false })
  })

  it('is no place behind a link', async () => {
    await rm(join(test.folder, '.lectern'), { recursive: true })
    const elsewhere = join(test.path, 'elsewhere')
    await mkdir(elsewhere)
    await symlink(elsewhere, join(test.folder, '.lectern'))
    const states = await test.open()
    await states.set([{ articles: [a], triage: 'later' }])
    expect(await logsBelow(elsewhere)).toEqual({})
    expect((await test.open()).of('a.txt').triage).toBe('later')
  })

  it('is not written to for what nobody did', async () => {
    const states = await test.open()
    await states.reconcile(found(a, b), [])
    await states.reconcile(found(a, b, { path: 'c.txt', hash: 'hc', added: 2_000 }), [])
    await states.close()
    expect(await logsBelow(test.folder)).toEqual({})
    expect((await test.open()).of('c.txt').triage).toBe('inbox')
  })
})

describe('what arrived', () => {
  it('is what was not there when the library was first opened', async () => {
    const states = await test.open()
    const early = found({ ...a, added: 999 }, { ...b, added: 1 })
    await states.reconcile(early, [])
    expect(states.firstOpened).toBe(1_000)
    await states.close()
    const [log = []] = Object.values(await logsBelow(test.path))
    expect(log).toEqual(['{"schemaVersion":1}', '{"baseline":1000}'])
    const later = await test.open('desk', { now: () => 5_000 })
    const c = { path: 'c.txt', hash: 'hc', added: 3_000 }
    await later.reconcile(new Map([...early, ...found(c)]), [])
    expect(['a.txt', 'b.txt', 'c.txt'].map((path) => later.of(path).triage)).toEqual([null, null, 'inbox'])
    expect(later.firstOpened).toBe(1_000)
    await later.reconcile(new Map([...early, ...found({ ...c, path: 'moved/c.txt' })]), [])
    expect(later.of('moved/c.txt').triage).toBe('inbox')
    expect(later.kept('moved/c.txt')?.arrived?.value).toBe(3_000)
    await later.set([{ articles: [{ path: 'moved/c.txt', hash: 'hc' }], triage: 'archived' }])
    await later.reconcile(new Map([...early, ...found({ ...c, path: 'moved/c.txt' })]), [])
    expect(later.of('moved/c.txt').triage).toBe('archived')
  })

  it('is told once for all that arrived together', async () => {
    const states = await test.open()
    await states.reconcile(found(a), [])
    const many = manyArticles(500).map((article) => ({ ...article, added: 2_000 }))
    await states.reconcile(found(a, ...many), [])
    expect(test.changes.map((paths) => paths.length)).toEqual([500])
    await states.close()
    expect(Object.values(await logsBelow(test.path)).flat()).toHaveLength(3)
  })
})

it('keeps what a disk refuses, and tells', async () => {
  const states = await test.open('desk', { retryDelays: [1_000_000] })
  const folder = join(test.folder, '.lectern', 'states')
  await writeFile(folder, 'in the way')
  await expect(states.set([{ articles: [a], triage: 'later' }])).rejects.toMatchObject({ code: 'io' })
  expect(states.of('a.txt').triage).toBe('later')
  expect(test.notices).toMatchObject([{ level: 'error' }])
  await rm(folder)
  await states.close()
  expect(test.notices.at(-1)).toMatchObject({ level: 'info' })
  expect((await test.open()).of('a.txt').triage).toBe('later')
})

it('copies with the library', async () => {
  const states = await test.open()
  await states.set([{ articles: [a], triage: 'later' }])
  const copy = join(test.path, 'copy')
  await cp(test.folder, copy, { recursive: true })
  expect((await test.open('lap', { folder: copy })).of('a.txt').triage).toBe('later')
})
