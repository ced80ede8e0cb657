import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bridge, channels, type HandlersOf } from '#shared/contract'
import { LecternError } from '#shared/result'
import { answer, connect, type Port, readEvent, serve } from '#shared/rpc'

const recent = { id: 'a', name: 'Clippings', location: '~/Clippings', exists: true }

/** Two ends of one pipe; what is posted is cloned, as between processes. */
function pipe(): { left: Port & { shut(): void }; right: Port } {
  const ends = [0, 1].map(() => ({ messages: new Set<(message: unknown) => void>(), closed: new Set<() => void>() }))
  const port = (mine: number): Port => ({
    post: (message) => {
      const copy = structuredClone(message)
      queueMicrotask(() => ends[1 - mine]?.messages.forEach((listener) => void listener(copy)))
    },
    onMessage: (listener) => {
      ends[mine]?.messages.add(listener)
      return () => void ends[mine]?.messages.delete(listener)
    },
    onClose: (listener) => {
      ends[mine]?.closed.add(listener)
      return () => void ends[mine]?.closed.delete(listener)
    },
  })
  const shut = (): void => {
    for (const end of ends) for (const listener of end.closed) listener()
  }
  return { left: { ...port(0), shut }, right: port(1) }
}

const some = { 'libraries.recent': channels['libraries.recent'], 'link.open': channels['link.open'] } as const
const handlers: HandlersOf<typeof some> = {
  'libraries.recent': async () => [recent],
  'link.open': async ({ url }) => {
    if (!url.startsWith('https:')) throw new LecternError('invalid', 'Only web addresses are opened.')
    return null
  },
}

describe('a conversation over a port', () => {
  const start = (): {
    client: Bridge<typeof some> & { close(): void }
    emit: ReturnType<typeof serve>['emit']
    shut(): void
  } => {
    const { left, right } = pipe()
    const { emit } = serve(some, handlers, right)
    return { client: connect(some, left), emit, shut: left.shut }
  }

  it('carries requests and their answers', async () => {
    expect(await start().client.request('libraries.recent', null)).toEqual([recent])
  })

  it('carries a failure as the same typed error', async () => {
    const failed = start().client.request('link.open', { url: 'file:///etc/passwd' })
    await expect(failed).rejects.toMatchObject({ code: 'invalid', message: 'Only web addresses are opened.' })
  })

  it('delivers events that fit and drops those that do not', async () => {
    const { client, emit } = start()
    const heard: string[] = []
    client.on('notice', (notice) => heard.push(notice.message))
    emit('notice', { level: 'fatal', message: 'misfit' } as never)
    emit('notice', { level: 'info', message: 'hello' })
    await new Promise((done) => setTimeout(done))
    expect(heard).toEqual(['hello'])
  })

  it('delivers events that carry nothing', async () => {
    const { client, emit } = start()
    let heard = 0
    client.on('searches.changed', () => {
      heard += 1
    })
    emit('searches.changed', null)
    await new Promise((done) => setTimeout(done))
    expect(heard).toBe(1)
  })

  it('fails requests under way, and later ones, when the other end is gone', async () => {
    const { left } = pipe()
    const client = connect(some, left)
    const underWay = client.request('libraries.recent', null)
    left.shut()
    await expect(underWay).rejects.toMatchObject({ code: 'unavailable' })
    await expect(client.request('libraries.recent', null)).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('the boundary', () => {
  it('refuses unknown channels, inherited names among them', async () => {
    for (const channel of ['nope', 'toString', '__proto__']) {
      expect(await answer(some, handlers, channel, null)).toMatchObject({ ok: false, error: { code: 'invalid' } })
    }
  })

  it('never throws and never lets a misfit through', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.anything(), async (channel, request) => {
        const reached: unknown[] = []
        const spy: HandlersOf<typeof some> = {
          ...handlers,
          'link.open': async (given) => {
            reached.push(given)
            return null
          },
        }
        await answer(some, spy, channel, request)
        await answer(some, spy, 'link.open', request)
        for (const given of reached) expect(given).toEqual({ url: expect.any(String) })
      }),
    )
  })

  it('gives null for a payload that does not fit its event', () => {
    expect(readEvent('notice', { level: 'info' })).toBeNull()
    expect(readEvent('searches.changed', null)).toEqual({ payload: null })
  })
})
