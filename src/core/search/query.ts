/** What a reader asked for, once it is understood. Issued by `parseQuery`, read by everything else. */
import type { SearchField } from './types'

/** How the words of a part are matched. */
export type PartKind =
  | 'word' // the word in any of its forms
  | 'phrase' // in quotation marks: all words, stop words too
  | 'prefix' // `word*`
  | 'fuzzy' // `word~`

/** One word of a part, as the index knows it. */
export interface QueryWord {
  /** What is looked up: the word's term; for a prefix or a fuzzy word the folded word as typed. */
  readonly term: string
  readonly match: 'exact' | 'prefix' | 'fuzzy'
  /** Letters that may differ; 0 unless fuzzy. */
  readonly distance: number
  /** A stop word that makes no article fail: it only counts towards the order. */
  readonly optional: boolean
  /** A stop word; it is pointed out in a text only where nothing else can be. */
  readonly stop: boolean
}

/** One unit a reader typed: a word, a phrase, a wildcard; inside a field or anywhere. */
export interface QueryPart {
  readonly kind: PartKind
  /** As typed, without operators, for the explanation. */
  readonly written: string
  readonly field: SearchField | null
  readonly excluded: boolean
  /** How much the part counts towards the order; 1 unless `^n` was typed. */
  readonly weight: number
  /** Never empty. */
  readonly words: readonly QueryWord[]
}

/** A parsed query: an article has to meet all parts of at least one alternative. */
export interface Query {
  readonly text: string
  readonly alternatives: readonly (readonly QueryPart[])[]
}

/** Whether there is nothing to search for, so that everything is to be shown. */
export const isBlank = (query: Query): boolean => query.alternatives.length === 0
