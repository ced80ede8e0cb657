import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Subscribe, type WatchOptions, watchFolder } from '#library/scan/watch'
import { eventually, folderBuilder } from '../../../support/library-builder'
import { tempFolder } from '../../../support/temp-library'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function watched(options: Partial<WatchOptions> = {}) {
  const temp = tempFolder('watch')
  ends.push(() => temp.remove())
  const folder = folderBuilder(temp.path)
  await folder.write({ 'old.txt': 'old', 'sub/deep/one.md': 'one' })
  const seen = new Set<string | null>()
  const notices: string[] = []
  const watch = await watchFolder({
    root: temp.path,
    onChange: (paths) => {
      for (const path of paths ?? [null]) seen.add(path)
    },
    onFallback: (message) => notices.push(message),
    ...options,
  })
  ends.push(() => watch.close())
  return { folder, seen, notices, watch }
}

describe('the watch', () => {
  it('tells new, changed, renamed, moved and deleted files by their paths', async () => {
    const { folder, seen } = await watched()
    await folder.write({ 'new.txt': 'new', 'sub/deep/one.md': 'changed' })
    await rename(join(folder.path, 'old.txt'), join(folder.path, 'sub', 'renamed.txt'))
    await eventually(
      () => [...seen],
      (paths) => ['new.txt', 'sub/deep/one.md', 'old.txt', 'sub/renamed.txt'].every((path) => paths.includes(path)),
    )
    await mkdir(join(folder.path, 'elsewhere'))
    await rename(join(folder.path, 'sub'), join(folder.path, 'elsewhere', 'sub'))
    await folder.remove('new.txt')
    await eventually(
      () => [...seen],
      (paths) => paths.some((path) => path?.startsWith('elsewhere') === true) && paths.includes('new.txt'),
    )
  })

  it('tells what happens in folders that were made all at once, and moved in', async () => {
    const { folder, seen } = await watched()
    const outside = tempFolder('outside')
    ends.push(() => outside.remove())
    await folderBuilder(outside.path).write({ 'moved/in/deep/one.md': 'one' })
    await rename(join(outside.path, 'moved'), join(folder.path, 'moved'))
    for (let n = 0; n < 10; n++) await mkdir(join(folder.path, `made${n}`, 'at', 'once'), { recursive: true })
    const made = Array.from({ length: 10 }, (_, n) => `made${n}`)
    await eventually(
      () => [...seen],
      (paths) => ['moved', ...made].every((path) => paths.includes(path)),
    )
    // What comes later must be told of too, however deep it lies.
    const later = ['moved/in/deep/two.md', ...made.map((path) => `${path}/at/once/a.txt`)]
    for (let n = 0; later.some((path) => !seen.has(path)) && n < 200; n++) {
      await folder.write(Object.fromEntries(later.map((path) => [path, `${n}`])))
      await delay(25)
    }
    expect([...seen]).toEqual(expect.arrayContaining(later))
  })

  it('tells a burst in few batches', async () => {
    let batches = 0
    let emit: Parameters<Subscribe>[1] = () => undefined
    const { folder, seen } = await watched({
      subscribe: async (_folder, listener) => {
        emit = listener
        return { unsubscribe: async () => undefined }
      },
      onChange: (paths) => {
        batches++
        for (const path of paths ?? []) seen.add(path)
      },
      quiet: 20,
      patience: 10_000,
    })
    for (let n = 0; n < 100; n++) emit(null, [{ path: join(folder.path, `f${n % 50}.txt`) }])
    await eventually(
      () => seen.size,
      (count) => count === 50,
    )
    expect(batches).toBe(1)
  })

  it('asks for a whole scan when events were lost', async () => {
    let emit: Parameters<Subscribe>[1] = () => undefined
    const { seen } = await watched({
      subscribe: async (_folder, listener) => {
        emit = listener
        return { unsubscribe: async () => undefined }
      },
    })
    emit(new Error('Events were dropped'), [])
    expect([...seen]).toEqual([null])
  })

  it('scans now and then where watching fails, and says so once', async () => {
    const { seen, notices } = await watched({
      subscribe: () => Promise.reject(new Error('inotify_add_watch failed: No space left on device')),
      rescanEvery: 10,
    })
    await eventually(
      () => [...seen],
      (paths) => paths.includes(null),
    )
    expect(notices).toEqual([expect.stringContaining('limit of watched folders')])
  })

  it('is silent after it was closed', async () => {
    const { folder, seen, watch } = await watched({ quiet: 50 })
    await folder.write({ 'late.txt': 'late' })
    await watch.close()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect([...seen]).toEqual([])
  })
})
