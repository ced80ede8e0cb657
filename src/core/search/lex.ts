/** Queries for a search box: what is to be coloured, and what is being typed. No word is analysed here. */
import type { QueryFieldName } from './query-fields'
import type { QueryToken, TypedValue } from './query-items'
import { scanQuery } from './query-scan'
import { readSyntax } from './query-syntax'
import { withoutEscapes } from './quotations'

export type { QueryToken, TokenKind } from './query-items'

/** Any day: what a relative date is does not depend on which. */
const someDay = '2000-01-01'

/**
 * The parts of a query, ascending and disjoint, as `parseQuery` reads them where it knows today. Never throws; linear in the
 * text's length.
 */
export const lexQuery = (text: string): readonly QueryToken[] => readSyntax(text, someDay).tokens

/** What is being typed at a caret. */
interface CompletionContext {
  /** The field whose value it is; null: a word, which may become the name of a field. */
  readonly field: QueryFieldName | null
  /** What of it stands before the caret, without quotation marks. */
  readonly value: string
  /** What a completion takes the place of (`[start, end)`, UTF-16 code units): the whole value with its quotation marks. */
  readonly start: number
  readonly end: number
}

/** What is being typed at the caret; null inside of phrases and regular expressions, where nothing is to be completed. Never throws. */
export function completionContext(text: string, caret: number): CompletionContext | null {
  const at = Math.min(Math.max(0, caret), text.length)
  const open: (QueryFieldName | null)[] = []
  for (const item of scanQuery(text, someDay).items) {
    if (item.start >= at) break
    if (item.kind === 'close') open.pop()
    else if (item.kind === 'open') {
      const name = item.tokens.find((token) => token.kind === 'field')
      if (name !== undefined && name.start <= at && at < item.end) return nameAt(text, name.start, name.end, at)
      open.push(item.field)
    } else {
      const unit = item.kind === 'operator' ? item.word : item
      if (at <= unit.end) return unit.typed === null ? null : typedAt(text, unit.typed, at)
    }
  }
  return { field: open.at(-1) ?? null, value: '', start: at, end: at }
}

function typedAt(text: string, typed: TypedValue, at: number): CompletionContext | null {
  const { field, name, start, end, from, to } = typed
  if (at < start) return nameAt(text, name, start, at)
  if (at > end || (field === null && from > start)) return null
  return { field, value: withoutEscapes(text.slice(from, Math.min(at, to))), start, end }
}

const nameAt = (text: string, start: number, end: number, at: number): CompletionContext | null =>
  at < start ? null : { field: null, value: text.slice(start, at), start, end }
