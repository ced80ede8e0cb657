/** How long it takes to tag many articles at once, and for how long that keeps everybody else waiting. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { writeFileAtomic } from '#library/disk/files'
import { type Host, openHost } from '#library/host/host'
import { workerThreads } from '../scripts/programs.mjs'
import { buildForNode } from '../tests/support/build-for-node'
import { writeArticles } from '../tests/support/generator'

const everything = { text: '', scope: null, folder: null, tags: [], sort: 'relevance', refine: true } as const

interface Round {
  readonly tag: Timed
  readonly undo: Timed
  /** Milliseconds for a file each, one after another, each with its fsync and that of its folder. */
  readonly files: number
}

interface Timed {
  readonly ms: number
  /** Milliseconds of processor time, all threads: what a busy machine says of the work itself. */
  readonly cpu: number
  /** Milliseconds that nothing else was done, at the longest. */
  readonly block: number
}

/** Tags a generated library and takes that back, `rounds` times in a folder of its own below `parent`; Markdown, medians in milliseconds. */
export async function measureTagging(count: number, rounds: number, parent: string): Promise<string> {
  const built = await buildForNode(workerThreads)
  process.env.LECTERN_PARSE_WORKER = join(built, 'parse-worker.js')
  const all: Round[] = []
  try {
    for (let round = 0; round < rounds; round++) all.push(await oneRound(count, parent))
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
  const files = median(all.map((one) => one.files))
  const row = (what: string, of: (round: Round) => Timed): string => {
    const ms = median(all.map((one) => of(one).ms))
    const cpu = median(all.map((one) => of(one).cpu))
    const block = median(all.map((one) => of(one).block))
    return `| ${what} | ${ms.toFixed(0)} | ${(ms / files).toFixed(2)} | ${cpu.toFixed(0)} | ${block.toFixed(0)} |`
  }
  return [
    `${count.toLocaleString('en')} articles, median of ${rounds}`,
    '',
    '| what | ms | of a file each | processor, ms | longest block, ms |',
    '| --- | ---: | ---: | ---: | ---: |',
    `| a file for each, one after another, with the fsync of its folder | ${files.toFixed(0)} | 1.00 | | |`,
    row('tag all', ({ tag }) => tag),
    row('take it back', ({ undo }) => undo),
  ].join('\n')
}

async function oneRound(count: number, parent: string): Promise<Round> {
  const place = mkdtempSync(join(parent, 'lectern-tagging-'))
  const folder = join(place, 'library')
  writeArticles(folder, { count })
  const host = openHost({ dataDir: join(place, 'data'), cacheDir: join(place, 'cache'), emit: () => undefined })
  try {
    const { id } = await host.handlers['host.open']({ folder, include: [], exclude: [], notebookPlace: 'beside' })
    await host.library(id).refresh()
    const tag = await timed(() => tagAll(host, count))
    const undo = await timed(() => host.handlers['undo.undo'](null))
    const { ms: files } = await timed(() => fileEach(folder, count))
    return { tag, undo, files }
  } finally {
    await host.close()
    rmSync(place, { recursive: true, force: true })
  }
}

async function tagAll(host: Host, count: number): Promise<void> {
  const selection = { kind: 'query', query: everything } as const
  const { changed } = await host.handlers['tags.add']({ selection, tag: 'sea' })
  if (changed !== count) throw new Error(`${changed} articles were tagged.`)
}

async function fileEach(folder: string, count: number): Promise<void> {
  const content = JSON.stringify({ tags: ['sea'], padding: 'x'.repeat(400) })
  for (let at = 0; at < count; at++) await writeFileAtomic(join(folder, `each-${at}.json`), content)
}

async function timed(work: () => Promise<unknown>): Promise<Timed> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // It counts from its first beat.
  await pause(20)
  const before = process.cpuUsage()
  const start = performance.now()
  await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  delay.disable()
  return { ms, cpu: (user + system) / 1e3, block: delay.max / 1e6 }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
