/** The parts of a query as they stand in its text, before it is known what they mean together. */
import type { AskedFact } from './fact-values'
import type { Remark, TextForm } from './query'
import type { QueryFieldName, TextFieldName } from './query-fields'

/** What a part of a query is, as a search box colours it. */
export type TokenKind =
  | 'word'
  | 'phrase'
  | 'near'
  | 'wildcard'
  | 'fuzzy'
  | 'pattern'
  | 'field' // `tag:`
  | 'value' // what stands after it, where it is no word
  | 'operator' // AND OR NOT - + ( )
  | 'weight' // ^3

/** A part of a query: `[start, end)` of its text, in UTF-16 code units. */
export interface QueryToken {
  readonly kind: TokenKind
  readonly start: number
  readonly end: number
}

/** What a unit asks for. */
export type UnitBody = TextBody | PatternBody | FactBody

export interface TextBody {
  readonly kind: 'text'
  readonly form: TextForm
  /** Without operators; its characters stand in the query's text from `at` on. */
  readonly text: string
  readonly at: number
  readonly field: TextFieldName | null
  readonly weight: number
  /** For `fuzzy`; else 0. */
  readonly distance: number
  /** For `near`; else 0. */
  readonly within: number
}

interface PatternBody {
  readonly kind: 'pattern'
  readonly source: string
  readonly flags: string
  readonly field: 'title' | 'body' | null
}

interface FactBody extends AskedFact {
  readonly kind: 'fact'
  readonly written: string
}

interface Placed {
  readonly start: number
  readonly end: number
  readonly tokens: readonly QueryToken[]
  readonly remarks: readonly Remark[]
}

export type Sign = '' | '-' | '+'

/** A word, phrase, regular expression or value. */
export interface UnitItem extends Placed {
  readonly kind: 'unit'
  readonly sign: Sign
  readonly body: UnitBody
  /** Nothing in it can be looked for. */
  readonly blank: boolean
  readonly typed: TypedValue | null
}

/** What completion would replace: a word, or a field's value with its quotation marks. */
export interface TypedValue {
  readonly field: QueryFieldName | null
  /** Where the field's name stands; `start` where none is typed. */
  readonly name: number
  readonly start: number
  readonly end: number
  /** Without quotation marks: `[from, to)`. */
  readonly from: number
  readonly to: number
}

/** `AND`, `OR` or `NOT`; it is the `word` where it stands so that it cannot be an operator. */
export interface OperatorItem extends Placed {
  readonly kind: 'operator'
  readonly operator: 'AND' | 'OR' | 'NOT'
  readonly word: UnitItem
}

export interface OpenItem extends Placed {
  readonly kind: 'open'
  readonly sign: Sign
  /** The field that holds for all inside. */
  readonly field: QueryFieldName | null
}

interface CloseItem extends Placed {
  readonly kind: 'close'
  readonly weight: number
}

export type QueryItem = UnitItem | OperatorItem | OpenItem | CloseItem
