/** How long it takes to sort many articles at once, beside a file for each of them. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { forEachLimited } from '#library/concurrency'
import { syncFolder, writeFileAtomic } from '#library/disk/files'
import { openStates, type States } from '#library/states/states'

interface Article {
  readonly path: string
  readonly hash: string
}

/** As many files as the notebook writes side by side. */
const writersAtOnce = 16

/** Archives, takes it back and reads it again, `rounds` times in a folder of its own below `parent`; Markdown, medians in milliseconds. */
export async function measureStates(count: number, rounds: number, parent: string): Promise<string> {
  const articles = Array.from({ length: count }, (_, number) => ({
    path: `1987-${String((number % 12) + 1).padStart(2, '0')}/${String(number).padStart(5, '0')}.txt`,
    hash: createHash('sha256').update(String(number)).digest('hex'),
  }))
  const times = { archive: [] as number[], back: [] as number[], open: [] as number[], files: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const folder = await mkdtemp(join(parent, 'lectern-states-'))
    try {
      await mkdir(join(folder, 'library/.lectern'), { recursive: true })
      const states = await open(folder)
      const { changed, back } = states.changed(articles, { triage: 'archived' })
      times.archive.push(await timed(() => states.set([changed])))
      times.back.push(await timed(() => states.set(back)))
      await states.close()
      times.open.push(await timed(async () => (await open(folder)).close()))
      times.files.push(await timed(() => fileEach(join(folder, 'files'), articles)))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  const [archive, back, openAgain, files] = [times.archive, times.back, times.open, times.files].map(median)
  const row = (what: string, time = 0): string =>
    `| ${what} | ${time.toFixed(0)} | ${(time / (files ?? 1)).toFixed(4)} |`
  return [
    `${count.toLocaleString('en')} articles, median of ${rounds}`,
    '',
    '| what | ms | of a file each |',
    '| --- | ---: | ---: |',
    row('a file for each, 16 at a time, each with its fsync', files),
    row('archive all: one line, one fsync', archive),
    row('take it back', back),
    row('open both lines again', openAgain),
  ].join('\n')
}

const open = (folder: string): Promise<States> =>
  openStates({
    ...{ folder: join(folder, 'library'), dataDir: join(folder, 'data'), now: Date.now, newId: randomUUID },
    ...{ notify: ({ message }) => process.stderr.write(`${message}\n`), onChange: () => undefined },
  })

/** What the log replaces: each state in a small file, written whole, and read back to be sure that it is there. */
async function fileEach(folder: string, articles: readonly Article[]): Promise<void> {
  await mkdir(folder)
  await forEachLimited(articles, writersAtOnce, async (article) => {
    const content = `${JSON.stringify({ ...article, triage: 'archived' })}\n`
    await writeFileAtomic(join(folder, `${article.hash}.json`), content, { deferFolderSync: true })
  })
  await syncFolder(folder)
  const names = await readdir(folder)
  if (names.length !== articles.length || (await readFile(join(folder, names[0] ?? ''))).length === 0)
    throw new Error('Not all files were written.')
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
