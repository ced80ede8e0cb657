import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Article } from '#shared/article'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'
import { questionsTo } from '../search/support'

let test: TestHost
const ask = questionsTo(() => test)
const open = async (): Promise<Article> => test.host.handlers['articles.open']({ article: await ask.idOf('a.txt') })
const versions = async () => test.host.handlers['history.list']({ article: await ask.idOf('a.txt') })
const restore = async (version: string) =>
  test.host.handlers['history.restore']({ article: await ask.idOf('a.txt'), version })

beforeEach(async () => {
  test = await testHost()
  await test.folder.write({ 'a.txt': newsText('2024-01-04', 'Oil', 'Barrels of crude.') })
  await test.open()
})
afterEach(() => test.close())

describe('earlier versions', () => {
  it('are none where nothing was written', async () => {
    expect(await versions()).toEqual([])
    await expect(restore('0/none.json')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('come newest first, and are brought back as a step that can be undone', async () => {
    await ask.note('a.txt', 'The first thought')
    await ask.tag('a.txt', 'oil')
    await ask.note('a.txt', 'Something else entirely')
    await ask.note('a.txt', 'And a third one')
    const list = await versions()
    expect(list.map(({ note, tags }) => [note, tags])).toEqual([
      ['Something else entirely', ['oil']],
      ['The first thought', ['oil']],
    ])
    await ask.tag('a.txt', 'energy')
    await restore(list[1]?.id ?? '')
    expect(await open()).toMatchObject({ note: 'The first thought', tags: ['oil'] })
    expect((await versions())[0]).toMatchObject({ note: 'And a third one', tags: ['energy', 'oil'] })
    expect((await test.host.handlers['undo.undo'](null)).label).toBe('Bring back an earlier version')
    expect(await open()).toMatchObject({ note: 'And a third one', tags: ['energy', 'oil'] })
  })

  it('are the same highlights with their notes and colours', async () => {
    const { id, text } = await open()
    const start = text.indexOf('Barrels')
    const place = { start, end: start + 7 }
    const added = await test.host.handlers['highlights.add']({
      ...{ article: id, place, quote: 'Barrels', colour: 'pink', note: 'How many?', tags: ['count'] },
    })
    await test.host.handlers['highlights.remove']({ article: id, ids: [added.id] })
    expect((await open()).highlights).toEqual([])
    const [version] = await versions()
    expect(version?.highlights).toEqual([{ quote: 'Barrels', note: 'How many?', colour: 'pink' }])
    await restore(version?.id ?? '')
    expect((await open()).highlights).toMatchObject([
      { quote: 'Barrels', note: 'How many?', colour: 'pink', tags: ['count'], standing: { kind: 'placed', ...place } },
    ])
  })

  it('that cannot be read are passed over', async () => {
    await ask.note('a.txt', 'The first thought')
    await ask.note('a.txt', 'Something else entirely')
    const history = join(test.folder.path, '.lectern', 'history')
    const [record = ''] = await readdir(history)
    await writeFile(join(history, record, '000009-20240104T101500Z.json'), '{ broken')
    expect((await versions()).map(({ note }) => note)).toEqual(['The first thought'])
  })
})
