/** The vocabulary of the search room. */
import type { Mark, MarkedText } from '#shared/article'
import type { Segment } from './segment'

/** What of an article is indexed. */
export interface SearchableArticle {
  readonly title: string
  readonly body: string
  readonly author: string | null
  readonly source: string | null
}

/**
 * One analysed article: for each field (in the order of `searchFields`) its length in tokens and its terms with their
 * frequencies; and the words as written (folded) that differ from their term, which wildcards and fuzzy words expand over.
 * Flat, so that it crosses from a parse worker cheaply.
 */
export interface ArticleTerms {
  readonly lengths: readonly number[]
  readonly terms: readonly (readonly string[])[]
  readonly frequencies: readonly Uint16Array[]
  readonly surfaces: readonly string[]
}

/** A hit of a search: which store (by its place in the list searched), which article (by the key it was put in with), how well. */
export interface SearchHit {
  readonly store: number
  readonly key: string
  readonly score: number
}

/** What a search gives: `hits` is the asked-for window of `total`. */
export interface SearchOutcome {
  readonly total: number
  /** True where no article has all words and these have some. */
  readonly partial: boolean
  readonly hits: readonly SearchHit[]
}

/** What is written to disk of a store: a small manifest and its immutable segments by name. */
export interface StoreImage {
  readonly manifest: string
  readonly segments: ReadonlyMap<string, Uint8Array>
}

/** A part of a store as a search sees it. */
export interface StorePart {
  /** Its written forms (`surfaces`) may be of the dead until the segment is made anew: a wildcard may reach a living term through one. */
  readonly segment: Segment
  /** 1 for each document that was removed or replaced since; null where none was. */
  readonly dead: Uint8Array | null
  readonly living: number
  /** Tokens in each field of all living documents. */
  readonly fieldTotals: readonly number[]
}

/** The flat store of one library. Single-threaded; every method is synchronous and none touches a file. */
export interface SearchStore {
  /** Articles that can be found now. */
  readonly size: number
  has(key: string): boolean
  /** Adds an article, or replaces the one under this key. Found by the next search. */
  put(key: string, terms: ArticleTerms): void
  remove(key: string): void
  /** Names all segments the store needs, with the bytes of those not in `known` (already on disk). Rename-safe order: segments first, then manifest. */
  image(known: ReadonlySet<string>): {
    readonly manifest: string
    readonly names: readonly string[]
    readonly segments: ReadonlyMap<string, Uint8Array>
  }
  /** What a search runs over, with everything put so far, in the order it was put in. Valid until the next change. */
  parts(): readonly StorePart[]
}

export { type SearchField, searchFields } from './fields'
export type { Mark, MarkedText }
