/** The positions of any of several terms in a field of a column, document by document in ascending order. */
import type { Column } from './corpus'
import type { Marks, Positions } from './positions'
import { gallop, postingsOf } from './postings'
import type { Slot } from './query-nodes'
import type { Segment } from './segment'
import type { RankedTerm } from './terms'

/** For each document its first entry plus one, and for each entry its posting and the document's next entry plus one. */
interface Chains {
  readonly first: Uint32Array
  readonly postings: Uint32Array
  readonly next: Uint32Array
}

type Ranges = readonly (readonly [from: number, to: number])[]

const empty = new Uint32Array()

/** The postings of terms in a field of a column; none empty. */
function rangesOf(column: Column, field: number, terms: readonly RankedTerm[]): Ranges {
  const ranges: (readonly [number, number])[] = []
  for (const term of terms) {
    const range = postingsOf(column, term, field)
    if (range[0] < range[1]) ranges.push(range)
  }
  return ranges
}

/** A reader for a word on its own. */
export const wordReader = (column: Column, field: number, terms: readonly RankedTerm[]): SlotReader =>
  new SlotReader(column.segment, { position: 0, terms }, rangesOf(column, field, terms), 0)

/** A reader for each word of a phrase, the rarest first; null where one has nothing in the field. */
export function slotReaders(column: Column, field: number, slots: readonly Slot[]): readonly SlotReader[] | null {
  const length = slots.reduce((last, { position }) => Math.max(last, position), 0)
  const readers: SlotReader[] = []
  for (const slot of slots) {
    const ranges = rangesOf(column, field, slot.terms)
    if (ranges.length === 0) return null
    readers.push(new SlotReader(column.segment, slot, ranges, length))
  }
  return readers.sort((one, two) => one.size - two.size)
}

export class SlotReader {
  readonly slot: Slot
  /** How many postings the terms have in the field. */
  readonly size: number
  /** What `read` found, ascending, up to the number it gave. */
  positions: Uint32Array<ArrayBuffer> = empty
  readonly #segment: Segment
  readonly #reader: Positions
  readonly #lead: number
  /** With one term: the next of its postings, and where they end. */
  #at = 0
  #end = 0
  /** With several. */
  readonly #chains: Chains | null = null

  /** `ranges`: the terms' postings, not empty. `length`: the last position of the phrase that the slot is of. */
  constructor(segment: Segment, slot: Slot, ranges: Ranges, length: number) {
    this.slot = slot
    this.size = ranges.reduce((sum, [from, to]) => sum + to - from, 0)
    this.#segment = segment
    this.#reader = segment.positions.fork()
    this.#lead = length - slot.position
    const [only] = ranges
    if (ranges.length > 1) this.#chains = chainsOf(segment, ranges, this.size)
    else if (only !== undefined) [this.#at, this.#end] = only
  }

  /** Reads the positions in a document; says how many. */
  read(document: number): number {
    if (this.#chains === null) return this.#goTo(document) ? this.#append(this.#at++, 0) : 0
    const { first, postings, next } = this.#chains
    let read = 0
    let lists = 0
    for (let entry = first[document] ?? 0; entry > 0; entry = next[entry - 1] ?? 0) {
      read += this.#append(postings[entry - 1] ?? 0, read)
      lists += 1
    }
    if (lists > 1) this.positions.subarray(0, read).sort()
    return read
  }

  /**
   * Sets to `value` the marks of a document that are `least` or more and below, where the phrase begins that has the word in
   * its place; says how many. Marks are counted from the phrase's length before the first position. `once`: one will do.
   */
  raise(document: number, marks: Marks, least: number, value: number, once: boolean): number {
    if (this.#chains === null)
      return this.#goTo(document) ? this.#reader.raise(this.#at++, marks, this.#lead, least, value, once) : 0
    const { first, postings, next } = this.#chains
    let raised = 0
    for (let entry = first[document] ?? 0; entry > 0; entry = next[entry - 1] ?? 0)
      raised += this.#reader.raise(postings[entry - 1] ?? 0, marks, this.#lead, least, value, once)
    return raised
  }

  /** Goes to the only term's posting of a document; false where it has none. */
  #goTo(document: number): boolean {
    const { postings } = this.#segment
    if (this.#at < this.#end && postings[this.#at] === document) return true
    this.#at = gallop(postings, this.#at, this.#end, document)
    return this.#at < this.#end && postings[this.#at] === document
  }

  #append(posting: number, read: number): number {
    const length = read + (this.#segment.frequencies[posting] ?? 0)
    if (length > this.positions.length) {
      const larger = new Uint32Array(2 * length)
      larger.set(this.positions)
      this.positions = larger
    }
    return this.#reader.read(posting, this.positions, read)
  }
}

function chainsOf(segment: Segment, ranges: Ranges, size: number): Chains {
  const first = new Uint32Array(segment.documents)
  const postings = new Uint32Array(size)
  const next = new Uint32Array(size)
  let filled = 0
  for (const [from, to] of ranges)
    for (let at = from; at < to; at++) {
      const document = segment.postings[at] ?? 0
      postings[filled] = at
      next[filled] = first[document] ?? 0
      filled += 1
      first[document] = filled
    }
  return { first, postings, next }
}
