/** What readers added to articles, laid over them: documents of an annotations segment that stand for articles of a store. */
import type { Segment } from './segment'

export interface Overlay {
  /** For each document its article's number, -1 where the article cannot be found now. */
  readonly articles: Int32Array
  /** 1 for each document without an article; null where all have one. */
  readonly gone: Uint8Array | null
  /** Tokens in each of the segment's fields, of documents that have an article. */
  readonly fieldTotals: readonly number[]
}

/** `numberOf`: an article's number by its key, -1 for none. */
export function overlayOf(segment: Segment, numberOf: (key: string) => number): Overlay {
  const articles = Int32Array.from(segment.keys, numberOf)
  const fieldTotals = Array.from({ length: segment.fieldCount }, (_, field) => {
    let total = 0
    for (let document = 0; document < articles.length; document++)
      if ((articles[document] ?? -1) >= 0) total += segment.lengths[field * segment.documents + document] ?? 0
    return total
  })
  const gone = articles.includes(-1) ? Uint8Array.from(articles, (number) => (number < 0 ? 1 : 0)) : null
  return { articles, gone, fieldTotals }
}
