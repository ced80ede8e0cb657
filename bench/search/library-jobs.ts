/** The library process as the app runs it, over real folders: indexing from files, opening again, updates and bounds. */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { subscribe } from '@parcel/watcher'
import { type Host, openHost } from '#library/host/host'
import type { ArticlePage } from '#shared/contract'
import { answerJob } from './child'
import { residentMiB, type Spread, sinceStart, spreadOf } from './measure'

export interface LibraryInput {
  /** The articles' folder. */
  readonly folder: string
  /** Where the app keeps its own things for these measurements. */
  readonly place: string
}

export interface IndexFigures {
  /** From opening the folder until every article can be found and the index is on the disk. */
  readonly ms: number
  readonly articles: number
  readonly bytes: number
}

export interface ReopenFigures {
  /** From the start of the process to the first page of results. */
  readonly firstMs: number
  /** Once the folder was looked through again and the queries were answered. */
  readonly resident: number
  readonly pages: Spread
}

export interface BoundFigures {
  readonly text: string
  readonly ms: number
  readonly total: number
  /** What the reader is told of it. */
  readonly shortfall: string | null
}

export interface UpdateFigures {
  /** Of the first change after the library came to rest, from the watch's event to the first search that finds it, milliseconds. */
  readonly first: number
  /** The same of the changes after it. */
  readonly fromEvent: Spread
  /** Of these, from the return of the write. */
  readonly fromWrite: Spread
}

type Listener = Parameters<typeof subscribe>[1]

const openAt = (place: string, onEvent: () => void = () => undefined): Host =>
  openHost({
    dataDir: join(place, 'data'),
    cacheDir: join(place, 'cache'),
    emit: () => undefined,
    watch: {
      subscribe: (folder, listener: Listener) =>
        subscribe(folder, (error, events) => {
          onEvent()
          listener(error, events)
        }),
    },
  })

async function openFolder(host: Host, folder: string): Promise<string> {
  const { id } = await host.handlers['host.open']({ folder, include: [], exclude: [], notebookPlace: 'app' })
  return id
}

const page = (host: Host, text: string): Promise<ArticlePage> =>
  host.handlers['articles.query']({
    query: { text, scope: null, folder: null, tags: [], sort: 'relevance', refine: true },
    offset: 0,
    limit: 10,
  })

/** Asks until something is found. */
async function untilFound(host: Host, text: string, isFound: (page: ArticlePage) => boolean): Promise<void> {
  while (!isFound(await page(host, text))) await delay(2)
}

const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

answerJob({
  async index({ folder, place }: LibraryInput): Promise<IndexFigures> {
    rmSync(place, { recursive: true, force: true })
    const host = openAt(place)
    const start = performance.now()
    const library = await openFolder(host, folder)
    const { articles } = await host.library(library).refresh()
    const ms = performance.now() - start
    await host.close()
    return { ms, articles, bytes: bytesBelow(join(place, 'cache')) }
  },

  async reopen({ folder, place, asks }: LibraryInput & { asks: readonly string[] }): Promise<ReopenFigures> {
    const host = openAt(place)
    const library = await openFolder(host, folder)
    await untilFound(host, asks[0] ?? '', ({ total }) => total > 0)
    const firstMs = sinceStart()
    await host.library(library).refresh()
    const times: number[] = []
    for (const [number, text] of [...asks.slice(0, asks.length / 3), ...asks].entries()) {
      const start = performance.now()
      await page(host, text)
      if (number >= Math.floor(asks.length / 3)) times.push(performance.now() - start)
    }
    const figures = { firstMs, resident: residentMiB(), pages: spreadOf(times) }
    await host.close()
    return figures
  },

  async bounds({ folder, place, asks }: LibraryInput & { asks: readonly string[] }): Promise<readonly BoundFigures[]> {
    const host = openAt(place)
    const library = await openFolder(host, folder)
    await host.library(library).refresh()
    const figures: BoundFigures[] = []
    for (const text of asks) {
      const start = performance.now()
      const { total, shortfall } = await page(host, text)
      figures.push({ text, ms: performance.now() - start, total, shortfall })
    }
    await host.close()
    return figures
  },

  /** Appends to `paths`, one after the other, a word that was nowhere before. Meant for a folder that is thrown away. */
  async update({ folder, place, paths }: LibraryInput & { paths: readonly string[] }): Promise<UpdateFigures> {
    let event = 0
    const host = openAt(place, () => {
      if (event === 0) event = performance.now()
    })
    const library = await openFolder(host, folder)
    await host.library(library).refresh()
    const fromEvent: number[] = []
    const fromWrite: number[] = []
    for (const [number, path] of paths.entries()) {
      await delay(500)
      const word = `updated${number}q`
      const file = join(folder, path)
      const text = `${readFileSync(file, 'utf8')}\n\nThis was ${word}.\n`
      event = 0
      writeFileSync(file, text)
      const written = performance.now()
      await untilFound(host, word, ({ total, partial }) => total === 1 && !partial)
      const found = performance.now()
      fromEvent.push(found - event)
      fromWrite.push(found - written)
    }
    await host.close()
    return {
      first: fromEvent[0] ?? 0,
      fromEvent: spreadOf(fromEvent.slice(1)),
      fromWrite: spreadOf(fromWrite.slice(1)),
    }
  },
})
