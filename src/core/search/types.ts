/** The vocabulary of the search room. */
import type { Mark, MarkedText } from '#shared/article'
import type { ArticleFacts } from './facts'
import type { ArticleField, SearchField } from './fields'
import type { PatternLeaf, QueryWord } from './query'
import type { Segment } from './segment'

/** What of an article's file is indexed. */
export interface SearchableArticle {
  /** What the index knows it by: its path. */
  readonly key: string
  readonly title: string
  readonly body: string
  readonly author: string | null
  readonly source: string | null
  /** Those it carries itself. */
  readonly keywords?: readonly string[]
  /** Primary language subtag (`en`), as `languageOf` found it; null: none that is known. */
  readonly language: string | null
}

/** What the reader added to an article, as far as it is searched. */
export interface SearchableAnnotation {
  readonly key: string
  readonly tags: readonly string[]
  readonly note: string
  /** Quotes, and notes on them. */
  readonly highlights: readonly string[]
  /** What the reader put in place of what the article says, which does not count then. */
  readonly corrected?: Readonly<Partial<Record<'title' | 'author' | 'source', string>>>
}

/** What readers wrote about the articles of a library, as a search sees it. */
export interface SearchAnnotations {
  /** Of all fields, by the articles' keys. */
  readonly store: SearchStore
  /** The fields that readers put right, by the articles' keys: what the articles say there does not count. */
  readonly corrected: ReadonlyMap<string, readonly ArticleField[]>
}

/** One library as a search sees it. */
export interface SearchSource {
  readonly store: SearchStore
  /** Tags, notes, highlights and what was put right, by the articles' keys; null where nothing is written. */
  readonly annotations: SearchAnnotations | null
  /** Asked only for articles of the store. */
  factsOf(key: string): ArticleFacts
}

/** Which hits of a search are wanted, and which articles may be among them at all (the statistics count all). */
export interface SearchWindow {
  readonly offset: number
  readonly limit: number
  readonly accepts?: (source: number, key: string) => boolean
  /**
   * Which articles meet a regular expression; found beforehand on the texts, since that takes long. A leaf that is not in
   * here is taken as met (and as not met under `not`), so that a search without gives the articles to look through.
   */
  readonly patterns?: ReadonlyMap<PatternLeaf, (source: number, key: string) => boolean>
}

/** A hit of a search: which source (by its place in the list searched), which article, how well, and where. */
export interface SearchHit {
  readonly source: number
  readonly key: string
  readonly score: number
  /** The fields in which words of the query were met, in the order of `searchFields`. */
  readonly fields: readonly SearchField[]
}

/** What a search gives: `hits` is the asked-for window of `total`. */
export interface SearchOutcome {
  readonly total: number
  /** True where no article met all of it and these meet some of its plain words. */
  readonly partial: boolean
  /** Words that stand for more terms than are looked up, as typed: the most frequent terms were. */
  readonly cut: readonly string[]
  readonly hits: readonly SearchHit[]
  /** All articles found, in the order of the sources and in them of their keys' numbers. Computed when asked. */
  matching(): readonly { readonly source: number; readonly key: string; readonly score: number }[]
  /** For marking hits: what each word of the query stands for in these libraries. */
  readonly terms: TermsOfWords
}

/** The terms that a word of a query was expanded to. */
export type TermsOfWords = (word: QueryWord) => ReadonlySet<string>

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
  /** Tokens in each of the segment's fields of all living documents. */
  readonly fieldTotals: readonly number[]
}

/** Parts worth making one of: hand `inputs` to `joinSegments` (in a worker), and what it gives to `replace`. */
export interface MergePlan {
  readonly inputs: readonly { readonly bytes: Uint8Array; readonly dead: Uint8Array | null }[]
  /** Documents it will hold. */
  readonly documents: number
}

/** The flat store of one library. Single-threaded; every method is synchronous and none touches a file. */
export interface SearchStore {
  /** Articles that can be found now. */
  readonly size: number
  /** Primary subtags of the languages its articles were stemmed in; the most frequent first. */
  readonly languages: readonly string[]
  has(key: string): boolean
  /** Where a living article is: the part's place in `parts()` and its number there; null where there is none. */
  locate(key: string): { readonly part: number; readonly document: number } | null
  /** Takes in a segment (`freezeArticles`); its articles replace those known under the same keys. Found by the next search. */
  add(segment: Uint8Array): void
  remove(key: string): void
  /** Names all segments the store needs, with the bytes of those not in `known` (already on disk). Rename-safe order: segments first, then manifest. */
  image(known: ReadonlySet<string>): {
    readonly manifest: string
    readonly names: readonly string[]
    readonly segments: ReadonlyMap<string, Uint8Array>
  }
  /** What a search runs over, in the order it was put in. Valid until the next change. */
  parts(): readonly StorePart[]
  /** Grows with every change of `parts`. */
  readonly revision: number
  /**
   * The next parts worth joining, or null. `atRest`: no more articles are about to come, so that parts may become one base.
   * A new plan makes the one before it out of date.
   */
  plan(atRest: boolean): MergePlan | null
  /** Puts the joined segment in the place of a plan's parts, minding what was removed since. False where the plan is out of date. */
  replace(plan: MergePlan, joined: Uint8Array): boolean
}

export type { ArticleFacts } from './facts'
export {
  type AnnotationField,
  type ArticleField,
  annotationFields,
  articleFields,
  type SearchField,
  searchFields,
} from './fields'
export type { Mark, MarkedText }
