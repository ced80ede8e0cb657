import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, newsText, type TestHost, testHost } from '../../../support/library-builder'
import { everything, questionsTo } from './support'

let test: TestHost
const ask = questionsTo(() => test)
/** More than are read at once. */
const count = 40

beforeEach(async () => {
  test = await testHost()
  const names = Array.from({ length: count }, (_, number) => `${number}.txt`)
  await test.folder.write(Object.fromEntries(names.map((name) => [name, newsText('2024-01-04', name, 'Barrels.')])))
  await test.open()
  for (const name of names) await ask.note(name, `Thought ${name} of zinc`)
  await test.restart()
})
afterEach(() => test.close())

describe('a library with much written in it, just opened', () => {
  it('answers a page at once, says what is missing, and tells when it is there', async () => {
    await test.openAtOnce()
    const early = await ask.query('zinc', {}, 'page')
    expect(early).toMatchObject({
      ...{ total: 0, rows: [] },
      shortfall: `What you wrote on ${count} articles is being read; its words are found in a moment.`,
    })
    const before = test.told.length
    await eventually(
      () => test.told.slice(before),
      (told) => told.some(({ event, payload }) => event === 'articles.changed' && payload.articles === null),
    )
    expect(await ask.query('zinc', {}, 'page')).toMatchObject({ total: count, shortfall: null })
  })

  it('says nothing of it where no words are looked for', async () => {
    await test.openAtOnce()
    expect(await ask.query('has:note', {}, 'page')).toMatchObject({ total: count, shortfall: null })
    expect(await ask.query('', {}, 'page')).toMatchObject({ total: count, shortfall: null })
  })

  it('keeps a program, and an edit of all that is found, waiting until all is there', async () => {
    await test.openAtOnce()
    expect(await ask.query('zinc')).toMatchObject({ total: count, shortfall: null })
    await test.restart()
    await test.openAtOnce()
    const selection = { kind: 'query', query: { ...everything, text: 'zinc' } } as const
    await test.host.handlers['tags.add']({ selection, tag: 'metal' })
    expect(await ask.query('tag:metal')).toMatchObject({ total: count })
  })

  it('can be closed meanwhile, and finds what was written and taken back after it', async () => {
    await test.openAtOnce()
    await test.restart()
    await test.open()
    await ask.note('0.txt', 'Of copper')
    await ask.note('1.txt', '')
    expect(await ask.paths('copper')).toEqual(['0.txt'])
    expect(await ask.query('zinc')).toMatchObject({ total: count - 2 })
    expect(await ask.paths('note:"thought 1.txt"')).toEqual([])
  })
})
