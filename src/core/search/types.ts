/** The vocabulary of the search room. */
import type { Mark, MarkedText } from '#shared/article'

/** The fields of the index; their position is their number in segment files. */
export const searchFields = ['title', 'body', 'author', 'source'] as const
export type SearchField = (typeof searchFields)[number]

/** What of an article is indexed. */
export interface SearchableArticle {
  readonly title: string
  readonly body: string
  readonly author: string | null
  readonly source: string | null
}

/**
 * One analysed article: for each field (in the order of `searchFields`) its length in tokens and its terms with their
 * frequencies. Flat, so that it crosses from a parse worker cheaply.
 */
export interface ArticleTerms {
  readonly lengths: readonly number[]
  readonly terms: readonly (readonly string[])[]
  readonly frequencies: readonly Uint16Array[]
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
}

export type { Mark, MarkedText }
