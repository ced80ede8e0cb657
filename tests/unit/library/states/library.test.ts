import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Request } from '#shared/contract'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { folderState } from '../../../support/temp-library'
import { everything, questionsTo } from '../search/support'
import { logsBelow } from './support'

let test: TestHost
const ask = questionsTo(() => test)
beforeEach(async () => {
  test = await testHost({ watch: { subscribe: async () => ({ unsubscribe: async () => undefined }) } })
  await test.folder.write(articles)
})
afterEach(() => test.close())

const articles = {
  'a.txt': newsText('2024-01-04', 'Harbour opens', 'Ships came in.'),
  'b.txt': newsText('2024-01-05', 'Harbour closes', 'Ships left.'),
  'c.txt': newsText('2024-01-06', 'A quiet day', 'Nothing moved.'),
}
const late = newsText('2024-01-07', 'Late news', 'It came after all.')

const counts = () => test.host.handlers['states.counts']({ scope: null })
const setAll = (text: string, wish: Omit<Request<'states.set'>, 'selection'>) =>
  test.host.handlers['states.set']({ selection: { kind: 'query', query: { ...everything, text } }, ...wish })
const openArticle = async (path: string) => test.host.handlers['articles.open']({ article: await ask.idOf(path) })
const stateOf = async (path: string) => {
  const row = (await ask.query('')).rows.find((one) => one.path === path)
  return { triage: row?.triage, unread: row?.unread }
}

describe('a library that is opened for the first time', () => {
  it('has nothing in its inbox, and all of it is unread', async () => {
    await test.open()
    expect(await counts()).toEqual({ inbox: 0, inboxUnread: 0, later: 0, archived: 0, unread: 3 })
    expect(await ask.paths('is:unread', { sort: 'path' })).toEqual(['a.txt', 'b.txt', 'c.txt'])
  })

  it('has nothing written into it by opening and reading', async () => {
    const before = folderState(test.folder.path)
    await test.open()
    await openArticle('a.txt')
    await test.restart()
    await test.open()
    expect(await stateOf('a.txt')).toEqual({ triage: null, unread: false })
    expect(folderState(test.folder.path)).toEqual(before)
    expect(await readdir(join(test.dataDir, 'states'))).toHaveLength(1)
  })
})

describe('what comes later', () => {
  it('is in the inbox until it is sorted, also where it came while Lectern was closed', async () => {
    const library = await test.open()
    await test.folder.write({ 'open.txt': late })
    await library.refresh()
    expect(await ask.paths('is:inbox')).toEqual(['open.txt'])
    await test.restart()
    await test.folder.write({ 'closed.txt': `${late}Again.` })
    await test.open()
    expect(await ask.paths('is:inbox', { sort: 'path' })).toEqual(['closed.txt', 'open.txt'])
    expect(await counts()).toMatchObject({ inbox: 2, inboxUnread: 2, unread: 5 })
    await ask.state(['open.txt'], { triage: 'archived' })
    expect(await ask.paths('is:inbox')).toEqual(['closed.txt'])
    expect((await ask.paths('', { sort: 'added' })).slice(0, 2)).toEqual(['closed.txt', 'open.txt'])
  })

  it('is still what came later where the cache was deleted', async () => {
    const library = await test.open()
    await test.folder.write({ 'open.txt': late })
    await library.refresh()
    await ask.state(['b.txt'], { triage: 'archived', read: true })
    const before = (await ask.query('', { sort: 'added' })).rows.map(({ path, added }) => [path, added])
    await test.restart()
    await rm(test.cacheDir, { recursive: true })
    await test.open()
    expect(await ask.paths('is:inbox')).toEqual(['open.txt'])
    expect(await stateOf('b.txt')).toEqual({ triage: 'archived', unread: false })
    expect((await ask.query('', { sort: 'added' })).rows[0]).toMatchObject({
      path: before[0]?.[0],
      added: before[0]?.[1],
    })
  })

  it('is not what a copy of the folder on another machine makes new', async () => {
    await Promise.all(Object.keys(articles).map((path) => test.folder.touch(path, new Date('2024-01-08T00:00:00Z'))))
    await mkdir(join(test.folder.path, '.lectern'))
    await test.open()
    await ask.state(['a.txt'], { triage: 'later' })
    const copied = await Promise.all(Object.keys(articles).map((path) => readFile(join(test.folder.path, path))))
    await test.host.close()
    // The files are made anew, with their old times, as synchronisers do.
    await rm(test.cacheDir, { recursive: true })
    for (const [index, path] of Object.keys(articles).entries()) {
      await test.folder.remove(path)
      await test.folder.write({ [path]: copied[index] ?? '' })
      await test.folder.touch(path, new Date('2024-01-08T00:00:00Z'))
    }
    await rm(join(test.dataDir, 'machine.json'))
    await test.restart()
    await test.open()
    expect(await counts()).toMatchObject({ inbox: 0, later: 1 })
  })
})

