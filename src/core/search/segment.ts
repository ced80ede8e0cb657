/** A segment: an immutable part of an index in one run of bytes, read through views and never parsed. */
import { LecternError } from '#shared/result'
import { type FlatPositions, PositionReader, type Positions } from './positions'
import { isWhole, type Place, readHeader, type SegmentCounts, sections, writeHeader } from './segment-layout'
import { type FlatVocabulary, type FlatWords, flatVocabulary } from './vocabulary'

/** Languages that one segment tells apart; documents in further ones count as of none that is known. */
export const mostLanguages = 0xff

/** An immutable part of an index. Documents are numbered from 0 in the order they were put in. */
export interface Segment {
  readonly bytes: Uint8Array
  /** How many fields it has: those of `searchFields` from `firstField` on. */
  readonly fieldCount: number
  readonly firstField: number
  readonly documents: number
  /** What the index knows the documents by. Decoded when first asked for. */
  readonly keys: readonly string[]
  /** The same as they lie in memory. */
  readonly keyWords: FlatWords
  /** Tokens of a field of a document, at `(field - firstField) * documents + document`. */
  readonly lengths: Uint32Array
  readonly terms: FlatVocabulary
  /** Words as written (folded) that differ from a term they stand for. */
  readonly surfaces: FlatVocabulary
  /** The terms (by number, ascending) a surface stands for: `surfaceTerms` from `surfaceStarts[surface]` up to the next start. */
  readonly surfaceStarts: Uint32Array
  readonly surfaceTerms: Uint32Array
  /** Postings of a term's field run from `starts[term * fieldCount + (field - firstField)]` up to the next start. */
  readonly starts: Uint32Array
  /** Documents, ascending in each run. */
  readonly postings: Uint32Array
  /** How often the term stands there, at most 65,535. */
  readonly frequencies: Uint16Array
  /** Where it stands, by posting. */
  readonly positions: Positions
  /** Primary subtags of the documents' languages; distinct, at most 255. */
  readonly languages: readonly string[]
  /** For each document its language, as its place in `languages` plus one; 0: none that is known. */
  readonly documentLanguages: Uint8Array
}

/** What a segment is made of. Terms and surfaces are sorted by UTF-16 code units and distinct. */
export interface SegmentContent
  extends Pick<Segment, 'fieldCount' | 'firstField' | 'lengths' | 'surfaceStarts' | 'surfaceTerms' | 'starts'>,
    Pick<Segment, 'postings' | 'frequencies' | 'languages' | 'documentLanguages'> {
  readonly keys: FlatWords
  readonly terms: FlatWords
  readonly surfaces: FlatWords
  readonly positions: FlatPositions
}

/** Lays content out as a segment. */
export function packSegment(content: SegmentContent): Uint8Array {
  const { keys, terms, surfaces, positions, postings } = content
  const languages = Uint16Array.from(content.languages.join(' '), (letter) => letter.charCodeAt(0))
  const counts: SegmentCounts = {
    fieldCount: content.fieldCount,
    firstField: content.firstField,
    documents: keys.offsets.length - 1,
    terms: terms.offsets.length - 1,
    surfaces: surfaces.offsets.length - 1,
    surfaceTerms: content.surfaceTerms.length,
    postings: postings.length,
    keyUnits: keys.units.length,
    termUnits: terms.units.length,
    surfaceUnits: surfaces.units.length,
    languageUnits: languages.length,
    positionBytes: positions.bytes.length,
  }
  const bytes = new Uint8Array(sections(counts).byteLength)
  const views = viewsOf(bytes, counts)
  views.keyOffsets.set(keys.offsets)
  views.keys.set(keys.units)
  views.lengths.set(content.lengths)
  views.termOffsets.set(terms.offsets)
  views.terms.set(terms.units)
  views.starts.set(content.starts)
  views.surfaceOffsets.set(surfaces.offsets)
  views.surfaces.set(surfaces.units)
  views.surfaceStarts.set(content.surfaceStarts)
  views.surfaceTerms.set(content.surfaceTerms)
  views.postings.set(postings)
  views.frequencies.set(content.frequencies)
  views.checkpoints.set(positions.checkpoints)
  views.positions.set(positions.bytes)
  views.languages.set(languages)
  views.documentLanguages.set(content.documentLanguages)
  writeHeader(bytes, counts)
  return bytes
}

