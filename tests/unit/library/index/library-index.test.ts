import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LibraryIndex } from '#library/index/library-index'
import { answered, apply, articleReading, found, openIndex, settle, stateOf } from '../../../support/index-builder'
import { eventually } from '../../../support/library-builder'
import { tempFolder } from '../../../support/temp-library'

let temp: ReturnType<typeof tempFolder>
let index: LibraryIndex
beforeEach(async () => {
  temp = tempFolder('index')
  index = await openIndex(temp.path)
})
afterEach(async () => {
  await index.close()
  temp.remove()
})
async function reopen(): Promise<void> {
  await index.close()
  index = await openIndex(temp.path)
}

describe('readings', () => {
  it('change catalog, texts and search store together', async () => {
    const first = await apply(index, [
      articleReading('a', 'one two'),
      articleReading('b', 'three'),
      articleReading('c', 'x'),
    ])
    expect([first.added.length, first.changed.length, first.removed.length]).toEqual([3, 0, 0])
    const edited = articleReading('a', 'one two three')
    const second = await index.apply(
      answered(
        edited,
        { is: 'unchanged', file: found('b', { modified: 99 }) },
        { is: 'gone', path: 'c' },
        { is: 'refused', path: 'never', reason: 'Why', lasting: true },
        { is: 'unchanged', file: found('unknown') },
      ),
      new Map([['never', found('never')]]),
      2000,
    )
    expect([second.added.length, second.changed.length, second.removed.length]).toEqual([0, 1, 1])
    expect(await stateOf(index)).toEqual({
      a: `${edited.summary.hash} 3 one two three`,
      b: expect.stringMatching(/ 1 three$/),
    })
    expect(index.catalog.at('b')?.modified).toBe(99)
    expect(index.catalog.refusedAt('never')).toEqual({
      path: 'never',
      size: 1,
      modified: 10,
      changed: 20,
      reason: 'Why',
    })
    expect(index.store.size).toBe(2)
  })

  it('of an article that is none any more take it out of everything, and put it back when it is one', async () => {
    await apply(index, [articleReading('a', 'one')])
    await apply(index, [{ is: 'refused', path: 'a', reason: 'Why', lasting: false }])
    expect([index.store.size, index.catalog.size, index.catalog.refusedAt('a')]).toEqual([0, 0, undefined])
    await apply(index, [articleReading('a', 'one two')])
    expect(await stateOf(index)).toEqual({ a: expect.stringMatching(/ 2 one two$/) })
  })

  it('that come side by side do not mix', async () => {
    const batches = Array.from({ length: 20 }, (_, batch) =>
      Array.from({ length: 10 }, (_, n) => articleReading(`${batch}/${n}`, `text ${batch} ${n} ${'x '.repeat(n)}`)),
    )
    await Promise.all(batches.map((batch) => apply(index, batch)))
    const expected = batches.flat().map(({ file, summary: { hash }, text }) => {
      const written = new TextDecoder().decode(text)
      return [file.path, `${hash} ${written.trim().split(' ').length} ${written}`]
    })
    expect(await stateOf(index)).toEqual(Object.fromEntries(expected))
    await settle(index)
    await reopen()
    expect(await stateOf(index)).toEqual(Object.fromEntries(expected))
    expect(index.store.parts().length).toBe(1)
  })
})

describe('the time an article came', () => {
  const addedOf = (path: string): number | undefined => index.catalog.at(path)?.added

  it('is when its file was made, in the first whole scan, also when that takes several starts', async () => {
    await apply(index, [articleReading('a', 'a', { born: 500 }), articleReading('late', 'l', { born: 5000 })], 1000)
    await apply(index, [articleReading('unknown', 'u', { born: 0, changed: 400 })], 1000)
    await index.commit()
    await reopen()
    await apply(index, [articleReading('b', 'b', { born: 600 })], 2000)
    expect(['a', 'late', 'unknown', 'b'].map(addedOf)).toEqual([500, 1000, 400, 600])
  })

  it('is when it was found, after that, and stays through edits and restarts', async () => {
    await apply(index, [articleReading('a', 'a', { born: 500 })], 1000)
    index.scanned()
    await settle(index)
    await reopen()
    await apply(index, [articleReading('b', 'b', { born: 600 }), articleReading('a', 'edited', { born: 500 })], 2000)
    expect(['a', 'b'].map(addedOf)).toEqual([500, 2000])
    await settle(index)
    await reopen()
    expect(['a', 'b'].map(addedOf)).toEqual([500, 2000])
  })

  it('follows an article that is moved, whichever end of that is seen first', async () => {
    await apply(index, [articleReading('a', 'a', { born: 500 }), articleReading('b', 'b', { born: 600 })], 1000)
    index.scanned()
    index.remove('a')
    await apply(index, [articleReading('new/a', 'a')], 2000)
    await apply(index, [articleReading('new/b', 'b')], 2000)
    expect(['new/a', 'new/b'].map(addedOf)).toEqual([500, 2000])
    index.remove('b')
    expect(addedOf('new/b')).toBe(600)
    await apply(index, [articleReading('copy of a', 'a')], 3000)
    expect(addedOf('copy of a')).toBe(3000)
  })
})

describe('merging', () => {
  it('goes on behind a long first reading and leaves one segment at rest', async () => {
    for (let batch = 0; batch < 40; batch++)
      await apply(
        index,
        Array.from({ length: 12 }, (_, n) => articleReading(`${batch}/${n}`, `${batch} ${n} ${words(batch * 12 + n)}`)),
      )
    const before = await stateOf(index)
    expect(
      await eventually(
        () => index.store.parts().length,
        (parts) => parts < 20,
      ),
    ).toBeGreaterThan(0)
    await settle(index)
    expect(index.store.parts().length).toBe(1)
    expect(await stateOf(index)).toEqual(before)
    await reopen()
    expect([await stateOf(index), index.store.parts().length]).toEqual([before, 1])
  })

  it('that is aborted loses nothing', async () => {
    for (let batch = 0; batch < 20; batch++)
      await apply(index, [articleReading(`${batch}`, words(batch)), articleReading(`other ${batch}`, words(-batch))])
    const before = await stateOf(index)
    await index.settle(AbortSignal.abort())
    const closing = new AbortController()
    const settling = index.settle(closing.signal)
    closing.abort()
    await settling
    await reopen()
    expect(await stateOf(index)).toEqual(before)
  })
})

/** Some thousand letters that differ from number to number. */
const words = (seed: number): string =>
  Array.from({ length: 300 }, (_, n) => ((seed * 7919 + n * 104_729) % 50_021).toString(36)).join(' ')
