/** A process of its own that changes all articles of a library at once, for tests that kill it. It says what a page is told, one JSON object on a line. */
import { openHost } from '#library/host/host'
import type { ArticleSelection } from '#shared/article-query'
import type { BulkWriting } from './bulk-writings'

const [folder = '', dataDir = '', cacheDir = '', task = '', tag = ''] = process.argv.slice(2)

/** Written at once: a pipe takes a line before the call returns. */
const say = (writing: BulkWriting): boolean => process.stdout.write(`${JSON.stringify(writing)}\n`)
let begun: number | null = null
const host = openHost({
  ...{ dataDir, cacheDir, workers: 1 },
  emit: (event, payload) => {
    if (begun === null || event !== 'work.changed' || !Array.isArray(payload)) return
    for (const { done } of payload) say({ is: 'progress', done })
  },
  // It is alone, and what it writes itself it knows.
  watch: { subscribe: async () => ({ unsubscribe: async () => undefined }) },
})
const { handlers } = host
const { id } = await handlers['host.open']({ folder, include: [], exclude: [], notebookPlace: 'beside' })
const library = host.library(id)
await library.refresh()
const articles = [...library.articles()].map(({ path }) => library.articleAt(path) ?? '')
const selection: ArticleSelection = { kind: 'articles', articles }

const begin = (): void => {
  begun = performance.now()
  say({ is: 'begun' })
}
const tagAll = () => handlers['tags.add']({ selection, tag })
const archiveAll = () => handlers['states.set']({ selection, triage: 'archived' })
const answered = ({ changed }: { readonly changed: number }): boolean =>
  say({ is: 'answered', changed, after: performance.now() - (begun ?? 0) })
const undo = () => handlers['undo.undo'](null)

const tasks: Readonly<Record<string, () => Promise<unknown>>> = {
  /** A note on every tenth article, and a tag on all. */
  async prepare() {
    for (const [at, article] of articles.entries())
      if (at % 10 === 0) await handlers['notes.set']({ article, note: `Note ${at}` })
    begin()
    answered(await tagAll())
  },
  async tag() {
    begin()
    answered(await tagAll())
  },
  async undo() {
    await tagAll()
    begin()
    await undo()
    answered({ changed: articles.length })
  },
  async archive() {
    await handlers['states.set']({ selection, triage: 'inbox' })
    begin()
    answered(await archiveAll())
  },
  /** Does the rest of what was killed, and takes that back. */
  async 'tag again'() {
    answered(await tagAll())
    await undo()
  },
  async 'archive again'() {
    answered(await archiveAll())
    await undo()
  },
}

await tasks[task]?.()
// Killed at any moment after this, too: but first it waits for that.
if (task.endsWith('again') || task === 'prepare') await host.close()
else await new Promise(() => setInterval(() => undefined, 1_000))
