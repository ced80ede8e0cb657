/** Two programs on one library: one changes all articles at once while the other writes on some of them. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleSelection } from '#shared/article-query'
import { type TestHost, testHost } from '../../../support/library-builder'
import { everything } from '../search/support'

/** Two slices. */
const total = 260
/** At the beginning, in the middle and at the end. */
const written = ['0.txt', '128.txt', '259.txt']
const all: ArticleSelection = { kind: 'query', query: everything }
let one: TestHost
let other: TestHost

beforeEach(async () => {
  one = await testHost()
  // The same machine has one lock for both.
  other = await testHost({ dataDir: one.dataDir })
  await one.folder.write(Object.fromEntries(Array.from({ length: total }, (_, at) => [`${at}.txt`, `Number ${at}\n`])))
})
afterEach(async () => {
  await other.close()
  await one.close()
})

it('nothing of either is lost, undoing the one leaves the other’s, and two texts of a note are told to both', async () => {
  const [library, twin] = [await one.open(), await other.open(one.folder.path)]
  const { handlers } = one.host
  const theirs = other.host.handlers
  const idIn = (of: typeof library, path: string): string => of.articleAt(path) ?? ''
  await handlers['notes.set']({ article: idIn(library, '5.txt'), note: 'Start' })
  await Promise.all([library.refresh(), twin.refresh()])
  const seen = library.notebook.annotation('5.txt').note
  expect(twin.notebook.annotation('5.txt').note).toBe(seen)

  const tagging = handlers['tags.add']({ selection: all, tag: 'sea' })
  await Promise.all(
    written.map(async (path) => {
      const article = idIn(twin, path)
      await theirs['notes.set']({ article, note: `On ${path}` })
      await theirs['tags.add']({ selection: { kind: 'articles', articles: [article] }, tag: 'theirs' })
    }),
  )
  expect(await tagging).toEqual({ changed: total })
  await Promise.all([library.refresh(), twin.refresh()])
  for (const { notebook } of [library, twin]) {
    for (let at = 0; at < total; at++) expect(notebook.annotation(`${at}.txt`).tags).toContain('sea')
    for (const path of written)
      expect(notebook.annotation(path)).toMatchObject({ note: `On ${path}`, tags: ['sea', 'theirs'] })
  }

  await handlers['undo.undo'](null)
  await twin.refresh()
  for (const { notebook } of [library, twin]) {
    expect(notebook.tagCounts().map(({ name, count }) => [name, count])).toEqual([['theirs', written.length]])
    for (const path of written) expect(notebook.annotation(path).note).toBe(`On ${path}`)
  }
  expect(one.told.filter(({ event }) => event === 'notice')).toEqual([])

  await Promise.all([
    handlers['notes.set']({ article: idIn(library, '7.txt'), note: 'One' }),
    theirs['notes.set']({ article: idIn(twin, '7.txt'), note: 'Other' }),
  ])
  await Promise.all([library.refresh(), twin.refresh()])
  for (const { notebook } of [library, twin]) {
    expect(notebook.annotation('7.txt').note).toContain('One')
    expect(notebook.annotation('7.txt').note).toContain('Other')
  }
  for (const host of [one, other])
    expect(host.told.flatMap((told) => (told.event === 'notice' ? [told.payload.message] : []))).toEqual([
      expect.stringContaining('two places'),
    ])
}, 60_000)
