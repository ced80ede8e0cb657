/** The positions of any of several terms in a field of a column, document by document. */
import type { Column } from './corpus'
import { gallop, postingsOf } from './postings'
import type { RankedTerm } from './terms'

export class SlotReader {
  /** What `read` found, ascending; valid until it is called again. */
  positions = new Uint32Array(64)
  /** How many postings the terms have in the field. */
  readonly size: number
  readonly #segment: Column['segment']
  readonly #ranges: readonly (readonly [number, number])[]
  /** With one term: the next posting. */
  #at: number
  /** With several: for each document its first posting plus one, and for that the next. */
  #chains: { readonly first: Uint32Array; readonly postings: Uint32Array; readonly next: Uint32Array } | null = null

  /** `position`: where the word stands in its phrase. */
  constructor(
    column: Column,
    field: number,
    readonly terms: readonly RankedTerm[],
    private readonly documents: Uint32Array,
    readonly position: number,
  ) {
    this.#segment = column.segment
    this.#ranges = terms.map((term) => postingsOf(column, term, field)).filter(([from, to]) => from < to)
    this.size = this.#ranges.reduce((sum, [from, to]) => sum + to - from, 0)
    this.#at = this.#ranges[0]?.[0] ?? 0
  }

  /** How many positions the terms have in a document: one of those given at first, after all asked for before. */
  read(document: number): number {
    return this.#ranges.length === 1 ? this.#readOne(document) : this.#readAny(document)
  }

  #readOne(document: number): number {
    const { postings } = this.#segment
    const end = this.#ranges[0]?.[1] ?? 0
    const at = gallop(postings, this.#at, end, document)
    this.#at = at
    return at < end && postings[at] === document ? this.#append(at, 0) : 0
  }

  #readAny(document: number): number {
    this.#chains ??= this.#chain()
    const { first, postings, next } = this.#chains
    let read = 0
    let lists = 0
    for (let entry = first[document] ?? 0; entry > 0; entry = next[entry - 1] ?? 0) {
      read = this.#append(postings[entry - 1] ?? 0, read)
      lists += 1
    }
    if (lists > 1) this.positions.subarray(0, read).sort()
    return read
  }

  #append(posting: number, read: number): number {
    const { frequencies, positions } = this.#segment
    const count = frequencies[posting] ?? 0
    if (read + count > this.positions.length) {
      const larger = new Uint32Array(2 * (read + count))
      larger.set(this.positions)
      this.positions = larger
    }
    return read + positions.read(posting, read === 0 ? this.positions : this.positions.subarray(read))
  }

  #chain() {
    const { postings, documents } = this.#segment
    const asked = new Uint8Array(documents)
    for (const document of this.documents) asked[document] = 1
    const first = new Uint32Array(documents)
    const found = new Uint32Array(this.size)
    const next = new Uint32Array(this.size)
    let filled = 0
    for (const [from, to] of this.#ranges)
      for (let at = from; at < to; at++) {
        const document = postings[at] ?? 0
        if (asked[document] !== 1) continue
        found[filled] = at
        next[filled] = first[document] ?? 0
        filled += 1
        first[document] = filled
      }
    return { first, postings: found, next }
  }
}
