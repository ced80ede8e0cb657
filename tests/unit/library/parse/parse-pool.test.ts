import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createParsePool, type ParsePool, type ParsePoolOptions } from '#library/parse/parse-pool'
import type { FileToRead, ReadFiles } from '#library/parse/parse-protocol'
import { tempFolder } from '../../../support/temp-library'

const temp = tempFolder('pool')
afterAll(() => temp.remove())

/** A worker that does with a file what the file's name says; its segment is the list of what it read. */
const standIn = `
  import { parentPort, workerData } from 'node:worker_threads'
  const misdeeds = {
    hang: () => { for (;;); },
    bomb: () => { const held = []; for (;;) held.push(new Array(1e6).fill(held.length)) },
    exit: () => process.exit(3),
    throw: () => { setTimeout(() => { throw new Error('from nowhere') }); return new Promise(() => {}) },
  }
  parentPort.on('message', async (job) => {
    const readings = []
    for (const { path } of job.files) {
      Atomics.add(workerData.begun, 0, 1)
      await misdeeds[path.split('-')[0]]?.()
      readings.push({ is: job.whole ? 'whole' : 'unchanged', file: { path, size: 0, modified: 0, changed: 0, born: 0 } })
    }
    const segments = [new TextEncoder().encode(job.files.map(({ path }) => path).join())]
    parentPort.postMessage({ job: job.job, readings, segments })
  })
`

const pools: ParsePool[] = []
async function pool(script: string, options: Partial<ParsePoolOptions> = {}): Promise<ParsePool> {
  const path = join(temp.path, `worker-${pools.length}.mjs`)
  await writeFile(path, script)
  const made = createParsePool({ script: pathToFileURL(path), width: 2, deadline: 400, memory: 64, ...options })
  pools.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(pools.map((each) => each.close()))
})

const files = (...paths: string[]): FileToRead[] => paths.map((path) => ({ path, known: null }))
const summary = ({ readings }: Pick<ReadFiles, 'readings'>): string[] =>
  readings
    .map((reading) =>
      'path' in reading ? `${reading.path}: ${'reason' in reading ? reading.reason : ''}` : reading.file.path,
    )
    .sort()

describe('the parse pool', () => {
  it('reads batches side by side', async () => {
    const workers = await pool(standIn)
    const batches = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => workers.read('/', files(`${name}1`, `${name}2`))),
    )
    expect(batches.map(summary)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2'],
      ['c1', 'c2'],
      ['d1', 'd2'],
    ])
  })

  it.each([
    ['hang-1', /took too long/],
    ['bomb-1', /too much memory/],
    ['exit-1', /broke down/],
    ['throw-1', /broke down/],
  ])('gives up %s alone and reads what stands around it', async (culprit, reason) => {
    const workers = await pool(standIn, { deadline: culprit === 'hang-1' ? 400 : 20_000 })
    const { readings, segments } = await workers.read('/', files('a', culprit, 'b', 'c'))
    const refused = readings.find((reading) => reading.is === 'refused')
    expect(refused).toMatchObject({ path: culprit, reason: expect.stringMatching(reason), lasting: true })
    expect(summary({ readings: readings.filter((reading) => reading !== refused) })).toEqual(['a', 'b', 'c'])
    expect(segments.map((segment) => new TextDecoder().decode(segment))).toEqual(['a,b,c'])
  })

  it('gives up two culprits of one batch', async () => {
    const workers = await pool(standIn)
    const { readings } = await workers.read('/', files('hang-1', 'a', 'exit-1', 'b'))
    expect(readings.filter((reading) => reading.is === 'refused')).toHaveLength(2)
    expect(summary({ readings: readings.filter((reading) => reading.is !== 'refused') })).toEqual(['a', 'b'])
  })

  it('opens an article while every worker of the index is held up', async () => {
    const workers = await pool(standIn, { width: 1, deadline: 3_000 })
    let held = true
    const reading = workers.read('/', files('hang-1')).finally(() => {
      held = false
    })
    const opened = await workers.open('/', 'wanted')
    expect(opened).toMatchObject({ is: 'whole', file: { path: 'wanted' } })
    expect(held).toBe(true)
    await reading
  })

  it('fails when no worker can start, instead of trying for ever', async () => {
    const workers = await pool('throw new Error("broken build")')
    await expect(workers.read('/', files('a'))).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringContaining('broken build'),
    })
  })

  it('fails what is under way, and what comes later, when it is closed', async () => {
    const workers = await pool(standIn, { deadline: 20_000 })
    const reading = workers.read('/', files('hang-1'))
    const refused = expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    await workers.close()
    await refused
    await expect(workers.read('/', files('a'))).rejects.toMatchObject({ code: 'cancelled' })
  })
})
