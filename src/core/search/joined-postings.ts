/** The postings of several segments as those of one, term by term. */
import type { Holder } from './merge-words'
import { checkpointCount, positionStride } from './positions'
import type { Segment, SegmentContent } from './segment'

/** Joins the postings of one term after the other; `numbers`: for each segment, the new number of each document, -1 for the dead. */
export class JoinedPostings {
  /** For each segment, the new number of each of its terms; -1: only the dead have it. */
  readonly terms: readonly Int32Array[]
  readonly #starts: number[] = [0]
  readonly #postings: Uint32Array
  readonly #frequencies: Uint16Array
  readonly #checkpoints: Uint32Array
  readonly #bytes: Uint8Array
  #filled = 0
  #end = 0
  /** Where the bytes of each segment's next posting begin: terms come in order, so no posting is passed over. */
  readonly #at: number[]

  constructor(
    private readonly segments: readonly Segment[],
    private readonly numbers: readonly Int32Array[],
    private readonly fieldCount: number,
  ) {
    const most = segments.reduce((sum, { postings }) => sum + postings.length, 0)
    this.terms = segments.map(({ terms }) => new Int32Array(terms.size).fill(-1))
    this.#postings = new Uint32Array(most)
    this.#frequencies = new Uint16Array(most)
    this.#checkpoints = new Uint32Array(checkpointCount(most))
    this.#bytes = new Uint8Array(segments.reduce((sum, { positions }) => sum + positions.bytes.length, 0))
    this.#at = segments.map(() => 0)
  }

  /** The next term, by the segments that have it; returns whether one of the living does. */
  take(holders: readonly Holder[]): boolean {
    const before = this.#filled
    const term = (this.#starts.length - 1) / this.fieldCount
    const ends: number[] = []
    for (let field = 0; field < this.fieldCount; field++) {
      for (const { list, word } of holders) {
        const numbers = this.terms[list]
        if (this.#takeRun(list, word * this.fieldCount + field) && numbers !== undefined) numbers[word] = term
      }
      ends.push(this.#filled)
    }
    if (this.#filled === before) return false
    this.#starts.push(...ends)
    return true
  }

  content(): Pick<SegmentContent, 'starts' | 'postings' | 'frequencies' | 'positions'> {
    return {
      starts: Uint32Array.from(this.#starts),
      postings: this.#postings.subarray(0, this.#filled),
      frequencies: this.#frequencies.subarray(0, this.#filled),
      positions: {
        checkpoints: this.#checkpoints.subarray(0, checkpointCount(this.#filled)),
        bytes: this.#bytes.subarray(0, this.#end),
      },
    }
  }

  /** The postings of one term in one field of one segment; returns whether any of them is alive. */
  #takeRun(list: number, slot: number): boolean {
    const segment = this.segments[list]
    const numbers = this.numbers[list]
    if (segment === undefined || numbers === undefined) return false
    const { starts, postings, frequencies } = segment
    const first = starts[slot] ?? 0
    const last = starts[slot + 1] ?? 0
    if (first === last) return false
    const { bytes } = segment.positions
    const before = this.#filled
    let at = this.#at[list] ?? 0
    let end = this.#end
    for (let posting = first; posting < last; posting++) {
      const number = numbers[postings[posting] ?? 0] ?? -1
      const frequency = frequencies[posting] ?? 0
      let left = frequency
      if (number < 0) {
        for (; left > 0 && at < bytes.length; at++) if ((bytes[at] ?? 0) < 0x80) left -= 1
        continue
      }
      if (this.#filled % positionStride === 0) this.#checkpoints[this.#filled / positionStride] = end
      this.#postings[this.#filled] = number
      this.#frequencies[this.#filled] = frequency
      this.#filled += 1
      while (left > 0 && at < bytes.length) {
        const byte = bytes[at++] ?? 0
        this.#bytes[end++] = byte
        if (byte < 0x80) left -= 1
      }
    }
    this.#at[list] = at
    this.#end = end
    return this.#filled > before
  }
}
