/** What is asked of a search engine, and the process in which one is measured alone. */
import type { SearchableArticle } from '#core/search/types'

/** What an engine indexes of an article. */
export type Indexed = SearchableArticle

/** What is looked for, in each engine's own language. `prefix`: the last word begins so; `fuzzy`: the last word is misspelt by one letter. */
export type AskKind = 'words' | 'phrase' | 'near' | 'prefix' | 'fuzzy'

export interface Ask {
  readonly kind: AskKind
  readonly words: readonly string[]
}

/** Every word, or any of them. */
export type Need = 'all' | 'any'

/** One engine, with its index in memory or wherever it keeps it. */
export interface Engine {
  readonly name: string
  readonly kinds: readonly AskKind[]
  /** Indexes everything. Only Lectern makes use of more than one core. */
  build(articles: readonly Indexed[], cores: number): void | Promise<void>
  /** Writes the index into an empty folder. */
  save(folder: string): void | Promise<void>
  /** Makes it ready from that folder. `prepared`: where the texts are. */
  open(folder: string, prepared: string): void | Promise<void>
  /** The keys of the best articles. */
  rank(ask: Ask, need: Need, limit: number): readonly string[]
  /** What a page of results needs: the best ten with a snippet each; every word first, and any where no article has all. */
  page(ask: Ask): readonly Shown[]
}

export interface Shown {
  readonly key: string
  readonly snippet: string
}

/** The path a reader goes: articles with every word, then those with some. */
export function fullThenPartial(engine: Engine, ask: Ask, limit: number): readonly string[] {
  const full = engine.rank(ask, 'all', limit)
  return [...new Set([...full, ...engine.rank(ask, 'any', limit)])].slice(0, limit)
}

/** A snippet for engines that have none: the text about the first word found. Cheap: nothing is analysed. */
export function plainSnippet(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase()
  const at = words.reduce((found, word) => (found >= 0 ? found : lower.indexOf(word)), -1)
  const from = Math.max(0, at - 60)
  return text.slice(from, from + 240)
}
