/**
 * Words that stand together: side by side, or near each other, within one field of an article. One word after the other is
 * read through all candidates, since the positions of a term lie one after the other.
 */
import { type Bits, documentsIn, hasBit, noBits, setBit } from './bits'
import type { Column, View } from './corpus'
import type { Arrangement, Slot } from './query-nodes'
import { SlotReader } from './slot-reader'
import type { RankedTerm } from './terms'

/** Those of the candidates in which the words stand together in one of the fields. */
export function articlesTogether(
  view: View,
  slots: readonly Slot[],
  arrangement: Arrangement,
  fields: readonly number[],
  candidates: Bits,
): Bits {
  const met = noBits(view.documents)
  for (const column of view.columns) {
    const documents = candidatesOf(column, candidates)
    for (const field of fields) {
      if (documents.length === 0) break
      const readers = slots
        .map((slot) => new SlotReader(column, field, slot.terms, documents, slot.position))
        .sort((one, two) => one.size - two.size)
      if (readers.some(({ size }) => size === 0)) continue
      const found =
        arrangement.kind === 'adjacent'
          ? sideBySide(readers, documents)
          : nearby(readers, documents, arrangement.within)
      for (const document of found) setBit(met, articleOf(column, document))
    }
  }
  return met
}

/** The article that a column's document is. */
export const articleOf = ({ base, articles }: Column, document: number): number =>
  articles === null ? base + document : (articles[document] ?? 0)

/** The column's documents that stand for candidates, ascending. */
export function candidatesOf({ segment, base, articles }: Column, candidates: Bits): Uint32Array {
  if (articles !== null) {
    const documents: number[] = []
    articles.forEach((article, document) => {
      if (article >= 0 && hasBit(candidates, article)) documents.push(document)
    })
    return Uint32Array.from(documents)
  }
  return documentsIn(candidates, base, base + segment.documents).map((article) => article - base)
}

/** Where a phrase may begin, document by document: fewer with every word read. */
function sideBySide(readers: readonly SlotReader[], documents: Uint32Array): Uint32Array {
  const [rarest, ...others] = readers
  if (rarest === undefined) return documents
  let kept = documents.slice()
  const ends = new Uint32Array(documents.length)
  let begins = new Uint32Array(1024)
  let filled = 0
  let count = 0
  for (const document of documents) {
    const read = rarest.read(document)
    if (filled + read > begins.length) begins = enlarged(begins, filled + read)
    const before = filled
    for (let at = 0; at < read; at++) {
      const position = rarest.positions[at] ?? 0
      if (position >= rarest.position) begins[filled++] = position - rarest.position
    }
    if (filled === before) continue
    kept[count] = document
    ends[count] = filled
    count += 1
  }
  kept = kept.subarray(0, count)
  for (const reader of others) kept = kept.subarray(0, narrow(reader, kept, begins, ends))
  return kept
}

function enlarged(old: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * old.length))
  larger.set(old)
  return larger
}

/** Keeps the beginnings, and of the documents those with any, where the reader's word stands in its place; says how many. */
function narrow(reader: SlotReader, kept: Uint32Array, begins: Uint32Array, ends: Uint32Array): number {
  let filled = 0
  let count = 0
  let from = 0
  for (let index = 0; index < kept.length; index++) {
    const document = kept[index] ?? 0
    const to = ends[index] ?? 0
    const read = reader.read(document)
    const { positions, position } = reader
    const before = filled
    for (let at = 0; at < read && from < to; ) {
      const difference = (begins[from] ?? 0) + position - (positions[at] ?? 0)
      if (difference === 0) begins[filled++] = begins[from] ?? 0
      if (difference <= 0) from += 1
      else at += 1
    }
    from = to
    if (filled === before) continue
    kept[count] = document
    ends[count] = filled
    count += 1
  }
  return count
}

/** All places of a word in the documents that have it. */
interface Places {
  readonly documents: Uint32Array
  readonly ends: Uint32Array
  readonly positions: Uint32Array
  /** How often the word was asked for: so many of its places have to lie together. */
  times: number
}

function placesOf(reader: SlotReader, documents: Uint32Array): Places {
  const kept = documents.slice()
  const ends = new Uint32Array(documents.length)
  let positions = new Uint32Array(1024)
  let filled = 0
  let count = 0
  for (const document of documents) {
    const read = reader.read(document)
    if (read === 0) continue
    if (filled + read > positions.length) positions = enlarged(positions, filled + read)
    for (let at = 0; at < read; at++) positions[filled + at] = reader.positions[at] ?? 0
    filled += read
    kept[count] = document
    ends[count] = filled
    count += 1
  }
  return { documents: kept.subarray(0, count), ends, positions, times: 1 }
}

function nearby(readers: readonly SlotReader[], documents: Uint32Array, within: number): number[] {
  const words = new Map<readonly RankedTerm[], Places>()
  let left = documents
  for (const reader of readers) {
    const known = words.get(reader.terms)
    if (known !== undefined) known.times += 1
    else {
      const places = placesOf(reader, left)
      words.set(reader.terms, places)
      left = places.documents
    }
  }
  const cursors = Array.from(words.values(), (places) => new PlacesCursor(places))
  return Array.from(left).filter((document) => {
    for (const cursor of cursors) cursor.goTo(document)
    return standWithin(cursors, within)
  })
}

/** Some places of a word in a document that stand one after the other: as many as the word was asked for. */
class PlacesCursor {
  readonly #places: Places
  #index = 0
  #at = 0
  #end = 0

  constructor(places: Places) {
    this.#places = places
  }

  /** To the first places in a document that has the word, and stands after all gone to before. */
  goTo(document: number): void {
    const { documents, ends } = this.#places
    while (documents[this.#index] !== document) this.#index += 1
    this.#at = this.#index === 0 ? 0 : (ends[this.#index - 1] ?? 0)
    this.#end = ends[this.#index] ?? 0
  }

  advance(): void {
    this.#at += 1
  }

  get isOver(): boolean {
    return this.#at + this.#places.times > this.#end
  }

  get first(): number {
    return this.#places.positions[this.#at] ?? 0
  }

  get last(): number {
    return this.#places.positions[this.#at + this.#places.times - 1] ?? 0
  }
}

/** Whether places of all words lie so near: the smallest range that holds one of each only shrinks where its first moves on. */
function standWithin(cursors: readonly PlacesCursor[], within: number): boolean {
  for (;;) {
    let foremost: PlacesCursor | null = null
    let last = 0
    for (const cursor of cursors) {
      if (cursor.isOver) return false
      if (foremost === null || cursor.first < foremost.first) foremost = cursor
      last = Math.max(last, cursor.last)
    }
    if (foremost === null) return false
    if (last - foremost.first <= within) return true
    foremost.advance()
  }
}
