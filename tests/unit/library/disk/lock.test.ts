import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '#library/disk/lock'
import { ownIdentity } from '#library/disk/process-identity'

let folder: string
let lock: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-lock-'))
  lock = join(folder, 'locks', 'a.lock')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const leave = async (owner: unknown): Promise<void> => {
  await mkdir(join(folder, 'locks'), { recursive: true })
  await writeFile(lock, typeof owner === 'string' ? owner : JSON.stringify(owner))
}
const age = (seconds: number): Promise<void> => {
  const then = Date.now() / 1000 - seconds
  return utimes(lock, then, then)
}
const impatient = { patience: 30, heartbeat: 1_000 }

describe('a lock', () => {
  it('lets one work at a time, and leaves nothing behind', async () => {
    let inside = 0
    let most = 0
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        withLock(lock, async () => {
          most = Math.max(most, ++inside)
          await new Promise((resolve) => setTimeout(resolve, 1))
          inside--
          return index
        }),
      ),
    )
    expect(results).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(most).toBe(1)
    expect(await readdir(join(folder, 'locks'))).toEqual([])
  })

  it('is given back when the work fails', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await withLock(lock, async () => 'free')).toBe('free')
  })

  it('says who holds it', async () => {
    await withLock(lock, async () => {
      expect(JSON.parse(await readFile(lock, 'utf8'))).toMatchObject({ host: hostname(), pid: process.pid })
      await expect(withLock(lock, async () => 'second', impatient)).rejects.toMatchObject({
        code: 'locked',
        message: expect.stringContaining(`process ${process.pid}`),
      })
    })
  })

  it('is taken over at once from a process that is gone', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'close')
    await leave({ host: hostname(), pid: child.pid, started: null, token: 'x' })
    expect(await withLock(lock, async () => 'taken', impatient)).toBe('taken')
  })

  it.runIf(process.platform === 'linux')(
    'is taken over from a process whose number was given to another one',
    async () => {
      await leave({ ...(await ownIdentity()), started: 'another boot/1', token: 'x' })
      expect(await withLock(lock, async () => 'taken', impatient)).toBe('taken')
    },
  )

  it('is not taken from a process that runs, however long it is silent', async () => {
    await leave({ ...(await ownIdentity()), token: 'x' })
    if ((await ownIdentity()).started === null) return
    await age(3_600)
    await expect(withLock(lock, async () => 'taken', impatient)).rejects.toMatchObject({ code: 'locked' })
  })

  it('of another machine is taken over when its heartbeats stop', async () => {
    await leave({ host: 'elsewhere', pid: 1, started: null, token: 'x' })
    await expect(withLock(lock, async () => 'taken', impatient)).rejects.toMatchObject({ code: 'locked' })
    await age(7)
    expect(await withLock(lock, async () => 'taken', impatient)).toBe('taken')
  })

  it('without a name in it is taken over once its maker must be dead', async () => {
    await leave('')
    await expect(withLock(lock, async () => 'taken', impatient)).rejects.toMatchObject({ code: 'locked' })
    await age(6)
    expect(await withLock(lock, async () => 'taken', impatient)).toBe('taken')
  })

  it('of a dead process is taken over by one of many only', async () => {
    await leave({ host: hostname(), pid: 2 ** 22 - 1, started: 'another boot/1', token: 'x' })
    let inside = 0
    await Promise.all(
      Array.from({ length: 10 }, () =>
        withLock(lock, async () => {
          expect(++inside).toBe(1)
          await new Promise((resolve) => setTimeout(resolve, 2))
          inside--
        }),
      ),
    )
  })
})
