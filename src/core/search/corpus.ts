/** The libraries of a search side by side: what their articles are numbered by, and what all of them together say of a term. */

import { type Bits, noBits, setBit } from './bits'
import { searchFields } from './fields'
import { correctedIn, type Outdated, type Overlay, overlayOf } from './overlay'
import type { Segment } from './segment'
import type { SearchAnnotations, SearchSource, SearchStore, StorePart } from './types'

/** A segment as a search sees it. Its documents are articles of its source, which are numbered from 0 through all its parts. */
export interface Column {
  readonly segment: Segment
  /** Its place among all columns of the search. */
  readonly place: number
  /** The number of the first document's article, where the others follow it. */
  readonly base: number
  /** Else for each document its article's number, -1 for none; null where they follow each other. */
  readonly articles: Int32Array | null
  /** 1 for each document that does not count any more; null where all do. */
  readonly gone: Uint8Array | null
  /** Where readers put something else in place of what articles say; null where they did nowhere. */
  readonly outdated: Outdated | null
}

/** A source as a search sees it. */
export interface View {
  readonly source: SearchSource
  /** Its place among the sources. */
  readonly number: number
  /** Above the number of every article. */
  readonly documents: number
  readonly living: Bits
  readonly columns: readonly Column[]
  keyOf(document: number): string
}

/** Everything a search runs over. */
export interface Corpus {
  readonly views: readonly View[]
  /** Of all views, in the order of their places. */
  readonly columns: readonly Column[]
  /** Articles that can be found. */
  readonly documents: number
  /** Tokens that an article has in each field on average. */
  readonly averageLengths: readonly number[]
}

/** What follows from a store's parts alone. */
interface Shelf {
  readonly revision: number
  readonly parts: readonly StorePart[]
  readonly bases: readonly number[]
  readonly documents: number
  readonly living: Bits
}

const shelves = new WeakMap<SearchStore, Shelf>()

/** Remembered until the store changes. */
function shelfOf(store: SearchStore): Shelf {
  const parts = store.parts()
  const known = shelves.get(store)
  if (known !== undefined && known.revision === store.revision) return known
  const bases: number[] = []
  let documents = 0
  for (const { segment } of parts) {
    bases.push(documents)
    documents += segment.documents
  }
  const living = noBits(documents)
  parts.forEach(({ segment, dead }, index) => {
    const base = bases[index] ?? 0
    for (let document = 0; document < segment.documents; document++)
      if (dead?.[document] !== 1) setBit(living, base + document)
  })
  const shelf = { revision: store.revision, parts, bases, documents, living }
  shelves.set(store, shelf)
  return shelf
}

/** Annotations over the articles of a store. */
interface Laid {
  readonly store: SearchStore
  /** Of the store and of the annotations. */
  readonly revisions: readonly [number, number]
  readonly overlays: readonly Overlay[]
  /** By the store's parts. */
  readonly outdated: readonly (Outdated | null)[]
}

const laid = new WeakMap<SearchAnnotations, Laid>()

/** Remembered until the store or the annotations change. */
function layOver(annotations: SearchAnnotations, store: SearchStore, bases: readonly number[]): Laid {
  const revisions = [store.revision, annotations.store.revision] as const
  const known = laid.get(annotations)
  if (known?.store === store && known.revisions.every((revision, index) => revision === revisions[index])) return known
  const numberOf = (key: string): number => {
    const place = store.locate(key)
    return place === null ? -1 : (bases[place.part] ?? 0) + place.document
  }
  const overlays = annotations.store.parts().map((part) => overlayOf(part, numberOf))
  const now = { store, revisions, overlays, outdated: correctedIn(annotations, store) }
  laid.set(annotations, now)
  return now
}

/** Puts sources side by side. Valid until one of them changes. */
export function corpusOf(sources: readonly SearchSource[]): Corpus {
  const columns: Column[] = []
  const totals = searchFields.map(() => 0)
  let documents = 0
  const count = (segment: Segment, fieldTotals: readonly number[]): void =>
    fieldTotals.forEach((total, field) => {
      totals[segment.firstField + field] = (totals[segment.firstField + field] ?? 0) + total
    })
  const views = sources.map((source, number): View => {
    const shelf = shelfOf(source.store)
    const first = columns.length
    const over = source.annotations === null ? null : layOver(source.annotations, source.store, shelf.bases)
    shelf.parts.forEach(({ segment, dead, living, fieldTotals }, index) => {
      const outdated = over?.outdated[index] ?? null
      const base = shelf.bases[index] ?? 0
      columns.push({ segment, place: columns.length, base, articles: null, gone: dead, outdated })
      documents += living
      count(segment, outdated === null ? fieldTotals : withoutOutdated(segment, fieldTotals, outdated))
    })
    for (const { part, articles, gone, fieldTotals } of over?.overlays ?? []) {
      columns.push({ segment: part.segment, place: columns.length, base: 0, articles, gone, outdated: null })
      count(part.segment, fieldTotals)
    }
    const { parts, bases } = shelf
    return {
      source,
      number,
      documents: shelf.documents,
      living: shelf.living,
      columns: columns.slice(first),
      keyOf: (document) => {
        const part = bases.findLastIndex((base) => base <= document)
        return parts[part]?.segment.keys[document - (bases[part] ?? 0)] ?? ''
      },
    }
  })
  return { views, columns, documents, averageLengths: totals.map((total) => total / documents) }
}

/** The tokens that count in each field. Only living documents are put right. */
const withoutOutdated = (
  { lengths, documents }: Segment,
  fieldTotals: readonly number[],
  outdated: Outdated,
): readonly number[] =>
  fieldTotals.map((total, field) => {
    let left = total
    outdated[field]?.forEach((is, document) => {
      if (is === 1) left -= lengths[field * documents + document] ?? 0
    })
    return left
  })
