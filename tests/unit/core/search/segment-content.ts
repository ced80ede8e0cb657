/** What is in a segment or a store, as plain objects to compare; and what should be in it, straight from the tokeniser. */
import fc from 'fast-check'
import { articleFields } from '#core/search/fields'
import type { Segment } from '#core/search/segment'
import { stemmersOf } from '#core/search/stemmers'
import { tokenise } from '#core/search/tokens'
import type { SearchableArticle, SearchStore } from '#core/search/types'

/** A document: the language, and for each field the number of tokens and where each term stands. */
export interface DocumentContent {
  readonly language: string | null
  readonly lengths: readonly number[]
  readonly terms: readonly Readonly<Record<string, readonly number[]>>[]
}

/** The documents of a segment, in order. Every list of positions is read. */
export function documentsOf(segment: Segment): DocumentContent[] {
  const { documents, fieldCount } = segment
  const fields = Array.from({ length: documents }, () =>
    Array.from({ length: fieldCount }, (): Record<string, number[]> => ({})),
  )
  const into = new Uint32Array(0x10000)
  for (let term = 0; term < segment.terms.size; term++) {
    for (let field = 0; field < fieldCount; field++) {
      const slot = term * fieldCount + field
      for (let posting = segment.starts[slot] ?? 0; posting < (segment.starts[slot + 1] ?? 0); posting++) {
        const count = segment.positions.read(posting, into)
        const entry = fields[segment.postings[posting] ?? 0]?.[field]
        if (entry !== undefined) entry[segment.terms.at(term)] = [...into.subarray(0, count)]
      }
    }
  }
  return fields.map((terms, document) => ({
    language: segment.languages[(segment.documentLanguages[document] ?? 0) - 1] ?? null,
    lengths: terms.map((_, field) => segment.lengths[field * documents + document] ?? 0),
    terms,
  }))
}

/** Written forms with the terms they stand for. */
export function surfacesOf(segment: Segment): Record<string, string[]> {
  const { surfaces, surfaceStarts, surfaceTerms, terms } = segment
  return Object.fromEntries(
    Array.from({ length: surfaces.size }, (_, surface) => [
      surfaces.at(surface),
      Array.from(surfaceTerms.subarray(surfaceStarts[surface], surfaceStarts[surface + 1]), (term) => terms.at(term)),
    ]),
  )
}

/** The living documents of a store by key. */
export function contentOf(store: SearchStore): Record<string, DocumentContent> {
  const entries = store.parts().flatMap(({ segment, dead }) => {
    const documents = documentsOf(segment)
    return segment.keys.flatMap((key, document) => {
      const content = documents[document]
      return dead?.[document] === 1 || content === undefined ? [] : [[key, content] as const]
    })
  })
  return Object.fromEntries(entries.sort(([one], [two]) => (one < two ? -1 : 1)))
}

/** What the index should hold of an article. */
export function expectedOf(article: SearchableArticle): DocumentContent {
  const terms = articleFields.map((field) => {
    const positions: Record<string, number[]> = {}
    let from = 0
    for (const piece of field === 'keyword' ? (article.keywords ?? []) : [article[field] ?? '']) {
      const start = from
      tokenise(piece, stemmersOf(article.language), (word, _start, _end, _part, position) => {
        const known = positions[word.term] ?? []
        positions[word.term] = known
        known.push(start + position)
        from = Math.max(from, start + position + 101)
      })
    }
    for (const known of Object.values(positions)) known.sort((one, two) => one - two)
    return positions
  })
  const lengths = terms.map((field) => Object.values(field).reduce((sum, positions) => sum + positions.length, 0))
  return { language: article.language, lengths, terms }
}

const words = [
  ...['oil', 'Prices', 'price', 'priced', 'wheat', 'the', 'WHO', 'running', 'runs', 'governments', 'café', '20,000'],
  ...[
    '20,20',
    'AT&T',
    'U.S.',
    'well-known',
    'a@b.org',
    'https://x.org/a?b',
    '全文検索',
    'Straße',
    '1.5bn',
    '\ud800',
    '',
  ],
]

/** Texts of words that are known to be odd, and of anything at all. */
export const textArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((list) => list.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
)

/** Articles with a given key. */
export const articleArbitrary = (key: fc.Arbitrary<string>): fc.Arbitrary<SearchableArticle> =>
  fc.record({
    key,
    title: textArbitrary,
    body: textArbitrary,
    author: fc.option(textArbitrary),
    source: fc.option(textArbitrary),
    keywords: fc.array(textArbitrary, { maxLength: 3 }),
    language: fc.constantFrom('en', 'en', null, 'ja', 'de'),
  })
