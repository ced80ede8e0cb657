/** Sets of documents as bits: document `d` is bit `d & 31` of word `d >>> 5`. */

export type Bits = Int32Array

/** An empty set that has room for documents below `documents`. */
export const noBits = (documents: number): Bits => new Int32Array((documents + 31) >>> 5)

export const hasBit = (bits: Bits, document: number): boolean =>
  (((bits[document >>> 5] ?? 0) >>> (document & 31)) & 1) === 1

export function setBit(bits: Bits, document: number): void {
  bits[document >>> 5] = (bits[document >>> 5] ?? 0) | (1 << (document & 31))
}

/** Keeps what is in `other` too. */
export function intersect(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & (other[word] ?? 0)
}

/** Adds what is in `other`. */
export function unite(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) | (other[word] ?? 0)
}

/** Takes out what is in `other`. */
export function subtract(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] ?? 0) & ~(other[word] ?? 0)
}

export function isEmpty(bits: Bits): boolean {
  for (let word = 0; word < bits.length; word++) if (bits[word] !== 0) return false
  return true
}

/** Ones of 32 bits, added up in pairs, then fours, then bytes. */
function onesOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/** The documents from `from` up to `to`, ascending. */
export function documentsIn(bits: Bits, from: number, to: number): Uint32Array {
  const first = from >>> 5
  const last = Math.min(bits.length, (to + 31) >>> 5)
  let count = 0
  for (let word = first; word < last; word++) count += onesOf(bits[word] ?? 0)
  const documents = new Uint32Array(count)
  let filled = 0
  for (let word = first; word < last; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      const document = (word << 5) + 31 - Math.clz32(left & -left)
      if (document >= from && document < to) documents[filled++] = document
    }
  }
  return documents.subarray(0, filled)
}

/** Keeps the documents that meet a condition. */
export function filterBits(bits: Bits, keeps: (document: number) => boolean): void {
  for (let word = 0; word < bits.length; word++) {
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1) {
      const lowest = left & -left
      if (!keeps((word << 5) + 31 - Math.clz32(lowest))) bits[word] = (bits[word] ?? 0) & ~lowest
    }
  }
}
