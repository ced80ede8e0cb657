import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apply, articleReading, openIndex, settle, stateOf } from '../../../support/index-builder'
import { tempFolder } from '../../../support/temp-library'

const temp = tempFolder('damage')
const whole = join(temp.path, 'whole')
const folder = join(temp.path, 'cache')
let before: Record<string, string>
const texts = (n: number): string => `Article ${n} says ${'something '.repeat(n)}`
const readings = Array.from({ length: 30 }, (_, n) => articleReading(`folder/${n} é.txt`, texts(n)))

beforeAll(async () => {
  const index = await openIndex(whole)
  await apply(index, readings.slice(0, 20))
  await settle(index)
  await apply(index, readings.slice(20))
  index.remove('folder/3 é.txt')
  index.scanned()
  await index.commit()
  before = await stateOf(index)
  await index.close()
})
afterAll(() => temp.remove())
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true })
  await cp(whole, folder, { recursive: true })
})

/** The files of a kind, by path below the folder. */
async function filesOf(kind: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith(kind)).map((name) => join(folder, name))
}

async function flip(path: string, at: number, bit: number): Promise<void> {
  const bytes = await readFile(path)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  await writeFile(path, bytes)
}

/** Opens the damaged cache: what was in it is gone, and everything can be put in again. */
async function expectRebuilt(): Promise<void> {
  const damaged = await openIndex(folder)
  expect(await stateOf(damaged)).toEqual({})
  await apply(damaged, readings)
  damaged.remove('folder/3 é.txt')
  await settle(damaged)
  await damaged.close()
  const again = await openIndex(folder)
  expect(await stateOf(again)).toEqual(before)
  await again.close()
}

it('an index that is whole opens as it was', async () => {
  const index = await openIndex(folder)
  expect(await stateOf(index)).toEqual(before)
  expect(index.store.parts().length).toBe(2)
  await index.close()
})

describe.each(['manifest', 'catalog.jsonl', '.seg'])('%s', (kind) => {
  it('is dropped and built anew where any one bit of it is another', async () => {
    for (const file of await filesOf(kind)) {
      const { length } = await readFile(file)
      for (const share of [0, 0.01, 0.1, 0.37, 0.5, 0.77, 0.99, 1]) {
        const at = Math.min(length - 1, Math.floor(length * share))
        await flip(file, at, at % 8)
        const index = await openIndex(folder)
        const state = await stateOf(index)
        await index.close()
        expect([file, at, state]).toEqual([file, at, {}])
        await rm(folder, { recursive: true, force: true })
        await cp(whole, folder, { recursive: true })
      }
    }
    const [file = ''] = await filesOf(kind)
    await flip(file, 9, 3)
    await expectRebuilt()
  })

  it.each([0, 0.001, 0.5, 0.999])('is dropped and built anew where it is cut at %f', async (share) => {
    const [file = ''] = await filesOf(kind)
    const { length } = await readFile(file)
    await truncate(file, Math.floor(length * share))
    await expectRebuilt()
  })

  it('is dropped and built anew where it is missing', async () => {
    const [file = ''] = await filesOf(kind)
    await rm(file)
    await expectRebuilt()
  })

  it('is dropped and built anew where it is full of something else', async () => {
    const [file = ''] = await filesOf(kind)
    await writeFile(file, Buffer.alloc(100_000, '{"a":1}\n'))
    await expectRebuilt()
  })
})

describe('texts.bin', () => {
  const text = async (): Promise<string> => (await filesOf('texts.bin'))[0] ?? ''

  it('that is cut or missing is built anew', async () => {
    await truncate(await text(), 200)
    await expectRebuilt()
    await rm(await text())
    await expectRebuilt()
  })

  it('with another bit in it is noticed when the text is read, and that article is read again at the next look', async () => {
    await flip(await text(), 300, 1)
    const index = await openIndex(folder)
    const damaged: string[] = []
    index.onDamage = (path) => damaged.push(path)
    expect(await stateOf(index)).not.toEqual(before)
    expect(damaged).toHaveLength(1)
    const [path = ''] = damaged
    expect(index.catalog.at(path)).toMatchObject({ hash: '', size: -1 })
    const reading = readings.find(({ file }) => file.path === path)
    expect.assert(reading)
    await apply(index, [reading])
    expect(await stateOf(index)).toEqual(before)
    expect(damaged).toHaveLength(1)
    await index.close()
  })
})

it('what killed processes left is gone once a writer opens the index', async () => {
  const [segment = ''] = await filesOf('.seg')
  const generation = dirname(segment)
  await writeFile(join(folder, '.lectern-0123456789abcdef.tmp'), 'cut off')
  await writeFile(join(folder, 'texts-0123456789abcdef.tmp'), 'cut off')
  await writeFile(join(generation, '.lectern-0123456789abcdef.tmp'), 'cut off')
  await writeFile(join(generation, '0123456789abcdef.seg'), 'never committed')
  await cp(generation, join(folder, 'g7'), { recursive: true })
  const index = await openIndex(folder)
  expect(await stateOf(index)).toEqual(before)
  await index.close()
  expect((await readdir(folder, { recursive: true })).sort()).toEqual(
    (await readdir(whole, { recursive: true })).sort(),
  )
})

it('a segment of another library is not taken for one of this', async () => {
  const [first = '', second = ''] = await filesOf('.seg')
  await writeFile(first, await readFile(second))
  await expectRebuilt()
})
