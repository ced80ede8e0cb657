import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { hostChannels } from '#library/host/host-contract'
import { pauseBefore, type SupervisedHost, superviseLibrary } from '#library/shell/supervisor'
import type { EventPayload, HandlersOf } from '#shared/contract'
import { infoOf, type PretendProcess, pretendProcess } from './pretend-process'

const times = { firstPause: 1, longestPause: 4, settledAfter: 1000, flush: 50, farewell: 50 }
const start = { dataDir: '/data', cacheDir: '/cache' }
const rules = { include: [], exclude: [], notebookPlace: null }

interface Watched {
  readonly host: SupervisedHost
  readonly processes: PretendProcess[]
  readonly notices: EventPayload<'notice'>[]
  /** The process that was started last. */
  last(): PretendProcess
  restart(): Promise<void>
}

function watch(handlers: Partial<HandlersOf<typeof hostChannels>> = {}, now: () => number = () => 0): Watched {
  const processes: PretendProcess[] = []
  const notices: EventPayload<'notice'>[] = []
  const host = superviseLibrary({
    spawn: () => {
      const started = pretendProcess(handlers)
      processes.push(started)
      return started
    },
    start,
    notify: (notice) => notices.push(notice),
    now,
    times,
  })
  onTestFinished(() => host.stop())
  const last = (): PretendProcess => {
    const process = processes.at(-1)
    if (!process) throw new Error('No process was started.')
    return process
  }
  const restart = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = host.onRestart(() => {
        stop()
        resolve()
      })
      last().die()
    })
  return { host, processes, notices, last, restart }
}

describe('a watched library process', () => {
  it('is told first where its folders are, then asked', async () => {
    const { host, last } = watch()
    expect(await host.request('host.open', { folder: '/a', ...rules })).toEqual(infoOf('/a'))
    expect(await last().started).toEqual(start)
  })

  it('fails the requests under way, and those before it is back, as unavailable', async () => {
    const { host, last } = watch({ 'libraries.list': () => new Promise(() => undefined) })
    const underWay = host.request('libraries.list', null)
    await last().started
    last().die()
    await expect(underWay).rejects.toMatchObject({ code: 'unavailable' })
    await expect(host.request('libraries.list', null)).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('comes back with its libraries, rules and places, and says so once', async () => {
    const { host, last, restart, notices } = watch()
    await host.request('host.open', { folder: '/a', ...rules })
    const b = await host.request('host.open', { folder: '/b', ...rules })
    const c = await host.request('host.open', { folder: '/c', ...rules })
    await host.request('host.setRules', { library: b.id, include: ['*.md'], exclude: [] })
    await host.request('host.setDefaultPlace', { notebookPlace: 'app' })
    await host.request('host.close', { library: c.id })
    await restart()
    expect(last().requests).toEqual([
      ['host.open', { folder: '/a', include: [], exclude: [], notebookPlace: 'app' }],
      ['host.open', { folder: '/b', include: ['*.md'], exclude: [], notebookPlace: 'app' }],
    ])
    expect(notices.map(({ level }) => level)).toEqual(['warning'])
    expect(await host.request('host.folderOf', { library: b.id })).toEqual({ folder: '/b' })
  })

  it('is not asked by anyone before its libraries are open again', async () => {
    let letOpen: () => void = () => undefined
    const opened: string[] = []
    const { host, last, processes } = watch({
      'host.open': async ({ folder }) => {
        if (opened.includes(folder)) await new Promise<void>((resolve) => (letOpen = resolve))
        opened.push(folder)
        return infoOf(folder)
      },
      'libraries.list': async () => [],
    })
    await host.request('host.open', { folder: '/a', ...rules })
    const restarted = new Promise<void>((resolve) => host.onRestart(resolve))
    last().die()
    await vi.waitFor(() => expect(processes[1]?.requests).toHaveLength(1))
    await expect(host.request('libraries.list', null)).rejects.toMatchObject({ code: 'unavailable' })
    letOpen()
    await restarted
    expect(await host.request('libraries.list', null)).toEqual([])
  })

  it('names the folder that can no longer be opened, and goes on with the others', async () => {
    let first = true
    const { host, restart, notices, last } = watch({
      'host.open': async ({ folder }) => {
        if (folder === '/gone' && !first) throw new Error('The folder is gone.')
        return infoOf(folder)
      },
    })
    await host.request('host.open', { folder: '/gone', ...rules })
    await host.request('host.open', { folder: '/b', ...rules })
    first = false
    await restart()
    expect(notices.at(-1)?.message).toContain('The folder is gone.')
    await restart()
    expect(last().requests).toEqual([['host.open', { folder: '/b', ...rules }]])
  })

  it('tells the same listeners after a restart as before', async () => {
    const { host, last, restart } = watch()
    const seen: unknown[] = []
    const stop = host.on('notice', (notice) => seen.push(notice))
    await restart()
    await last().started
    last().emit('notice', { level: 'info', message: 'from the second process' })
    await vi.waitFor(() => expect(seen).toEqual([{ level: 'info', message: 'from the second process' }]))
    stop()
    last().emit('notice', { level: 'info', message: 'to nobody' })
    await host.request('host.flush', null)
    expect(seen).toHaveLength(1)
  })

  it('says that it looks like more than a passing fault when it keeps dying', async () => {
    const { restart, notices } = watch()
    for (let death = 0; death < 6; death++) await restart()
    expect(notices.map(({ level }) => level)).toEqual(['warning', 'error'])
  })

  it('counts deaths anew once it has lived for a while', async () => {
    let now = 0
    const { restart, notices } = watch({}, () => now)
    for (let death = 0; death < 6; death++) {
      now += times.settledAfter
      await restart()
    }
    expect(notices.map(({ level }) => level)).toEqual(Array(6).fill('warning'))
  })

  it('is flushed before it is ended, and not started again', async () => {
    const { host, last, processes } = watch()
    expect(await host.close()).toBe(true)
    expect(last().requests).toEqual([['host.flush', null]])
    expect(last().killed()).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 4 * times.longestPause))
    expect(processes).toHaveLength(1)
  })

  it.each([
    ['hangs', () => new Promise<null>(() => undefined)],
    ['fails', () => Promise.reject(new Error('The disk is full.'))],
  ])('is ended all the same, with an honest answer, when its flush %s', async (_, flush) => {
    const { host, last } = watch({ 'host.flush': flush })
    expect(await host.close()).toBe(false)
    expect(last().killed()).toBe(true)
  })
})

describe('a library process that does not go', () => {
  it('keeps nobody waiting for long', async () => {
    const stubborn = pretendProcess()
    const host = superviseLibrary({
      spawn: () => ({ port: stubborn.port, kill: () => undefined }),
      ...{ start, notify: () => undefined, now: () => 0, times },
    })
    onTestFinished(() => stubborn.die())
    expect(await host.close()).toBe(true)
  })
})

describe('the pause before a restart', () => {
  it('doubles with each early death up to the longest', () => {
    const pauses = [1, 2, 3, 4, 10, 1000].map((deaths) => pauseBefore(deaths, { firstPause: 200, longestPause: 1500 }))
    expect(pauses).toEqual([200, 400, 800, 1500, 1500, 1500])
  })
})