describe('an article', () => {
  it('takes its state along when it is moved, also while Lectern is closed', async () => {
    const library = await test.open()
    await ask.state(['a.txt', 'b.txt'], { triage: 'archived', read: true })
    await mkdir(join(test.folder.path, 'old'))
    await rename(join(test.folder.path, 'a.txt'), join(test.folder.path, 'old/a.txt'))
    await library.refresh()
    expect(await stateOf('old/a.txt')).toEqual({ triage: 'archived', unread: false })
    await test.restart()
    await rename(join(test.folder.path, 'b.txt'), join(test.folder.path, 'old/elsewhere.txt'))
    await test.folder.write({ 'b.txt': late })
    await test.open()
    expect(await stateOf('old/elsewhere.txt')).toEqual({ triage: 'archived', unread: false })
    expect(await stateOf('b.txt')).toEqual({ triage: 'inbox', unread: true })
  })

  it('is read when a page opens it, once, and not when it is asked for again because it changed', async () => {
    await test.open()
    expect(await openArticle('a.txt')).toMatchObject({ unread: false })
    expect(await stateOf('a.txt')).toEqual({ triage: null, unread: false })
    await ask.state(['a.txt'], { read: false })
    expect(await openArticle('a.txt')).toMatchObject({ unread: true })
    await openArticle('b.txt')
    expect(await openArticle('a.txt')).toMatchObject({ unread: false })
    expect(await ask.paths('is:unread')).toEqual(['c.txt'])
  })

  it('of a library inside another keeps its state there', async () => {
    await test.folder.write({
      'inner/.lectern/library.json': '{"id":"x","savedSearches":{},"schemaVersion":1,"tags":{}}',
    })
    await test.folder.write({ 'inner/d.txt': late })
    await test.open()
    await ask.state(['inner/d.txt', 'a.txt'], { triage: 'later' })
    expect(Object.values(await logsBelow(join(test.folder.path, 'inner')))[0]?.at(-1)).toContain('"d.txt"')
    await test.open(join(test.folder.path, 'inner'))
    expect(await counts()).toMatchObject({ later: 2, unread: 4 })
    expect(await ask.paths('is:later', { sort: 'path' })).toEqual(['a.txt', 'd.txt'])
  })
})

describe('sorting', () => {
  it('changes all that a query finds in one line, and tells it once', async () => {
    await test.open()
    await mkdir(join(test.folder.path, '.lectern'))
    const told = test.told.length
    expect(await setAll('harbour', { triage: 'archived', read: true })).toEqual({ changed: 2 })
    expect(await setAll('harbour', { triage: 'archived' })).toEqual({ changed: 0 })
    const [log = []] = Object.values(await logsBelow(test.folder.path))
    expect(log.filter((line) => line.includes('archived'))).toHaveLength(1)
    expect(await counts()).toEqual({ inbox: 0, inboxUnread: 0, later: 0, archived: 2, unread: 1 })
    const events = () => test.told.slice(told).filter(({ event }) => event === 'articles.changed')
    await eventually(events, (seen) => seen.length > 0)
    expect(events()).toHaveLength(1)
  })

  it('is undone exactly, and done again', async () => {
    await test.open()
    await ask.state(['a.txt'], { triage: 'later' })
    await ask.state(['b.txt'], { triage: 'archived' })
    await setAll('', { triage: 'archived' })
    const { handlers } = test.host
    expect(await handlers['undo.state'](null)).toMatchObject({ undo: 'Archive 2 articles' })
    await handlers['undo.undo'](null)
    expect([(await stateOf('a.txt')).triage, (await stateOf('b.txt')).triage, (await stateOf('c.txt')).triage]).toEqual(
      [...['later', 'archived', null]],
    )
    await handlers['undo.redo'](null)
    expect(await counts()).toMatchObject({ archived: 3 })
    await test.restart()
    await test.open()
    expect(await counts()).toMatchObject({ archived: 3 })
  })
})
