/** The jobs that every engine is given. */
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { answerJob } from './child'
import { readDocuments } from './documents'
import { type Ask, type Engine, fullThenPartial, type Need } from './engine'
import { residentMiB, type Spread, sinceStart, spreadOf, timed, timedAsync } from './measure'

export interface BuildInput {
  readonly prepared: string
  readonly folder: string
  readonly cores: number
}

export interface BuildFigures {
  readonly ms: number
  readonly saveMs: number
  /** On disk. */
  readonly bytes: number
}

export interface ServeInput {
  readonly prepared: string
  readonly folder: string
  readonly asks: Readonly<Record<string, readonly Ask[]>>
}

export interface ServeFigures {
  /** From the index's files to ready for a query. */
  readonly openMs: number
  /** From the start of the process to the first page of results. */
  readonly firstMs: number
  readonly residentOpen: number
  /** After all queries. */
  readonly residentServed: number
  /** The most this process ever held, MiB: loading makes garbage. */
  readonly peak: number
  readonly pages: Readonly<Record<string, Spread>>
}

export interface RankInput {
  readonly prepared: string
  readonly folder: string
  readonly asks: readonly Ask[]
  readonly depth: number
  /** 'path': every word, then any; else one of both alone. */
  readonly need: Need | 'path'
}

/** Serves an engine's jobs in this process. */
export function serveEngine(engine: Engine): void {
  answerJob({
    async build({ prepared, folder, cores }: BuildInput): Promise<BuildFigures> {
      const articles = await readDocuments(prepared)
      globalThis.gc?.()
      const [, ms] = await timedAsync(() => engine.build(articles, cores))
      mkdirSync(folder, { recursive: true })
      const [, saveMs] = await timedAsync(() => engine.save(folder))
      return {
        ms,
        saveMs,
        bytes: readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
      }
    },
    async serve({ prepared, folder, asks }: ServeInput): Promise<ServeFigures> {
      const [, openMs] = await timedAsync(() => engine.open(folder, prepared))
      const [first] = Object.values(asks)
      if (first?.[0] !== undefined) engine.page(first[0])
      const firstMs = sinceStart()
      const residentOpen = residentMiB()
      const pages: Record<string, Spread> = {}
      for (const [name, list] of Object.entries(asks)) {
        const possible = list.filter(({ kind }) => engine.kinds.includes(kind))
        if (possible.length === 0) continue
        // The first third once beforehand, so that no engine is measured while it is being compiled.
        for (const ask of possible.slice(0, possible.length / 3)) engine.page(ask)
        pages[name] = spreadOf(possible.map((ask) => timed(() => engine.page(ask))[1]))
      }
      const peak = process.resourceUsage().maxRSS / 1024
      return { openMs, firstMs, residentOpen, residentServed: residentMiB(), peak, pages }
    },
    async rank({ prepared, folder, asks, depth, need }: RankInput): Promise<readonly (readonly string[])[]> {
      await engine.open(folder, prepared)
      return asks.map((ask) => (need === 'path' ? fullThenPartial(engine, ask, depth) : engine.rank(ask, need, depth)))
    },
  })
}
