/** How soon a library with an annotation on every article answers, and how long it keeps anyone waiting meanwhile. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type Host, openHost } from '#library/host/host'
import type { ArticlePage } from '#shared/contract'
import { workerThreads } from '../scripts/programs.mjs'
import { buildForNode } from '../tests/support/build-for-node'
import { generateArticles, randomFrom } from '../tests/support/generator'
import { writeNotebook } from './app/notebook'

const seed = 4
/** Searches of each kind in a round. */
const searches = 30

interface Round {
  /** Milliseconds of each search, in turn. */
  readonly first: readonly number[]
  readonly warm: readonly number[]
  /** From the first search until nothing written is missing. */
  readonly whole: number
  /** The longest that nothing else was done: until then, and during the later searches. */
  readonly blocks: readonly [number, number]
  /** First searches that said that something is missing. */
  readonly told: number
}

/** Opens a generated library `rounds` times; Markdown, in milliseconds. */
export async function measureFirstSearches(count: number, rounds: number, parent: string): Promise<string> {
  const built = await buildForNode(workerThreads)
  process.env.LECTERN_PARSE_WORKER = join(built, 'parse-worker.js')
  const place = mkdtempSync(join(parent, 'lectern-first-search-'))
  try {
    const folder = join(place, 'library')
    const words = await fill(folder, count)
    await withHost(place, folder, async (host, id) => host.library(id).refresh())
    const all: Round[] = []
    for (let round = 0; round < rounds; round++) {
      const texts = drawn(words, 2 * searches, round)
      all.push(await withHost(place, folder, (host) => oneRound(host, texts)))
    }
    return table(count, all)
  } finally {
    rmSync(place, { recursive: true, force: true })
    rmSync(built, { recursive: true, force: true })
  }
}

/** Writes the articles and their notebook; returns words of their titles. */
async function fill(folder: string, count: number): Promise<readonly string[]> {
  const words = new Set<string>()
  for (const { path, title, text } of generateArticles({ count, seed })) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    for (const word of title.split(' ')) words.add(word)
  }
  await writeNotebook(folder, count, seed)
  return [...words]
}

function drawn(words: readonly string[], count: number, round: number): readonly string[] {
  const random = randomFrom(seed + round)
  const word = (): string => words[Math.floor(random() * words.length)] ?? ''
  return Array.from({ length: count }, (_, number) => (number % 2 === 0 ? word() : `${word()} OR ${word()}`))
}

async function withHost<T>(place: string, folder: string, use: (host: Host, id: string) => Promise<T>): Promise<T> {
  const [dataDir, cacheDir] = [join(place, 'data'), join(place, 'cache')]
  const host = openHost({ dataDir, cacheDir, emit: () => undefined })
  try {
    const { id } = await host.handlers['host.open']({ folder, include: [], exclude: [], notebookPlace: 'beside' })
    return await use(host, id)
  } finally {
    await host.close()
  }
}

async function oneRound(host: Host, texts: readonly string[]): Promise<Round> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  // It counts from its first beat.
  await pause(20)
  const begin = performance.now()
  let told = 0
  const first: number[] = []
  for (const text of texts.slice(0, searches)) {
    const { ms, page } = await ask(host, text, 'bench')
    first.push(ms)
    if (page.shortfall !== null) told += 1
  }
  await ask(host, texts[0] ?? '')
  const whole = performance.now() - begin
  const early = delay.max / 1e6
  await host.libraries()[0]?.refresh()
  delay.reset()
  const warm: number[] = []
  for (const text of texts.slice(searches)) warm.push((await ask(host, text, 'bench')).ms)
  delay.disable()
  return { first, warm, whole, blocks: [early, delay.max / 1e6], told }
}

async function ask(host: Host, text: string, asker?: string): Promise<{ ms: number; page: ArticlePage }> {
  const start = performance.now()
  const page = await host.handlers['articles.query']({
    query: { text, scope: null, folder: null, tags: [], sort: 'relevance', refine: true },
    ...{ offset: 0, limit: 50, asker },
  })
  return { ms: performance.now() - start, page }
}

function table(count: number, rounds: readonly Round[]): string {
  const at = (values: readonly number[], share: number): number =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
  const row = (what: string, of: (round: Round) => number): string =>
    `| ${what} | ${rounds.map((round) => of(round).toFixed(0)).join(' | ')} |`
  return [
    `${count.toLocaleString('en')} articles, a highlight with a note on each; milliseconds, round by round`,
    '',
    `| | ${rounds.map((_, number) => number + 1).join(' | ')} |`,
    `| --- |${' ---: |'.repeat(rounds.length)}`,
    row('the very first search', ({ first }) => first[0] ?? 0),
    row(`p95 of the first ${searches}`, ({ first }) => at(first, 0.95)),
    row(`p95 of ${searches} later ones`, ({ warm }) => at(warm, 0.95)),
    row('until all that is written is found', ({ whole }) => whole),
    row('longest block until then', ({ blocks }) => blocks[0]),
    row('longest block during the later searches', ({ blocks }) => blocks[1]),
    row('first searches that told of something missing', ({ told }) => told),
  ].join('\n')
}
