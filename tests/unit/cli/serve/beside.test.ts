/** Terminal commands beside a running browser shell on the same library: one of them writes the index, both write notes. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import type { Bridge } from '#shared/contract'
import { outputSchemas } from '../../../../src/cli/json'
import { everything, ready, servedProgram, stop, visit } from './served-program'

const world = servedProgram()
/** Articles beside `a.txt`; the terminal and the tab write to each of them. */
const names = Array.from({ length: 3 }, (_, number) => `b${number}.txt`)

async function show(path: string): Promise<{ readonly tags: readonly string[]; readonly note: string }> {
  return outputSchemas.show.parse(JSON.parse(await world.run(['show', '--json', 'news', path])))
}

/** What the tab shows of all articles: tags by path. */
async function listed(bridge: Bridge): Promise<Map<string, readonly string[]>> {
  const { rows } = await bridge.request('articles.query', { query: everything, offset: 0, limit: 50 })
  return new Map(rows.map(({ path, tags }) => [path, tags]))
}

it('loses nothing that either of them wrote, and each sees what the other did', async () => {
  for (const name of names) writeFileSync(join(world.news, name), `Ferry ${name}\n\nThe ferry sails.\n`)
  const { child, line } = await world.start(['news'])
  const { bridge } = await visit(line)
  await ready(bridge)
  const { rows } = await bridge.request('articles.query', { query: everything, offset: 0, limit: 50 })
  const library = rows[0]?.library ?? ''
  await bridge.request('libraries.choosePlace', { library, place: 'beside' })

  // Both at once, on the same articles: other fields of one record, and the first annotation of each article in a race.
  const fromTab = async (): Promise<void> => {
    for (const { id, path } of rows) {
      await bridge.request('notes.set', { article: id, note: `Note of the tab on ${path}` })
      await bridge.request('tags.add', { selection: { kind: 'articles', articles: [id] }, tag: 'from-tab' })
    }
  }
  const fromTerminal = async (): Promise<void> => {
    for (const { path } of [...rows].reverse()) await world.run(['tag', 'news', path, '+from-terminal'])
  }
  await Promise.all([fromTab(), fromTerminal()])

  for (const { path } of rows)
    expect(await show(path)).toMatchObject({
      tags: ['from-tab', 'from-terminal'],
      note: `Note of the tab on ${path}`,
    })
  await vi.waitFor(
    async () => {
      for (const tags of (await listed(bridge)).values()) expect(tags).toEqual(['from-tab', 'from-terminal'])
    },
    { timeout: 10_000, interval: 100 },
  )
  expect(JSON.parse(await world.run(['doctor', '--json', 'news']))).toEqual({ sound: true, findings: [] })

  // The terminal replaces a note the tab wrote: the tab shows it, and the one before stays in history.
  await world.run(['note', 'news', 'a.txt'], 'Note of the terminal.\n')
  const article = rows.find(({ path }) => path === 'a.txt')?.id ?? ''
  await vi.waitFor(
    async () => expect((await bridge.request('articles.open', { article })).note).toBe('Note of the terminal.'),
    { timeout: 10_000, interval: 100 },
  )
  expect(await stop(child)).toBe(0)
  expect(await show('a.txt')).toMatchObject({ note: 'Note of the terminal.' })
}, 60_000)

it('a terminal beside it finds what is new, while the index stays the running one’s to write', async () => {
  const { child, line } = await world.start(['news'])
  const { bridge } = await visit(line)
  await ready(bridge)
  writeFileSync(join(world.news, 'new.txt'), 'The zeppelin\n\nA zeppelin over the harbour.\n')
  const found = outputSchemas.search.parse(JSON.parse(await world.run(['search', '--json', 'news', 'zeppelin'])))
  expect(found.hits.map(({ path }) => path)).toEqual(['new.txt'])
  await vi.waitFor(
    async () => {
      const query = { ...everything, text: 'zeppelin' }
      expect((await bridge.request('articles.query', { query, offset: 0, limit: 5 })).total).toBe(1)
    },
    { timeout: 10_000, interval: 100 },
  )
  // The terminal reads the same index once more, as it was and as it is: it takes nothing from the one that writes it.
  expect(JSON.parse(await world.run(['index', '--json', 'news']))).toMatchObject({ articles: 2, skipped: [] })
  expect(await stop(child)).toBe(0)
  // A stop waits only so long for the index, which can be read again: whether it was in time, no article is lost or doubled.
  expect(JSON.parse(await world.run(['index', '--json', 'news']))).toMatchObject({
    articles: 2,
    changed: 0,
    removed: 0,
  })
}, 60_000)
