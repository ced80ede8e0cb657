/**
 * Where a term stands in a field of a document, for every posting of a segment. The positions of a posting are kept as
 * differences, each a LEB128 varint (seven bits a byte, low ones first, the high bit set on all bytes but the last); the bytes
 * of all postings stand one after the other, and every 32nd posting has a checkpoint, so that any of them is found quickly.
 */

const strideBits = 5
/** Postings from one checkpoint to the next. */
export const positionStride = 1 << strideBits

/** Positions by posting. Reading postings in ascending order costs nothing but the reading. */
export interface Positions {
  /**
   * Writes the token positions of a posting (its index in `postings`) from index `start` on, and returns how many: as many as
   * there is room for, else the posting's frequency. They ascend; two may be the same (`20,20`, whose parts stand where the
   * whole does).
   */
  read(posting: number, into: Uint32Array, start?: number): number
  /**
   * Sets to `value` the marks of a posting's positions that are `least` or more and below `value`; returns how many. Marks are
   * counted from `lead` positions before the first. `once`: one will do.
   */
  raise(posting: number, marks: Marks, lead: number, least: number, value: number, once: boolean): number
  /** A reader of its own, so that two terms can be read in turns. */
  fork(): Positions
  /** The varints of all postings, one posting after the other. */
  readonly bytes: Uint8Array
}

/** A number for each position, 0 at first and below 2 ** 31. */
export class Marks {
  values: Uint32Array<ArrayBuffer> = new Uint32Array(1024)

  /** Makes room for a position. */
  reach(position: number): Uint32Array {
    const larger = new Uint32Array(2 * position)
    larger.set(this.values)
    this.values = larger
    return larger
  }
}

/** Positions as they lie in memory. */
export interface FlatPositions {
  /** Where the bytes of every 32nd posting begin. */
  readonly checkpoints: Uint32Array
  readonly bytes: Uint8Array
}

/** How many checkpoints so many postings have. */
export const checkpointCount = (postings: number): number => (postings + positionStride - 1) >>> strideBits

/** The largest number of bytes that one position takes. */
const widest = 5

/** Takes positions posting by posting, in the order of the postings. */
export class PositionWriter {
  readonly #checkpoints: Uint32Array
  #bytes: Uint8Array
  #end = 0
  #posting = 0

  /** `postings`: how many will come at most; `room`: bytes that will probably do. */
  constructor(postings: number, room: number) {
    this.#checkpoints = new Uint32Array(checkpointCount(postings))
    this.#bytes = new Uint8Array(room)
  }

  /** The next posting: `count` positions of `from`, ascending, from index `start` on. */
  add(from: Uint32Array, start: number, count: number): void {
    this.#begin(count * widest)
    const bytes = this.#bytes
    let end = this.#end
    let last = 0
    for (let index = start; index < start + count; index++) {
      const position = from[index] ?? 0
      let difference = position - last
      last = position
      while (difference > 0x7f) {
        bytes[end++] = (difference & 0x7f) | 0x80
        difference >>>= 7
      }
      bytes[end++] = difference
    }
    this.#end = end
  }

  finish(): FlatPositions {
    return {
      checkpoints: this.#checkpoints.subarray(0, checkpointCount(this.#posting)),
      bytes: this.#bytes.subarray(0, this.#end),
    }
  }

  #begin(room: number): void {
    if (this.#posting % positionStride === 0) this.#checkpoints[this.#posting >>> strideBits] = this.#end
    this.#posting += 1
    if (this.#end + room <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#end + room, 2 * this.#bytes.length))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

/** Reads positions where they lie. No bytes, however damaged, make it throw or go on for ever. */
export class PositionReader implements Positions {
  readonly bytes: Uint8Array
  readonly #checkpoints: Uint32Array
  readonly #frequencies: Uint16Array
  /** The posting after the one read last, and where its bytes begin. */
  #posting = 0
  #at = 0

  constructor({ checkpoints, bytes }: FlatPositions, frequencies: Uint16Array) {
    this.bytes = bytes
    this.#checkpoints = checkpoints
    this.#frequencies = frequencies
  }

  read(posting: number, into: Uint32Array, start = 0): number {
    const bytes = this.bytes
    const frequency = this.#frequencies[posting] ?? 0
    const count = Math.min(frequency, into.length - start)
    let at = this.#startOf(posting)
    let position = 0
    for (let index = start; index < start + count; index++) {
      let byte = bytes[at++] ?? 0
      let difference = byte & 0x7f
      for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = bytes[at++] ?? 0
        difference |= (byte & 0x7f) << shift
      }
      position += difference
      into[index] = position
    }
    this.#posting = posting + 1
    this.#at = count === frequency ? at : this.#past(at, frequency - count)
    return count
  }

  raise(posting: number, marks: Marks, lead: number, least: number, value: number, once: boolean): number {
    const bytes = this.bytes
    const enough = once ? 1 : 0xffff
    let { values }: { values: Uint32Array } = marks
    let at = this.#startOf(posting)
    let position = lead
    let raised = 0
    let left = this.#frequencies[posting] ?? 0
    for (; left > 0 && raised < enough; left--) {
      let byte = bytes[at++] ?? 0
      let difference = byte & 0x7f
      for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
        byte = bytes[at++] ?? 0
        difference |= (byte & 0x7f) << shift
      }
      position += difference
      if (position >= values.length) values = marks.reach(position)
      const mark = values[position] ?? 0
      // 1 where `least <= mark < value`, else 0: a branch would go either way as often, and cost more than all the rest.
      const rises = ((mark - value) & ~(mark - least)) >>> 31
      values[position] = mark + rises * (value - mark)
      raised += rises
    }
    this.#posting = posting + 1
    this.#at = this.#past(at, left)
    return raised
  }

  fork(): Positions {
    return new PositionReader({ checkpoints: this.#checkpoints, bytes: this.bytes }, this.#frequencies)
  }

  /** Where the bytes of a posting begin. */
  #startOf(posting: number): number {
    if (posting === this.#posting) return this.#at
    const checkpoint = posting >>> strideBits
    const nearest = checkpoint << strideBits
    if (this.#posting > posting || this.#posting < nearest) {
      this.#posting = nearest
      this.#at = this.#checkpoints[checkpoint] ?? this.bytes.length
    }
    let left = 0
    for (let before = this.#posting; before < posting; before++) left += this.#frequencies[before] ?? 0
    this.#posting = posting
    this.#at = this.#past(this.#at, left)
    return this.#at
  }

  /** Past so many positions. */
  #past(from: number, count: number): number {
    const bytes = this.bytes
    let at = from
    for (let left = count; left > 0 && at < bytes.length; at++) if ((bytes[at] ?? 0) < 0x80) left -= 1
    return at
  }
}
