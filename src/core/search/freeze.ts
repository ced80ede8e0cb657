/** Analysed articles to a segment, and several segments to one. */
import { packSegment, type Segment, type SegmentContent } from './segment'
import { type ArticleTerms, searchFields } from './types'

const fieldCount = searchFields.length
const byUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Builds a segment of articles, numbered in the order given. Keys must be distinct. */
export function freeze(articles: readonly (readonly [key: string, terms: ArticleTerms])[]): Segment {
  const numbers = new Map<string, number>()
  const surfaces = new Set<string>()
  const lengths = new Uint32Array(articles.length * fieldCount)
  const ids: number[] = []
  articles.forEach(([, article], document) => {
    for (const surface of article.surfaces) surfaces.add(surface)
    for (let field = 0; field < fieldCount; field++) {
      lengths[field * articles.length + document] = article.lengths[field] ?? 0
      for (const term of article.terms[field] ?? []) {
        const known = numbers.get(term)
        const id = known ?? numbers.size
        if (known === undefined) numbers.set(term, id)
        ids.push(id)
      }
    }
  })
  const terms = [...numbers.keys()].sort(byUnits)
  const rank = new Uint32Array(terms.length)
  terms.forEach((term, index) => {
    rank[numbers.get(term) ?? 0] = index
  })
  return packSegment({
    keys: articles.map(([key]) => key),
    lengths,
    terms,
    surfaces: [...surfaces].sort(byUnits),
    ...postingsOf(articles, ids, rank),
  })
}

/** Counts, then fills: `ids` are the terms of all articles in the order the walk meets them. */
function postingsOf(
  articles: readonly (readonly [string, ArticleTerms])[],
  ids: readonly number[],
  rank: Uint32Array,
): Pick<SegmentContent, 'starts' | 'postings' | 'frequencies'> {
  const starts = new Uint32Array(rank.length * fieldCount + 1)
  const postings = new Uint32Array(ids.length)
  const frequencies = new Uint16Array(ids.length)
  const walk = (visit: (slot: number, document: number, frequency: number) => void): void => {
    let at = 0
    articles.forEach(([, article], document) => {
      for (let field = 0; field < fieldCount; field++) {
        const counts = article.frequencies[field] ?? new Uint16Array(0)
        for (const frequency of counts) visit((rank[ids[at++] ?? 0] ?? 0) * fieldCount + field, document, frequency)
      }
    })
  }
  walk((slot) => {
    starts[slot + 1] = (starts[slot + 1] ?? 0) + 1
  })
  for (let slot = 1; slot < starts.length; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0)
  const next = starts.slice()
  walk((slot, document, frequency) => {
    const at = next[slot] ?? 0
    next[slot] = at + 1
    postings[at] = document
    frequencies[at] = frequency
  })
  return { starts, postings, frequencies }
}

/** A segment and which of its documents are gone (null: none). */
export interface Mortal {
  readonly segment: Segment
  readonly dead: Uint8Array | null
}

/** One segment of the living documents of several, in their order. */
export function join(parts: readonly Mortal[]): Segment {
  const keys: string[] = []
  const renumbered = parts.map(({ segment, dead }) => {
    const numbers = new Int32Array(segment.documents).fill(-1)
    for (let document = 0; document < segment.documents; document++) {
      if (dead?.[document] === 1) continue
      numbers[document] = keys.length
      keys.push(segment.keys[document] ?? '')
    }
    return numbers
  })
  const lengths = new Uint32Array(keys.length * fieldCount)
  parts.forEach(({ segment }, index) => {
    renumbered[index]?.forEach((number, document) => {
      if (number < 0) return
      for (let field = 0; field < fieldCount; field++)
        lengths[field * keys.length + number] = segment.lengths[field * segment.documents + document] ?? 0
    })
  })
  const surfaces = new Set<string>()
  for (const { segment } of parts)
    for (let index = 0; index < segment.surfaces.size; index++) surfaces.add(segment.surfaces.at(index))
  const segments = parts.map(({ segment }) => segment)
  return packSegment({
    keys,
    lengths,
    surfaces: [...surfaces].sort(byUnits),
    ...joinPostings(segments, renumbered),
  })
}

function joinPostings(
  segments: readonly Segment[],
  renumbered: readonly Int32Array[],
): Pick<SegmentContent, 'terms' | 'starts' | 'postings' | 'frequencies'> {
  const most = segments.reduce((sum, segment) => sum + segment.postings.length, 0)
  const postings = new Uint32Array(most)
  const frequencies = new Uint16Array(most)
  const terms: string[] = []
  const starts: number[] = [0]
  const cursors = segments.map((segment) => ({
    segment,
    at: 0,
    term: segment.terms.size > 0 ? segment.terms.at(0) : null,
  }))
  let filled = 0
  for (;;) {
    let term: string | null = null
    for (const cursor of cursors) if (cursor.term !== null && (term === null || cursor.term < term)) term = cursor.term
    if (term === null) break
    const before = filled
    const ends: number[] = []
    for (let field = 0; field < fieldCount; field++) {
      cursors.forEach((cursor, index) => {
        if (cursor.term !== term) return
        const { segment } = cursor
        const slot = cursor.at * fieldCount + field
        const end = segment.starts[slot + 1] ?? 0
        for (let posting = segment.starts[slot] ?? 0; posting < end; posting++) {
          const number = renumbered[index]?.[segment.postings[posting] ?? 0] ?? -1
          if (number < 0) continue
          postings[filled] = number
          frequencies[filled] = segment.frequencies[posting] ?? 0
          filled += 1
        }
      })
      ends.push(filled)
    }
    for (const cursor of cursors) {
      if (cursor.term !== term) continue
      cursor.at += 1
      cursor.term = cursor.at < cursor.segment.terms.size ? cursor.segment.terms.at(cursor.at) : null
    }
    if (filled === before) continue // only the dead had this term
    terms.push(term)
    starts.push(...ends)
  }
  return {
    terms,
    starts: Uint32Array.from(starts),
    postings: postings.slice(0, filled),
    frequencies: frequencies.slice(0, filled),
  }
}
