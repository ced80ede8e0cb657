import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFolderBrowser } from '#library/shell/browse'

let top = ''
const below = (...parts: string[]): string => join(top, 'home', ...parts)
beforeEach(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'lectern-browse-')))
  for (const folder of ['home/News/2024', 'home/news 10', 'home/news 9', 'home/.hidden', 'outside/inner', 'home-two'])
    await mkdir(join(top, folder), { recursive: true })
  await writeFile(below('a.txt'), 'text')
  await symlink(join(top, 'outside'), below('way out'))
  await symlink(below('News'), below('way in'))
})
afterEach(() => rm(top, { recursive: true, force: true }))

describe('folders below a root', () => {
  it('are listed in a reader’s order, without hidden ones, files and ways out', async () => {
    expect(await createFolderBrowser(below()).list('')).toEqual({
      place: '',
      name: 'home',
      files: 3,
      total: 4,
      folders: ['News', 'news 9', 'news 10', 'way in'].map((name) => ({ place: name, name })),
    })
  })

  it('are entered level by level; a link leads to the place it means', async () => {
    const browser = createFolderBrowser(below())
    expect((await browser.list('News')).folders).toEqual([{ place: 'News/2024', name: '2024' }])
    expect((await browser.list('way in')).place).toBe('News')
    expect(await browser.resolve('News/2024')).toBe(below('News', '2024'))
  })

  it.each([
    ...['..', '../outside', 'News/../..', 'way out', 'way out/inner', '../home-two', '/etc', 'a.txt', 'gone'],
    ...['News\0', './..', 'News/../../outside'],
  ])('never %j', async (place) => {
    const browser = createFolderBrowser(below())
    await expect(browser.list(place)).rejects.toMatchObject({ code: 'not-found' })
    await expect(browser.resolve(place)).rejects.toMatchObject({ code: 'not-found' })
  })
})
