import type { QueryToken, TokenKind } from '#core/search/lex'

/** A run of a query's text; `kind` is null between its parts. */
export interface Segment {
  /** Where it starts, UTF-16 code units. */
  readonly start: number
  readonly text: string
  readonly kind: TokenKind | null
}

/** The whole text in runs: its parts (ascending and disjoint) and what stands between them. */
export function segmentsOf(text: string, tokens: readonly QueryToken[]): readonly Segment[] {
  const segments: Segment[] = []
  let at = 0
  const take = (end: number, kind: TokenKind | null): void => {
    if (end > at) segments.push({ start: at, text: text.slice(at, end), kind })
    at = end
  }
  for (const { kind, start, end } of tokens) {
    take(start, null)
    take(end, kind)
  }
  take(text.length, null)
  return segments
}
