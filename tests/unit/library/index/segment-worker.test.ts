import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { createStore, freezeAnnotations, freezeArticles, joinSegments } from '#core/search/index'
import { Merger } from '#library/index/merger'
import { SegmentWorker } from '#library/index/segment-worker'
import { inSharedMemory } from '#library/index/shared-memory'
import { workerScript } from '#library/parse/worker-scripts'
import { tempFolder } from '../../../support/temp-library'

const temp = tempFolder('join')
afterAll(() => temp.remove())
const script = workerScript('merge-worker', process.env)

/** A worker that does what the first byte of its first input says. */
async function standIn(): Promise<URL> {
  const path = join(temp.path, 'stand-in.mjs')
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ job, work }) => {
       const order = work.inputs[0].bytes[0]
       if (order === 1) process.exit(3)
       if (order === 2) throw new Error('broken')
       if (order !== 3) parentPort.postMessage({ job, segment: work.inputs[0].bytes })
     })`,
  )
  return pathToFileURL(path)
}

/** A segment of so many articles with many words of their own each. */
const segment = (name: string, articles: number): Uint8Array =>
  freezeArticles(
    Array.from({ length: articles }, (_, n) => ({
      ...{ key: `${name}/${n}`, title: name, author: null, source: null, language: 'en' },
      body: Array.from({ length: 300 }, (_, at) => `${name}x${n}x${at}`).join(' '),
    })),
  )

describe('the merge worker', () => {
  it('joins as the library process would, and leaves the inputs as they are', async () => {
    const worker = new SegmentWorker(script)
    const inputs = [
      { bytes: segment('a', 3), dead: Uint8Array.of(0, 1, 0) },
      { bytes: inSharedMemory(segment('b', 2)), dead: null },
    ]
    const before = inputs.map(({ bytes }) => bytes.slice())
    const joined = await worker.join(inputs)
    expect(Buffer.compare(joined, joinSegments(inputs))).toBe(0)
    expect(joined.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(inputs.map(({ bytes }) => Buffer.from(bytes))).toEqual(before.map((bytes) => Buffer.from(bytes)))
    await worker.close()
  })

  it('reads what readers wrote as the library process would', async () => {
    const worker = new SegmentWorker(script)
    const annotations = [
      {
        key: 'a.txt',
        tags: ['politics/us'],
        note: 'Barrels of oil',
        highlights: ['crude'],
        corrected: { title: 'Oil' },
      },
    ]
    const segment = await worker.freeze(annotations, ['en', 'fr'])
    expect(Buffer.compare(segment, freezeAnnotations(annotations, ['en', 'fr']).bytes)).toBe(0)
    await worker.close()
  })

  it('that is lost fails its join and is started again for the next', async () => {
    const worker = new SegmentWorker(await standIn())
    const order = (number: number) => worker.join([{ bytes: Uint8Array.of(number), dead: null }])
    await expect(order(1)).rejects.toThrow('The merge worker ended.')
    expect([...(await order(7))]).toEqual([7])
    await expect(order(2)).rejects.toThrow('broken')
    expect([...(await order(8))]).toEqual([8])
    const waiting = expect(order(3)).rejects.toThrow('The merge worker was ended.')
    await worker.close()
    await waiting
  })
})

describe('a merger', () => {
  it('whose worker does not work leaves the store as it is, and does not try for ever', async () => {
    const store = createStore()
    for (let n = 0; n < 10; n++) store.add(segment(`${n}`, 20))
    const merger = new Merger(store, new URL('./missing.js', pathToFileURL(`${temp.path}/`)))
    const parts = store.parts().length
    expect(parts).toBeGreaterThan(1)
    await merger.rest(new AbortController().signal)
    expect([store.size, store.parts().length]).toEqual([200, parts])
    await merger.close()
  })

  it('joins everything at rest, with what was removed meanwhile still gone', async () => {
    const store = createStore()
    for (let n = 0; n < 10; n++) store.add(segment(`${n}`, 20))
    const merger = new Merger(store, script)
    const resting = merger.rest(new AbortController().signal)
    for (let n = 0; n < 10; n++) store.remove(`${n}/7`)
    await resting
    expect([store.size, store.parts().length, store.has('4/7'), store.has('4/8')]).toEqual([190, 1, false, true])
    await merger.close()
  })
})
