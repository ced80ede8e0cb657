import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freezeAnnotations, freezeArticles } from '#core/search/freeze'
import { openSegment, type Segment, viewSegment } from '#core/search/segment'
import { writeHeader } from '#core/search/segment-layout'
import type { SearchableArticle } from '#core/search/types'
import { indexOfWord } from '#core/search/vocabulary'
import { articleArbitrary, documentsOf, expectedOf, surfacesOf } from './segment-content'

const articles = fc.array(articleArbitrary(fc.string()), { maxLength: 12 })
const article = (key: string, body: string, language: string | null = 'en'): SearchableArticle => ({
  ...{ key, title: '', body, author: null, source: null, language },
})

/** Where a term stands in a field of a document. */
function positionsOf(segment: Segment, term: string, field: number, document: number): number[] {
  const slot = indexOfWord(segment.terms, term) * segment.fieldCount + field
  const [from = 0, to = 0] = segment.starts.subarray(slot, slot + 2)
  const posting = segment.postings.subarray(from, to).indexOf(document)
  const into = new Uint32Array(100)
  return posting < 0 ? [] : [...into.subarray(0, segment.positions.read(from + posting, into))]
}

describe('a segment of articles', () => {
  it('holds what the tokeniser says: terms, lengths, positions and languages', () => {
    fc.assert(
      fc.property(articles, (given) => {
        const segment = openSegment(freezeArticles(given))
        expect(segment.keys).toEqual(given.map(({ key }) => key))
        expect(documentsOf(segment)).toEqual(given.map(expectedOf))
      }),
    )
  })

  it('knows the terms behind each written form', () => {
    const segment = viewSegment(
      freezeArticles([article('a', 'Governments governing oil'), article('b', 'governments', 'ja')]),
    )
    expect(surfacesOf(segment)).toEqual({ governing: ['govern'], governments: ['govern'] })
  })

  it('reads positions in any order, and as many as there is room for', () => {
    const segment = viewSegment(
      freezeArticles(Array.from({ length: 200 }, (_, n) => article(`${n}`, `oil ${'price '.repeat(n % 7)} oil`))),
    )
    const all = documentsOf(segment)
    const into = new Uint32Array(10)
    const count = segment.postings.length
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: 3 }))), (reads) => {
        for (const [posting, room] of reads) {
          const read = segment.positions.read(posting, into.subarray(0, room))
          const whole = segment.positions.read(posting, into)
          expect(read).toBe(Math.min(room, segment.frequencies[posting] ?? 0))
          expect(whole).toBe(segment.frequencies[posting])
        }
      }),
    )
    expect(documentsOf(segment)).toEqual(all)
  })

  it('keeps far positions, and of a term that stands everywhere as many as can be counted', () => {
    const far = viewSegment(freezeArticles([article('a', `needle ${'hay '.repeat(70_000)} needle`)]))
    expect(positionsOf(far, 'needl', 1, 0)).toEqual([0, 70_001])
    const hay = indexOfWord(far.terms, 'hay') * 4 + 1
    expect(far.frequencies[far.starts[hay] ?? 0]).toBe(0xffff)
    expect(far.positions.read(far.starts[hay] ?? 0, new Uint32Array(0x20000))).toBe(0xffff)
  })

  it('may lie anywhere in a larger buffer', () => {
    const bytes = freezeArticles([article('a', 'oil prices')])
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(documentsOf(openSegment(larger.subarray(3)))).toEqual(documentsOf(openSegment(bytes)))
  })
})

describe('a segment of annotations', () => {
  const segment = freezeAnnotations(
    [
      { key: 'a', tags: ['politics/us', 'to read'], note: 'Governments', highlights: ['red two', 'three', '三 four'] },
      { key: 'b', tags: [], note: '', highlights: [] },
    ],
    ['en'],
  )

  it('has the fields of a search, those of articles where the reader put them right', () => {
    expect([segment.firstField, segment.fieldCount, segment.documents]).toEqual([0, 8, 2])
    expect(positionsOf(segment, 'govern', 6, 0)).toEqual([0])
    expect([...segment.lengths]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 5, 0])
    const corrected = { title: 'Zinc in Antwerp', source: 'The Courier' }
    const right = freezeAnnotations([{ key: 'a', tags: [], note: '', highlights: [], corrected }], ['en'])
    expect(positionsOf(right, 'zinc', 0, 0)).toEqual([0])
    expect(positionsOf(right, 'courier', 3, 0)).toEqual([1])
    expect([...right.lengths]).toEqual([3, 0, 0, 2, 0, 0, 0, 0])
  })

  it('has the levels of a tag side by side, and a wide gap between two tags or highlights', () => {
    expect(['polit', 'us', 'to', 'read'].flatMap((term) => positionsOf(segment, term, 5, 0))).toEqual([0, 1, 102, 103])
    const places = ['red', 'two', 'three', '三', 'four'].flatMap((term) => positionsOf(segment, term, 7, 0))
    expect(places).toEqual([0, 1, 102, 203, 204])
  })

  it('has a word as each language reads it, once where they agree', () => {
    const both = freezeAnnotations([{ key: 'a', tags: [], note: 'prices oil', highlights: [] }], ['en', 'xx'])
    expect(documentsOf(both)[0]?.terms[6]).toEqual({ price: [0], prices: [0], oil: [1] })
  })
})

describe('bytes from a disk', () => {
  const bytes = freezeArticles([
    article('a', 'Governments priced oil, and WHO said 20,000.'),
    article('ü', 'wheat prices', null),
  ])
  const damaged = (given: Uint8Array): void => {
    expect(() => openSegment(given)).toThrow(expect.objectContaining({ name: 'LecternError', code: 'io' }))
  }

  it('are refused when any of them changed', () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      damaged(changed)
    }
  })

  it('are refused when they are cut, longer, or none at all', () => {
    for (let end = 0; end < bytes.length; end++) damaged(bytes.subarray(0, end))
    damaged(new Uint8Array([...bytes, 0, 0, 0, 0]))
    damaged(new Uint8Array(1000))
  })

  it('are refused when they lead out of the segment, even with a checksum that fits; what is not refused can be read', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: bytes.length / 4 - 1 }),
        fc.oneof(fc.nat({ max: 0xffffffff }), fc.nat({ max: 20 })),
        (at, word) => {
          const changed = bytes.slice()
          const words = new Uint32Array(changed.buffer)
          words[at] = word
          const counts = new Uint32Array(changed.buffer, 16, 12)
          const [fieldCount = 0, firstField = 0, documents = 0, terms = 0, surfaces = 0, surfaceTerms = 0] = counts
          const [, , , , , , postings = 0, keyUnits = 0, termUnits = 0, surfaceUnits = 0] = counts
          writeHeader(changed, {
            ...{ fieldCount, firstField, documents, terms, surfaces, surfaceTerms, postings, keyUnits, termUnits },
            ...{ surfaceUnits, languageUnits: counts[10] ?? 0, positionBytes: counts[11] ?? 0 },
          })
          let segment: Segment
          try {
            segment = openSegment(changed)
          } catch (error) {
            expect(error).toMatchObject({ code: 'io' })
            return
          }
          expect(documentsOf(segment).length).toBe(segment.documents)
          expect(segment.keys.length).toBe(segment.documents)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
