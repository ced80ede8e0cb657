/**
 * A process of its own that writes everything a reader can write, in several lanes at once and as fast as it can, for tests that kill it.
 * It says what it is about to take away or to sort, and each edit that was answered, one JSON object on a line.
 */
import { openHost } from '#library/host/host'
import type { ArticleId } from '#shared/article'
import { triageOf, type Writing } from './writings'

const [folder = '', dataDir = '', cacheDir = '', first = ''] = process.argv.slice(2)
const host = openHost({
  ...{ dataDir, cacheDir, workers: 1, emit: () => undefined },
  // It is alone, and what it writes itself it knows.
  watch: { subscribe: async () => ({ unsubscribe: async () => undefined }) },
})
const { handlers } = host
const { id } = await handlers['host.open']({ folder, include: [], exclude: [], notebookPlace: 'beside' })
const library = host.library(id)
await library.refresh()
const articles: readonly { readonly id: ArticleId; readonly path: string }[] = [...library.articles()].map(
  ({ path }) => ({
    ...{ id: library.articleAt(path) ?? '', path },
  }),
)

/** Written at once: a pipe takes a line before the call returns. */
const say = (writing: Writing): boolean => process.stdout.write(`${JSON.stringify(writing)}\n`)
const at = (number: number): (typeof articles)[number] => articles[number % articles.length] ?? { id: '', path: '' }
/** Highlights and tags that are not taken away yet, oldest first. */
const highlights: { readonly id: string; readonly article: ArticleId }[] = []
const tags: { readonly number: number; readonly tag: string }[] = []

const lanes: readonly ((number: number) => Promise<void>)[] = [
  async (number) => {
    const { id: article, path } = at(number)
    const start = (number * 13) % 400
    const made = await handlers['highlights.add']({
      ...{ article, place: { start, end: start + 40 }, colour: 'green', note: '', tags: [] },
    })
    say({ is: 'highlight', path, id: made.id })
    const note = { text: `Note ${number}`, seen: made.noteSeen }
    await handlers['highlights.change']({ article, id: made.id, note, colour: 'blue' })
    say({ is: 'highlight-note', path, id: made.id, number })
    highlights.push({ id: made.id, article })
    const old = highlights.length > 20 ? highlights.shift() : undefined
    if (old === undefined) return
    say({ is: 'removing', id: old.id })
    await handlers['highlights.remove']({ article: old.article, ids: [old.id] })
    say({ is: 'removed', id: old.id })
  },
  async (number) => {
    const { id: article, path } = at(number)
    await handlers['notes.set']({ article, note: `Note ${number} ${'and so on '.repeat(number % 50)}` })
    say({ is: 'note', path, number })
  },
  async (number) => {
    const { id: article, path } = at(number)
    const tag = `t/${number}`
    await handlers['tags.add']({ selection: { kind: 'articles', articles: [article] }, tag })
    say({ is: 'tag', path, tag })
    tags.push({ number, tag })
    const old = tags.length > 20 ? tags.shift() : undefined
    if (old === undefined) return
    say({ is: 'untagging', tag: old.tag })
    await handlers['tags.remove']({ selection: { kind: 'articles', articles: [at(old.number).id] }, tag: old.tag })
    say({ is: 'untagged', path: at(old.number).path, tag: old.tag })
  },
  async (number) => {
    const { id: article, path } = at(number)
    const round = Math.floor(number / articles.length)
    const triage = triageOf(round)
    say({ is: 'stating', path, round })
    await handlers['states.set']({ selection: { kind: 'articles', articles: [article] }, triage })
    say({ is: 'state', path, round })
  },
]

await Promise.all(
  lanes.map(async (lane) => {
    for (let number = Number(first); ; number++) await lane(number)
  }),
)
