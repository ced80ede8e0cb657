/** Several segments to one: what is alive in them, laid out anew without analysing anything again. */
import { JoinedPostings } from './joined-postings'
import { mergeWords } from './merge-words'
import { mostLanguages, packSegment, type Segment, type SegmentContent, viewSegment } from './segment'

/** A segment to be joined, and which of its documents are gone (1 for each; null: none). */
export interface JoinInput {
  readonly bytes: Uint8Array
  readonly dead: Uint8Array | null
}

/**
 * One segment of the living documents of several (one at least, all of the same fields), in their order. Terms that only the
 * dead had are dropped, and written forms of such terms alone. Throws `LecternError` ('io') where an input is no segment.
 */
export function joinSegments(inputs: readonly JoinInput[]): Uint8Array {
  const segments = inputs.map(({ bytes }) => viewSegment(bytes))
  const [first] = segments
  if (first === undefined) throw new RangeError('There is nothing to join.')
  const { fieldCount, firstField } = first
  const { numbers, ...documents } = joinDocuments(
    segments,
    inputs.map(({ dead }) => dead),
    fieldCount,
  )
  const postings = new JoinedPostings(segments, numbers, fieldCount)
  const terms = mergeWords(
    segments.map((segment) => segment.terms),
    (holders) => postings.take(holders),
  )
  return packSegment({
    ...{ fieldCount, firstField, ...documents, terms },
    ...postings.content(),
    ...joinSurfaces(segments, postings.terms),
  })
}

type DocumentContent = Pick<SegmentContent, 'keys' | 'lengths' | 'languages' | 'documentLanguages'>

/** What is kept by document; `numbers`: for each segment, the new number of each of its documents, -1 for the dead. */
function joinDocuments(
  segments: readonly Segment[],
  dead: readonly (Uint8Array | null)[],
  fieldCount: number,
): DocumentContent & { readonly numbers: readonly Int32Array[] } {
  const numbers = segments.map(({ documents }) => new Int32Array(documents).fill(-1))
  let count = 0
  numbers.forEach((ofSegment, index) => {
    const gone = dead[index]
    for (let document = 0; document < ofSegment.length; document++)
      if (gone?.[document] !== 1) ofSegment[document] = count++
  })
  const lengths = new Uint32Array(count * fieldCount)
  const keyOffsets = new Uint32Array(count + 1)
  const keyUnits = new Uint16Array(segments.reduce((sum, { keyWords }) => sum + keyWords.units.length, 0))
  const languages: string[] = []
  const documentLanguages = new Uint8Array(count)
  let end = 0
  segments.forEach((segment, index) => {
    const { documents } = segment
    const { offsets, units } = segment.keyWords
    const renumbered = numbers[index] ?? new Int32Array(0)
    const languageNumbers = new Map<number, number>()
    for (let document = 0; document < documents; document++) {
      const number = renumbered[document] ?? -1
      if (number < 0) continue
      const keyEnd = offsets[document + 1] ?? 0
      for (let at = offsets[document] ?? 0; at < keyEnd; at++) keyUnits[end++] = units[at] ?? 0
      keyOffsets[number + 1] = end
      for (let field = 0; field < fieldCount; field++)
        lengths[field * count + number] = segment.lengths[field * documents + document] ?? 0
      const language = segment.documentLanguages[document] ?? 0
      let known = language === 0 ? 0 : languageNumbers.get(language)
      if (known === undefined) {
        known = numberOf(segment.languages[language - 1] ?? '', languages)
        languageNumbers.set(language, known)
      }
      documentLanguages[number] = known
    }
  })
  const keys = { offsets: keyOffsets, units: keyUnits.subarray(0, end) }
  return { numbers, keys, lengths, languages, documentLanguages }
}

/** A language's number in a joined segment, counted from 1; it is added where it is new. */
function numberOf(language: string, languages: string[]): number {
  const known = languages.indexOf(language) + 1
  if (known > 0) return known
  return languages.length < mostLanguages ? languages.push(language) : 0
}

/** Written forms whose terms are kept; `terms`: for each segment, the new number of each of its terms, -1 for none. */
function joinSurfaces(
  segments: readonly Segment[],
  terms: readonly Int32Array[],
): Pick<SegmentContent, 'surfaces' | 'surfaceStarts' | 'surfaceTerms'> {
  const surfaceStarts = [0]
  const surfaceTerms: number[] = []
  const surfaces = mergeWords(
    segments.map((segment) => segment.surfaces),
    (holders) => {
      const kept = new Set<number>()
      for (const { list, word } of holders) {
        const { surfaceStarts: starts, surfaceTerms: numbers } = segments[list] ?? noSurfaces
        for (let at = starts[word] ?? 0; at < (starts[word + 1] ?? 0); at++) {
          const term = terms[list]?.[numbers[at] ?? 0] ?? -1
          if (term >= 0) kept.add(term)
        }
      }
      if (kept.size === 0) return false
      surfaceTerms.push(...[...kept].sort((one, two) => one - two))
      surfaceStarts.push(surfaceTerms.length)
      return true
    },
  )
  return { surfaces, surfaceStarts: Uint32Array.from(surfaceStarts), surfaceTerms: Uint32Array.from(surfaceTerms) }
}

const noSurfaces = { surfaceStarts: new Uint32Array(0), surfaceTerms: new Uint32Array(0) }
