import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Notice } from '#library/notebook/types'
import { openSearchMemory, type SearchMemory, searchMemoryFile } from '#library/search/search-memory'
import { tempFolder } from '../../../support/temp-library'

let temp: ReturnType<typeof tempFolder>
let notices: Notice[]
let time: number
beforeEach(() => {
  temp = tempFolder('searches')
  notices = []
  time = 1_000
})
afterEach(() => temp.remove())

const open = (): Promise<SearchMemory> =>
  openSearchMemory({ dataDir: temp.path, now: () => time, notify: (notice) => notices.push(notice), delay: 60_000 })
const file = (): string => searchMemoryFile(temp.path)

describe('what is remembered of searching', () => {
  it('has searches again, newest first, each once, at most fifty, and none that is a book', async () => {
    const memory = await open()
    for (let at = 0; at < 60; at++) memory.remember(`search ${at}`)
    memory.remember('  search 30 ')
    memory.remember('x'.repeat(1_001))
    await memory.close()
    const recent = (await open()).recent()
    expect(recent).toHaveLength(50)
    expect(recent.slice(0, 3)).toEqual(['search 30', 'search 59', 'search 58'])
    expect(new Set(recent).size).toBe(50)
  })

  it('forgets searches when asked to, and keeps the visits', async () => {
    const memory = await open()
    memory.remember('oil')
    memory.visit('L', 's')
    await memory.flush()
    memory.remember('  ')
    await memory.close()
    const again = await open()
    expect([again.recent(), again.visited('L', 's'), again.visited('L', 'other')]).toEqual([[], 1_000, null])
    expect(await readFile(file(), 'utf8')).not.toContain('oil')
  })

  it('does not let a clock that was set back make a visit earlier', async () => {
    const memory = await open()
    memory.visit('L', 's')
    time = 500
    memory.visit('L', 's')
    expect(memory.visited('L', 's')).toBe(1_000)
    await memory.close()
  })

  it('keeps what two processes remember', async () => {
    const [one, two] = [await open(), await open()]
    one.remember('from one')
    two.remember('from two')
    one.visit('L', 'one')
    two.visit('L', 'two')
    await one.close()
    await two.close()
    expect(two.recent()).toEqual(['from two', 'from one'])
    const again = await open()
    expect(again.recent()).toEqual(['from two', 'from one'])
    expect([again.visited('L', 'one'), again.visited('L', 'two')]).toEqual([1_000, 1_000])
  })

  it('sets a broken file aside and says so', async () => {
    await writeFile(file(), '{ "recent": [')
    const memory = await open()
    expect(memory.recent()).toEqual([])
    expect(notices).toMatchObject([{ level: 'warning', message: expect.stringContaining('searches.json.corrupt-') }])
    memory.remember('oil')
    await memory.close()
    expect((await open()).recent()).toEqual(['oil'])
  })

  it('leaves a file of a newer format as it is', async () => {
    const newer = '{"schemaVersion":2,"recent":{}}'
    await writeFile(file(), newer)
    const memory = await open()
    memory.remember('oil')
    expect(memory.recent()).toEqual(['oil'])
    await memory.close()
    expect(await readFile(file(), 'utf8')).toBe(newer)
  })
})
