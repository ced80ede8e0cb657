import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '#library/notebook/types'
import { openPositions, positionsFile } from '#library/positions'

let root: string
let file: string
let notices: Notice[]
const open = (delay = 100_000) =>
  openPositions({
    folder: join(root, 'articles'),
    dataDir: join(root, 'data'),
    now: () => Date.UTC(2024, 0, 4),
    notify: (notice) => notices.push(notice),
    delay,
  })

beforeEach(async () => {
  notices = []
  root = await realpath(await mkdtemp(join(tmpdir(), 'lectern-positions-')))
  await mkdir(join(root, 'articles'))
  file = positionsFile(join(root, 'data'), join(root, 'articles'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('reading positions', () => {
  it('are there again at the next opening, and are zero before', async () => {
    const positions = await open()
    expect(positions.get('a.txt')).toBe(0)
    positions.set('a.txt', 120)
    positions.set('b/c.txt', 7)
    positions.set('a.txt', 340)
    expect(positions.get('a.txt')).toBe(340)
    await positions.close()
    const again = await open()
    expect(again.get('a.txt')).toBe(340)
    expect(again.get('b/c.txt')).toBe(7)
    expect(await readdir(join(root, 'articles'))).toEqual([])
  })

  it('write nothing when nothing was read, and by themselves a little after something was', async () => {
    const positions = await open(5)
    await positions.flush()
    expect(await readdir(root)).toEqual(['articles'])
    positions.set('a.txt', 1)
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('"a.txt"')
  })

  it('are kept of both who read in the same library', async () => {
    const one = await open()
    const two = await open()
    one.set('a.txt', 1)
    two.set('b.txt', 2)
    await one.close()
    await two.close()
    const again = await open()
    expect([again.get('a.txt'), again.get('b.txt')]).toEqual([1, 2])
  })

  it('set a broken file aside and leave a newer one alone', async () => {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, 'broken')
    expect((await open()).get('a.txt')).toBe(0)
    expect(notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('set aside') }])
    expect(await readdir(dirname(file))).toEqual([expect.stringContaining('.corrupt-20240104T000000Z')])
    const newer = '{"schemaVersion": 2}'
    await writeFile(file, newer)
    const positions = await open()
    positions.set('a.txt', 5)
    expect(positions.get('a.txt')).toBe(5)
    await positions.close()
    expect(await readFile(file, 'utf8')).toBe(newer)
  })

  it('are kept in memory while they cannot be written', async () => {
    const positions = await open()
    await writeFile(join(root, 'data'), 'in the way')
    positions.set('a.txt', 9)
    await expect(positions.flush()).rejects.toMatchObject({ code: 'io' })
    await rm(join(root, 'data'))
    await positions.close()
    expect((await open()).get('a.txt')).toBe(9)
  })
})
