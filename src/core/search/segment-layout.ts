/**
 * How a segment lies in its bytes, little-endian: a header of 32-bit numbers (magic, version, the checksum of all that follows
 * it, then the counts in the order of `countNames`); then the sections of `sections` in their order, wide numbers first;
 * padded to four bytes.
 */
import { checksum } from './checksum'
import { checkpointCount } from './positions'

/** Raised whenever the layout changes. */
export const segmentVersion = 2
const magic = 0x4c435347

const countNames = [
  ...(['fieldCount', 'firstField', 'documents', 'terms', 'surfaces', 'surfaceTerms', 'postings'] as const),
  ...(['keyUnits', 'termUnits', 'surfaceUnits', 'languageUnits', 'positionBytes'] as const),
]
/** What the size of each section follows from. */
export type SegmentCounts = Readonly<Record<(typeof countNames)[number], number>>

/** Numbers before the counts: magic, version, checksum in two halves. */
const countsAt = 4
const headerLength = countsAt + countNames.length

/** Where a section starts, in bytes, and how long it is, in elements. */
export type Place = readonly [start: number, length: number]

/** The places of all sections of a segment of these counts. */
export function sections(counts: SegmentCounts) {
  let at = headerLength * 4
  const take = (width: 1 | 2 | 4, length: number): Place => {
    const start = at
    at += width * length
    return [start, length]
  }
  const { documents, terms, surfaces, postings } = counts
  const places = {
    keyOffsets: take(4, documents + 1),
    lengths: take(4, documents * counts.fieldCount),
    termOffsets: take(4, terms + 1),
    starts: take(4, terms * counts.fieldCount + 1),
    surfaceOffsets: take(4, surfaces + 1),
    surfaceStarts: take(4, surfaces + 1),
    surfaceTerms: take(4, counts.surfaceTerms),
    postings: take(4, postings),
    checkpoints: take(4, checkpointCount(postings)),
    frequencies: take(2, postings),
    keys: take(2, counts.keyUnits),
    terms: take(2, counts.termUnits),
    surfaces: take(2, counts.surfaceUnits),
    languages: take(2, counts.languageUnits),
    documentLanguages: take(1, documents),
    positions: take(1, counts.positionBytes),
  }
  return { ...places, byteLength: Math.ceil(at / 4) * 4 }
}

const wordsOf = (bytes: Uint8Array): Uint32Array =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)

/** Writes the header over sections that are complete. */
export function writeHeader(bytes: Uint8Array, counts: SegmentCounts): void {
  const header = wordsOf(bytes)
  countNames.forEach((name, index) => {
    header[countsAt + index] = counts[name]
  })
  const check = checksum(header.subarray(countsAt))
  header.set([magic, segmentVersion, Number.parseInt(check.slice(0, 8), 16), Number.parseInt(check.slice(8), 16)])
}

/** The counts of a segment, or null where the bytes (which lie aligned) are none of this version, or cut. */
export function readHeader(bytes: Uint8Array): SegmentCounts | null {
  if (bytes.byteLength < headerLength * 4 || bytes.byteLength % 4 !== 0) return null
  const header = wordsOf(bytes)
  if (header[0] !== magic || header[1] !== segmentVersion) return null
  const entries = countNames.map((name, index) => [name, header[countsAt + index] ?? 0] as const)
  const counts = Object.fromEntries(entries) as SegmentCounts
  return sections(counts).byteLength === bytes.byteLength ? counts : null
}

/** The checksum that a segment carries: what its content was when it was made. */
export function checksumIn(bytes: Uint8Array): string {
  const [, , first = 0, second = 0] = wordsOf(bytes)
  return [first, second].map((half) => half.toString(16).padStart(8, '0')).join('')
}

/** Whether a segment's content is what it was when it was made. */
export const isWhole = (bytes: Uint8Array): boolean => checksum(wordsOf(bytes).subarray(countsAt)) === checksumIn(bytes)
