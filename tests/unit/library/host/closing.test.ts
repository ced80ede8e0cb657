import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { folderKey } from '#library/disk/folders'
import { newsText, type TestHost, testHost } from '../../../support/library-builder'

let test: TestHost
beforeEach(async () => {
  test = await testHost()
  await test.folder.write({ 'a.txt': newsText('2024-01-04', 'Bread', 'The first word was bread.'), 'b.txt': 'Salt.' })
})
afterEach(() => test.close())

describe('a library that is being closed', () => {
  it('is waited for when the program ends', async () => {
    const { id } = await test.open()
    let isClosed = false
    const closing = test.host.handlers['host.close']({ library: id }).then(() => {
      isClosed = true
    })
    await test.host.close()
    expect(isClosed).toBe(true)
    await closing
  })

  it('is waited for by who asks whether all is on the disk', async () => {
    const { id } = await test.open()
    let isClosed = false
    const closing = test.host.handlers['host.close']({ library: id }).then(() => {
      isClosed = true
    })
    await test.host.handlers['host.flush'](null)
    expect(isClosed).toBe(true)
    await closing
  })

  it('is opened again with all that was to be written then', async () => {
    const library = await test.open()
    const article = library.articleAt('a.txt') ?? ''
    await test.host.handlers['articles.setPosition']({ article, position: 7 })
    const closing = test.host.handlers['host.close']({ library: library.id })
    const again = await test.open()
    expect((await again.read(article)).position).toBe(7)
    await closing
  })
})

describe('a library that could not be opened', () => {
  it('keeps nothing locked', async () => {
    const positions = join(test.dataDir, 'positions', `${folderKey(test.folder.path)}.json`)
    await mkdir(positions, { recursive: true })
    await expect(test.open()).rejects.toMatchObject({ code: 'io' })
    await rm(positions, { recursive: true })
    expect((await test.open()).info().articles).toBe(2)
    await test.restart()
    expect((await test.openAtOnce()).articles).toBe(2)
  })
})
