/** Everything one run of the benchmark found out. */

import type { TogetherFigures } from './lectern-jobs'
import type { BoundFigures, IndexFigures, ReopenFigures, UpdateFigures } from './library-jobs'
import type { Spread } from './measure'
import type { OrderFigures } from './order-jobs'
import type { Quality } from './quality'
import type { BuildFigures, ServeFigures } from './serve-engine'

/** The engines by the names of their bundles. */
export const engines = {
  'lectern-refined': 'Lectern',
  'lectern-base': 'Lectern, lunr’s order',
  lunr: 'lunr',
  minisearch: 'MiniSearch',
  flexsearch: 'FlexSearch',
  fts5: 'SQLite FTS5',
} as const
export type EngineName = keyof typeof engines

export interface EngineFigures {
  readonly build: BuildFigures
  readonly serve: ServeFigures
}

/** One set of articles. Times in milliseconds, sizes in bytes, memory in MiB. */
export interface CorpusFigures {
  readonly articles: number
  readonly bytes: number
  readonly extraction: { readonly files: number; readonly readMs: number; readonly extractMs: number }
  readonly cores: number
  /** Lectern on one core and on all; both orders share an index. */
  readonly lecternBuild: { readonly one: BuildFigures; readonly all: BuildFigures }
  readonly engines: Partial<Record<EngineName, EngineFigures>>
  readonly library: {
    readonly index: IndexFigures
    readonly reopen: ReopenFigures
    readonly bounds: readonly BoundFigures[]
    readonly update: UpdateFigures
  }
  readonly together: TogetherFigures
  readonly storeUpdate: Spread
}

export interface KnownItems {
  /** Mean reciprocal rank of an article that was looked for by the words of its title. */
  readonly base: number
  readonly refined: number
  readonly worse: number
  readonly count: number
}

export interface Figures {
  readonly machine: string
  readonly corpus: string
  readonly main: CorpusFigures
  readonly scale: CorpusFigures | null
  readonly order: { readonly mixed: OrderFigures; readonly cranfield: OrderFigures | null }
  /** By the collection's name. */
  readonly quality: Readonly<Record<string, Partial<Record<EngineName, Quality>>>>
  readonly known: KnownItems
  /** Of the re-ranking alone: the mixed queries, and questions that no article meets in full. */
  readonly refining: { readonly usual: Spread; readonly partial: Spread | null }
}

/** An engine's figures. Throws `RangeError` where it was not measured. */
export function engineOf({ engines: all }: CorpusFigures, name: EngineName): EngineFigures {
  const found = all[name]
  if (found === undefined) throw new RangeError(`${name} was not measured.`)
  return found
}
