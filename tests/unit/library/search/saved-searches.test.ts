import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SavedSearch } from '#shared/contract'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { folderState } from '../../../support/temp-library'
import { questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)
beforeEach(async () => {
  test = await testHost()
  await test.folder.write({
    'a.txt': newsText('2024-01-04', 'Oil', 'Barrels of oil.'),
    'b.txt': newsText('2024-01-05', 'Grain', 'Wheat and corn.'),
    'sub/c.txt': newsText('2024-01-06', 'Oil again', 'More oil.'),
  })
})
afterEach(() => test.close())

const oil = { name: 'Oil', text: 'oil', folder: '', tags: [] }
const list = async (): Promise<readonly SavedSearch[]> => test.host.handlers['searches.list'](null)
const counts = async (): Promise<readonly (string | number)[][]> =>
  (await list()).map(({ name, total, fresh }) => [name, total, fresh])
const told = (event: string): number => test.told.filter((one) => one.event === event).length

describe('a saved search', () => {
  it('says what it finds, in its folder and with its tags', async () => {
    const library = await test.open()
    await ask.tag('a.txt', 'energy/oil')
    expect(await ask.save(oil)).toMatchObject({ ...oil, library: library.id, total: 2, fresh: 0 })
    await ask.save({ name: 'Below', text: '', folder: 'sub', tags: [] })
    await ask.save({ name: 'Tagged', text: 'barrels', folder: '', tags: ['energy'] })
    await ask.save({ name: 'None', text: 'wheat barrels', folder: '', tags: [] })
    expect(await counts()).toEqual([
      ['Below', 1, 0],
      ['None', 0, 0],
      ['Oil', 2, 0],
      ['Tagged', 1, 0],
    ])
  })

  it('counts what came since it was visited last, over a restart too', async () => {
    const library = await test.open()
    const { id } = await ask.save(oil)
    await test.folder.write({ 'new.txt': newsText('2020-01-01', 'New', 'Old oil, newly found.'), 'x.txt': 'Nothing.' })
    await library.refresh()
    expect(await counts()).toEqual([['Oil', 3, 1]])
    await test.restart()
    const again = await test.open()
    expect(await counts()).toEqual([['Oil', 3, 1]])
    await test.host.handlers['searches.visit']({ library: again.id, id })
    expect(await counts()).toEqual([['Oil', 3, 0]])
    // An article that is edited, or tagged, is not a new one.
    await test.folder.write({ 'a.txt': newsText('2024-01-04', 'Oil', 'Barrels of oil, and more.') })
    await again.refresh()
    await ask.tag('a.txt', 'read')
    expect(await counts()).toEqual([['Oil', 3, 0]])
  })

  it('is renamed and removed', async () => {
    const library = await test.open()
    const { id } = await ask.save(oil)
    await test.host.handlers['searches.rename']({ library: library.id, id, name: 'Crude' })
    expect(await counts()).toEqual([['Crude', 2, 0]])
    await test.host.handlers['searches.remove']({ library: library.id, id })
    expect(await list()).toEqual([])
    const rename = test.host.handlers['searches.rename']({ library: library.id, id, name: 'Back' })
    await expect(rename).rejects.toMatchObject({ code: 'not-found' })
  })

  it('asks where it is to be kept, and writes nothing into the folder before', async () => {
    const { id } = await test.host.handlers['host.open']({
      ...{ folder: test.folder.path, include: [], exclude: [], notebookPlace: null },
    })
    await test.host.library(id).refresh()
    const before = folderState(test.folder.path)
    await expect(ask.save(oil)).rejects.toMatchObject({ code: 'place-needed' })
    expect([folderState(test.folder.path), await list()]).toEqual([before, []])
    await test.host.handlers['libraries.choosePlace']({ library: id, place: 'app' })
    await ask.save(oil)
    expect([folderState(test.folder.path), await counts()]).toEqual([before, [['Oil', 2, 0]]])
  })

  it('that another process saved appears, and what it finds is not new', async () => {
    const library = await test.open()
    const other = await testHost()
    const theirs = await other.open(test.folder.path)
    await other.host.handlers['searches.save']({ library: theirs.id, ...oil })
    await other.close()
    await library.refresh()
    expect(await counts()).toEqual([['Oil', 2, 0]])
    await test.folder.write({ 'new.txt': newsText('2020-01-01', 'New', 'Old oil, newly found.') })
    await library.refresh()
    expect(await counts()).toEqual([['Oil', 3, 1]])
  })

  it('is told of when it changes, and when what it finds may have', async () => {
    const library = await test.open()
    await eventually(
      () => told('searches.changed'),
      (times) => times > 0,
    )
    const before = told('searches.changed')
    await ask.save(oil)
    await eventually(
      () => told('searches.changed'),
      (times) => times > before,
    )
    const then = told('searches.changed')
    await test.folder.write({ 'new.txt': newsText('2020-01-01', 'New', 'Oil.') })
    await library.refresh()
    await eventually(
      () => told('searches.changed'),
      (times) => times > then,
    )
  })

  it('counts only full matches, within the libraries that are open', async () => {
    await test.open()
    await ask.save({ name: 'Partial', text: 'oil wheat', folder: '', tags: [] })
    expect((await ask.query('oil wheat')).partial).toBe(true)
    expect(await counts()).toEqual([['Partial', 0, 0]])
    const [library] = test.host.libraries()
    await test.host.handlers['host.close']({ library: library?.id ?? '' })
    expect(await list()).toEqual([])
  })
})

describe('searches typed before', () => {
  it('are remembered, newest first, also after a restart, and can be forgotten', async () => {
    const remember = (text: string) => test.host.handlers['search.remember']({ text })
    await remember('oil')
    await remember('"crude oil" -gas')
    await remember('oil')
    expect(await test.host.handlers['search.recent'](null)).toEqual(['oil', '"crude oil" -gas'])
    await test.restart()
    expect(await test.host.handlers['search.recent'](null)).toEqual(['oil', '"crude oil" -gas'])
    await remember('')
    await test.host.handlers['host.flush'](null)
    expect(await test.host.handlers['search.recent'](null)).toEqual([])
    expect(await readFile(join(test.dataDir, 'searches.json'), 'utf8')).not.toContain('oil')
  })
})
