/** What readers wrote, laid over the articles: which article each annotation stands for, and what it puts in the place of. */
import { articleFields } from './fields'
import type { SearchAnnotations, SearchStore, StorePart } from './types'

/** A part of an annotation store over the articles of another store. */
export interface Overlay {
  readonly part: StorePart
  /** For each document its article's number, -1 where it is replaced or the article cannot be found now. */
  readonly articles: Int32Array
  /** 1 for each document without an article; null where all have one. */
  readonly gone: Uint8Array | null
  /** Tokens in each of the segment's fields, of documents that have an article. */
  readonly fieldTotals: readonly number[]
}

/** For each field of a part of the articles 1 for each document whose field was put right, null where none was. */
export type Outdated = readonly (Uint8Array | null)[]

/** `numberOf`: an article's number by its key, -1 for none. */
export function overlayOf(part: StorePart, numberOf: (key: string) => number): Overlay {
  const { segment, dead } = part
  const articles = Int32Array.from(segment.keys, (key, document) => (dead?.[document] === 1 ? -1 : numberOf(key)))
  const fieldTotals = Array.from({ length: segment.fieldCount }, (_, field) => {
    let total = 0
    for (let document = 0; document < articles.length; document++)
      if ((articles[document] ?? -1) >= 0) total += segment.lengths[field * segment.documents + document] ?? 0
    return total
  })
  const gone = articles.includes(-1) ? Uint8Array.from(articles, (number) => (number < 0 ? 1 : 0)) : null
  return { part, articles, gone, fieldTotals }
}

/** What annotations put right in each part of the articles' store; null where nothing is. */
export function correctedIn({ corrected }: SearchAnnotations, store: SearchStore): readonly (Outdated | null)[] {
  const parts = store.parts()
  const outdated: ((Uint8Array | null)[] | null)[] = parts.map(() => null)
  for (const [key, fields] of corrected) {
    const place = store.locate(key)
    const part = place === null ? undefined : parts[place.part]
    if (place === null || part === undefined) continue
    const masks = outdated[place.part] ?? articleFields.map(() => null)
    outdated[place.part] = masks
    for (const name of fields) {
      const field = articleFields.indexOf(name)
      const mask = masks[field] ?? new Uint8Array(part.segment.documents)
      mask[place.document] = 1
      masks[field] = mask
    }
  }
  return outdated
}
