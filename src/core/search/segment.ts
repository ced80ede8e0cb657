/**
 * A segment: an immutable part of an index in one run of bytes, read through views and never parsed.
 *
 * Layout, little-endian: a header of 32-bit numbers (`header` below); then 32-bit sections: key offsets, field lengths
 * (field by field), term offsets, posting starts (term by term, in it field by field), surface offsets, posting documents;
 * then 16-bit sections: posting frequencies, and the UTF-16 units of keys, terms and surfaces; padded to four bytes.
 */
import { LecternError } from '#shared/result'
import { searchFields } from './fields'
import { flatVocabulary, type Vocabulary } from './vocabulary'

/** Raised whenever the layout changes. */
export const segmentVersion = 1
const magic = 0x4c435347
const fieldCount = searchFields.length

/** An immutable part of an index. Documents are numbered from 0 in the order they were put in. */
export interface Segment {
  readonly bytes: Uint8Array
  readonly documents: number
  readonly keys: readonly string[]
  /** Tokens of a field of a document, at `field * documents + document`. */
  readonly lengths: Uint32Array
  readonly terms: Vocabulary
  /** Words as written (folded) that differ from their term. */
  readonly surfaces: Vocabulary
  /** Postings of a term's field run from `starts[term * fields + field]` up to the next start. */
  readonly starts: Uint32Array
  readonly postings: Uint32Array
  readonly frequencies: Uint16Array
}

/** What a segment is made of. `terms` and `surfaces` are sorted and distinct. */
export interface SegmentContent {
  readonly keys: readonly string[]
  readonly lengths: Uint32Array
  readonly terms: readonly string[]
  readonly surfaces: readonly string[]
  readonly starts: Uint32Array
  readonly postings: Uint32Array
  readonly frequencies: Uint16Array
}

interface Counts {
  readonly documents: number
  readonly terms: number
  readonly surfaces: number
  readonly postings: number
  readonly keyUnits: number
  readonly termUnits: number
  readonly surfaceUnits: number
}
const headerLength = 10

/** Where each section starts and how long it is, in bytes and elements, for a segment of these counts. */
function sections(counts: Counts) {
  let at = headerLength * 4
  const take = (width: 2 | 4, length: number): readonly [start: number, length: number] => {
    const section = [at, length] as const
    at += width * length
    return section
  }
  const placed = {
    keyOffsets: take(4, counts.documents + 1),
    lengths: take(4, counts.documents * fieldCount),
    termOffsets: take(4, counts.terms + 1),
    starts: take(4, counts.terms * fieldCount + 1),
    surfaceOffsets: take(4, counts.surfaces + 1),
    postings: take(4, counts.postings),
    frequencies: take(2, counts.postings),
    keys: take(2, counts.keyUnits),
    terms: take(2, counts.termUnits),
    surfaces: take(2, counts.surfaceUnits),
  }
  return { ...placed, byteLength: Math.ceil(at / 4) * 4 }
}

const unitsOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0)

function writeWords(words: readonly string[], offsets: Uint32Array, units: Uint16Array): void {
  let at = 0
  words.forEach((word, index) => {
    offsets[index] = at
    for (let i = 0; i < word.length; i++) units[at + i] = word.charCodeAt(i)
    at += word.length
  })
  offsets[words.length] = at
}

/** Lays content out as a segment. */
export function packSegment(content: SegmentContent): Segment {
  const counts: Counts = {
    documents: content.keys.length,
    terms: content.terms.length,
    surfaces: content.surfaces.length,
    postings: content.postings.length,
    keyUnits: unitsOf(content.keys),
    termUnits: unitsOf(content.terms),
    surfaceUnits: unitsOf(content.surfaces),
  }
  const places = sections(counts)
  const buffer = new ArrayBuffer(places.byteLength)
  const { documents, terms, surfaces, postings, keyUnits, termUnits, surfaceUnits } = counts
  const header = [magic, segmentVersion, fieldCount, documents, terms, surfaces, postings, keyUnits, termUnits]
  new Uint32Array(buffer, 0, headerLength).set([...header, surfaceUnits])
  writeWords(content.keys, new Uint32Array(buffer, ...places.keyOffsets), new Uint16Array(buffer, ...places.keys))
  writeWords(content.terms, new Uint32Array(buffer, ...places.termOffsets), new Uint16Array(buffer, ...places.terms))
  writeWords(
    content.surfaces,
    new Uint32Array(buffer, ...places.surfaceOffsets),
    new Uint16Array(buffer, ...places.surfaces),
  )
  new Uint32Array(buffer, ...places.lengths).set(content.lengths)
  new Uint32Array(buffer, ...places.starts).set(content.starts)
  new Uint32Array(buffer, ...places.postings).set(content.postings)
  new Uint16Array(buffer, ...places.frequencies).set(content.frequencies)
  return viewSegment(new Uint8Array(buffer))
}

/** Reads bytes as a segment: views over them, no copy unless they lie unaligned. Throws `LecternError` ('io') if they are none. */
export function viewSegment(given: Uint8Array): Segment {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice()
  if (bytes.byteLength < headerLength * 4) throw damaged()
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerLength)
  const [found, version, fields, documents, terms, surfaces, postings, keyUnits, termUnits, surfaceUnits] = header
  if (found !== magic || version !== segmentVersion || fields !== fieldCount) throw damaged()
  const counts = { documents, terms, surfaces, postings, keyUnits, termUnits, surfaceUnits }
  const places = sections(counts as Counts)
  if (places.byteLength !== bytes.byteLength) throw damaged()
  const wide = ([start, length]: readonly [number, number]): Uint32Array =>
    new Uint32Array(bytes.buffer, bytes.byteOffset + start, length)
  const narrow = ([start, length]: readonly [number, number]): Uint16Array =>
    new Uint16Array(bytes.buffer, bytes.byteOffset + start, length)
  const keys = flatVocabulary(wide(places.keyOffsets), narrow(places.keys))
  return {
    bytes,
    documents: keys.size,
    keys: Array.from({ length: keys.size }, (_, index) => keys.at(index)),
    lengths: wide(places.lengths),
    terms: flatVocabulary(wide(places.termOffsets), narrow(places.terms)),
    surfaces: flatVocabulary(wide(places.surfaceOffsets), narrow(places.surfaces)),
    starts: wide(places.starts),
    postings: wide(places.postings),
    frequencies: narrow(places.frequencies),
  }
}

const damaged = (): LecternError =>
  new LecternError('io', 'The search index on disk is damaged or of another version. It will be built again.')
