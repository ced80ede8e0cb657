import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyAside, setAside } from '#library/disk/aside'

const now = Date.UTC(2024, 0, 4)
let folder: string
let file: string
const contents = async (): Promise<readonly string[]> =>
  Promise.all((await readdir(folder)).sort().map((name) => readFile(join(folder, name), 'utf8')))

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-aside-'))
  file = join(folder, 'a.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe.each([
  ['moved', setAside, 0],
  ['copied', copyAside, 1],
] as const)('a file that cannot be read, %s out of the way', (_, aside, left) => {
  it('is kept beside those that were before it', async () => {
    for (const text of ['one', 'two', 'three']) {
      await writeFile(file, text)
      expect(await readFile(await aside(file, now), 'utf8')).toBe(text)
    }
    expect((await contents()).toSorted()).toEqual([...(left ? ['three'] : []), 'one', 'three', 'two'].toSorted())
  })

  it('is kept once where a synchroniser brings the same again and again', async () => {
    await writeFile(file, 'one')
    const first = await aside(file, now)
    for (let time = 1; time < 5; time++) {
      await writeFile(file, 'one')
      expect(await aside(file, now + time * 60_000)).toBe(first)
    }
    expect(await contents()).toHaveLength(1 + left)
    await writeFile(join(folder, 'b.json'), 'one')
    expect(await aside(join(folder, 'b.json'), now)).not.toBe(first)
  })
})
