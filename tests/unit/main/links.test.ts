import { expect, it } from 'vitest'
import type { hostChannels } from '#library/host/host-contract'
import { writeArticleLink } from '#shared/article-link'
import type { Bridge } from '#shared/contract'
import { LecternError } from '#shared/result'
import { followLink, type LinkParts } from '../../../src/main/links'

/** A library process with one library, whose articles are `a.md` and `b/c.md`. */
function parts(open: readonly string[]): { readonly parts: LinkParts; readonly told: unknown[] } {
  const told: unknown[] = []
  const opened = new Set(open)
  const answers: Readonly<Record<string, (request: { library: string; path: string }) => unknown>> = {
    'libraries.list': () => [...opened].map((id) => ({ id })),
    'host.articleAt': ({ library, path }) => ({
      article: opened.has(library) && ['a.md', 'b/c.md'].includes(path) ? `${library}-${path}` : null,
    }),
  }
  const host = {
    request: async (channel: string, request: never) => answers[channel]?.(request),
    on: () => () => undefined,
  } as unknown as Bridge<typeof hostChannels>
  const libraries: LinkParts['libraries'] = {
    openKnown: async (library) => {
      if (library !== 'known') throw new LecternError('not-found', 'never opened')
      opened.add(library)
      return {} as never
    },
  }
  return { parts: { libraries, host, emit: (event, payload) => void told.push([event, payload]) }, told }
}

it('shows the article of an open library, at its place', async () => {
  const { parts: open, told } = parts(['here'])
  await followLink(writeArticleLink({ library: 'here', path: 'b/c.md', at: 7 }), open)
  expect(told).toEqual([['navigate', { article: 'here-b/c.md', at: 7 }]])
})

it('opens a library that the reader opened before', async () => {
  const { parts: none, told } = parts([])
  await followLink(writeArticleLink({ library: 'known', path: 'a.md', at: null }), none)
  expect(told).toEqual([['navigate', { article: 'known-a.md', at: null }]])
})

it('opens nothing else', async () => {
  const { parts: none, told } = parts(['here'])
  const follow = (address: string): Promise<void> => followLink(address, none)
  await expect(follow(writeArticleLink({ library: 'strange', path: 'a.md', at: null }))).rejects.toThrow('never opened')
  await expect(follow(writeArticleLink({ library: 'here', path: '../a.md', at: null }))).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(follow('lectern://app/index.html')).rejects.toMatchObject({ code: 'invalid' })
  expect(told).toEqual([])
})
