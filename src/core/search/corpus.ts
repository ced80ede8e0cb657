/** The libraries of a search side by side: what their articles are numbered by, and what all of them together say of a term. */
import { type Bits, noBits, setBit } from './bits'
import { searchFields } from './fields'
import { type Overlay, overlayOf } from './overlay'
import type { Segment } from './segment'
import type { SearchSource, SearchStore, StorePart } from './types'

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

const overlays = new WeakMap<
  Segment,
  { readonly store: SearchStore; readonly revision: number; readonly overlay: Overlay }
>()

/** Remembered until the store or the annotations change. */
function overlayFor(annotations: Segment, store: SearchStore, bases: readonly number[]): Overlay {
  const known = overlays.get(annotations)
  if (known !== undefined && known.store === store && known.revision === store.revision) return known.overlay
  const overlay = overlayOf(annotations, (key) => {
    const place = store.locate(key)
    return place === null ? -1 : (bases[place.part] ?? 0) + place.document
  })
  overlays.set(annotations, { store, revision: store.revision, overlay })
  return overlay
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
    shelf.parts.forEach(({ segment, dead, living, fieldTotals }, index) => {
      columns.push({ segment, place: columns.length, base: shelf.bases[index] ?? 0, articles: null, gone: dead })
      documents += living
      count(segment, fieldTotals)
    })
    if (source.annotations !== null) {
      const { articles, gone, fieldTotals } = overlayFor(source.annotations, source.store, shelf.bases)
      columns.push({ segment: source.annotations, place: columns.length, base: 0, articles, gone })
      count(source.annotations, fieldTotals)
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