/** Views over the sections of a segment. */
function viewsOf(bytes: Uint8Array, counts: SegmentCounts) {
  const places = sections(counts)
  const { buffer, byteOffset } = bytes
  const wide = ([start, length]: Place): Uint32Array => new Uint32Array(buffer, byteOffset + start, length)
  const narrow = ([start, length]: Place): Uint16Array => new Uint16Array(buffer, byteOffset + start, length)
  const single = ([start, length]: Place): Uint8Array => new Uint8Array(buffer, byteOffset + start, length)
  return {
    keyOffsets: wide(places.keyOffsets),
    lengths: wide(places.lengths),
    termOffsets: wide(places.termOffsets),
    starts: wide(places.starts),
    surfaceOffsets: wide(places.surfaceOffsets),
    surfaceStarts: wide(places.surfaceStarts),
    surfaceTerms: wide(places.surfaceTerms),
    postings: wide(places.postings),
    checkpoints: wide(places.checkpoints),
    frequencies: narrow(places.frequencies),
    keys: narrow(places.keys),
    terms: narrow(places.terms),
    surfaces: narrow(places.surfaces),
    languages: narrow(places.languages),
    documentLanguages: single(places.documentLanguages),
    positions: single(places.positions),
  }
}

/**
 * Views bytes as a segment, without a copy unless they lie unaligned. For bytes that this program made just now; those from a
 * disk go through `openSegment`. Throws `LecternError` ('io') if they are none of this version, or cut.
 */
export function viewSegment(given: Uint8Array): Segment {
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice()
  const counts = readHeader(bytes)
  if (counts === null) throw damaged()
  const views = viewsOf(bytes, counts)
  const keyWords = flatVocabulary(views.keyOffsets, views.keys)
  let keys: readonly string[] | null = null
  return {
    bytes,
    fieldCount: counts.fieldCount,
    firstField: counts.firstField,
    documents: counts.documents,
    get keys() {
      keys ??= Array.from({ length: keyWords.size }, (_, index) => keyWords.at(index))
      return keys
    },
    keyWords,
    lengths: views.lengths,
    terms: flatVocabulary(views.termOffsets, views.terms),
    surfaces: flatVocabulary(views.surfaceOffsets, views.surfaces),
    surfaceStarts: views.surfaceStarts,
    surfaceTerms: views.surfaceTerms,
    starts: views.starts,
    postings: views.postings,
    frequencies: views.frequencies,
    positions: new PositionReader({ checkpoints: views.checkpoints, bytes: views.positions }, views.frequencies),
    languages: wordsOf(views.languages),
    documentLanguages: views.documentLanguages,
  }
}

/** Views bytes from a disk as a segment. Throws `LecternError` ('io') if they are not the very bytes that were written. */
export function openSegment(given: Uint8Array): Segment {
  const segment = viewSegment(given)
  const counts = readHeader(segment.bytes)
  if (counts === null || !isWhole(segment.bytes) || !isSound(viewsOf(segment.bytes, counts), counts)) throw damaged()
  return segment
}

/** Whether every number in it leads to a place within it: nothing that reads it can then fail or go on for ever. */
function isSound(views: ReturnType<typeof viewsOf>, counts: SegmentCounts): boolean {
  return (
    counts.fieldCount > 0 &&
    ascends(views.keyOffsets, counts.keyUnits) &&
    ascends(views.termOffsets, counts.termUnits) &&
    isSorted(flatVocabulary(views.termOffsets, views.terms)) &&
    ascends(views.surfaceOffsets, counts.surfaceUnits) &&
    isSorted(flatVocabulary(views.surfaceOffsets, views.surfaces)) &&
    ascends(views.surfaceStarts, counts.surfaceTerms) &&
    isBelow(views.surfaceTerms, counts.terms) &&
    ascends(views.starts, counts.postings) &&
    isBelow(views.postings, counts.documents) &&
    isBelow(views.documentLanguages, wordsOf(views.languages).length + 1)
  )
}

/** Whether offsets begin at 0, never fall and end at `end`. */
function ascends(offsets: Uint32Array, end: number): boolean {
  let last = 0
  for (let index = 0; index < offsets.length; index++) {
    const offset = offsets[index] ?? 0
    if (offset < last) return false
    last = offset
  }
  return offsets[0] === 0 && last === end
}

function isBelow(numbers: Uint32Array | Uint8Array, bound: number): boolean {
  let highest = -1
  for (let index = 0; index < numbers.length; index++) highest = Math.max(highest, numbers[index] ?? 0)
  return highest < bound
}

/** Whether each word stands before the next, by UTF-16 code units. */
function isSorted({ offsets, units, size }: FlatVocabulary): boolean {
  for (let index = 1; index < size; index++) {
    const middle = offsets[index] ?? 0
    const end = offsets[index + 1] ?? 0
    let before = offsets[index - 1] ?? 0
    let at = middle
    while (before < middle && at < end && units[before] === units[at]) {
      before += 1
      at += 1
    }
    if (at === end || (before < middle && (units[before] ?? 0) > (units[at] ?? 0))) return false
  }
  return true
}

/** The words of a section in which spaces part them. */
function wordsOf(units: Uint16Array): readonly string[] {
  const text = String.fromCharCode(...units)
  return text === '' ? [] : text.split(' ')
}

const damaged = (): LecternError =>
  new LecternError(
    'io',
    'The search index on disk is damaged or of another version. It will be built again; your articles are not touched.',
  )
