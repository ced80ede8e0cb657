/** What a reader asked for, once it is understood. Made by `parseQuery`, read by everything else. */
import type { Mark } from '#shared/article'
import type { Fact } from './facts'
import type { SearchField } from './fields'

/** A parsed query. */
export interface Query {
  readonly text: string
  /** What an article has to meet; null where nothing is asked, so that everything is to be shown. */
  readonly root: QueryNode | null
  /** What was read differently than typed, in the order typed. */
  readonly remarks: readonly Remark[]
}

/** Something that was read differently than typed; the explanation says so. */
export type Remark =
  /** A number greater than is taken: `word~9` is read as `word~2`. */
  | { readonly kind: 'limited'; readonly written: string; readonly readAs: string }
  /** A wildcard, fuzzy word or regular expression that is read as plain words: it is too short, or one too many. */
  | { readonly kind: 'plain'; readonly written: string; readonly why: 'short' | 'many' }
  /** A value that its field does not know, so that the unit is read as plain words. */
  | { readonly kind: 'value'; readonly written: string }
  /** More words than are looked for, or parentheses in more levels: these were left out. */
  | { readonly kind: 'left-out'; readonly what: 'words' | 'parentheses' }

export type QueryNode = AllNode | AnyNode | NotNode | TextLeaf | PatternLeaf | FactLeaf
export type QueryLeaf = TextLeaf | PatternLeaf | FactLeaf

/** Met by an article that meets every one of `nodes` (never empty). */
interface AllNode {
  readonly kind: 'all'
  readonly nodes: readonly QueryNode[]
}

/** Met by an article that meets one of `nodes` (never empty). */
interface AnyNode {
  readonly kind: 'any'
  readonly nodes: readonly QueryNode[]
}

/** Met by an article that does not meet `node`. */
interface NotNode {
  readonly kind: 'not'
  readonly node: QueryNode
}

/** How the words of a leaf are looked for. */
export type TextForm =
  | 'word' // one word in any of its forms; what is written together without spaces stands side by side
  | 'phrase' // "a b": side by side in this order, stop words too
  | 'near' // "a b"~n: within n words of each other, in any order
  | 'prefix' // a*
  | 'wildcard' // a?b, *ab, a*b
  | 'fuzzy' // a~, a~2

/** Words, in one field or in any. */
export interface TextLeaf {
  readonly kind: 'text'
  readonly form: TextForm
  /** As typed, without operators, for the explanation. */
  readonly written: string
  /** Where the leaf stands in the query's text, with its operators. */
  readonly span: Mark
  /** Null: any field. */
  readonly field: SearchField | null
  /** How much it counts towards the order; 1 unless `^n` was typed. */
  readonly weight: number
  /** Never empty. Those not `optional` have to be there. */
  readonly words: readonly QueryWord[]
  /** The words have to stand at their positions relative to each other (a phrase; a run of letters without spaces). */
  readonly adjacent: boolean
  /** For `near`: the most words from the first of them to the last; else 0. */
  readonly within: number
  /** `+` was typed: it has to be there even in partial matches. */
  readonly firm: boolean
}

/** A word of a leaf, as the index knows it. */
export interface QueryWord {
  /** The word as typed, folded; for `wildcard` with its `*` and `?`. */
  readonly surface: string
  readonly match: 'exact' | 'prefix' | 'wildcard' | 'fuzzy'
  /** For `exact` the terms it is indexed under, one for each of the library's languages where they differ; else empty. */
  readonly terms: readonly string[]
  /** Letters that may differ; 0 unless fuzzy. */
  readonly distance: number
  /** Makes no article fail, only counts towards the order: a stop word beside others. */
  readonly optional: boolean
  /** A stop word; it is pointed out in a text only where nothing else can be. */
  readonly stop: boolean
  /** Where it stands, in positions from the leaf's first word. */
  readonly position: number
}

/** `/regular expression/`, looked for in the canonical text and the title. */
export interface PatternLeaf {
  readonly kind: 'pattern'
  /** The source between the slashes; compiles with the flags. */
  readonly source: string
  /** A subset of `imsu`; `iu` unless written otherwise. */
  readonly flags: string
  readonly span: Mark
  /** Null: title and body. */
  readonly field: 'title' | 'body' | null
}

/** Something about the article that is no word in it: date, path, tag, state. */
export interface FactLeaf {
  readonly kind: 'fact'
  readonly fact: Fact
  /** The value as typed, for the explanation. */
  readonly written: string
  readonly span: Mark
}

/** Whether there is nothing to search for, so that everything is to be shown. */
export const isBlank = (query: Query): boolean => query.root === null

/** The leaves that an article should meet, in the order typed: those under `not` are left out. */
export function wantedLeaves(query: Query): readonly QueryLeaf[] {
  const leaves: QueryLeaf[] = []
  const walk = (node: QueryNode): void => {
    if (node.kind === 'all' || node.kind === 'any') node.nodes.forEach(walk)
    else if (node.kind !== 'not') leaves.push(node)
  }
  if (query.root !== null) walk(query.root)
  return leaves
}
