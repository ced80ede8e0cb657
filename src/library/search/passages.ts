/** What one article shows of a query: its hits, and the pieces that show it best, in body, note and highlights. */
import { findPassages } from '#core/search/passages'
import type { Query } from '#core/search/query'
import type { Response } from '#shared/contract'
import type { Marker } from './marker'
import type { Candidate } from './pattern-search'
import { annotationOptions } from './rows'

/** Of a passage, in UTF-16 code units. */
const passageLength = 240
/** Milliseconds that regular expressions may take. */
const patternTime = 500

/** Every hit, in the canonical text and the title. */
export async function hitsIn(article: Candidate, query: Query, marker: Marker): Promise<Response<'articles.hits'>> {
  const request = { want: 'hits', query, terms: null, patternBudget: { left: patternTime } } as const
  const { text, title } = await marker.show(article, request)
  return { text: [...text], title: [...title] }
}

/** The best passages, at most `limit`: of the body, then of the note, then of the highlights. */
export async function passagesIn(
  article: Candidate,
  query: Query,
  limit: number,
  marker: Marker,
): Promise<Response<'articles.passages'>> {
  const patternBudget = { left: patternTime }
  const asked = { want: 'passages', query, terms: null, limit, maxLength: passageLength, patternBudget } as const
  const { passages: inBody } = await marker.show(article, asked)
  const { library, row } = article
  const { note, highlights } = library.notebook.annotation(row.path)
  const options = { ...annotationOptions(library.index.store.languages, null), limit, maxLength: passageLength }
  const pieces = [
    { within: 'note' as const, text: note },
    ...highlights.flatMap(({ quote, note }) => [quote, note].map((text) => ({ within: 'highlight' as const, text }))),
  ]
  const written = pieces
    .filter(({ text }) => text !== '')
    .map(({ within, text }) => ({ within, ...findPassages(text, query, { ...options, field: within }) }))
  const all = [
    ...inBody.passages.map(({ start, snippet }) => ({ within: 'body' as const, start, snippet })),
    ...written.flatMap(({ within, passages }) => passages.map(({ snippet }) => ({ within, start: null, snippet }))),
  ]
  return { total: inBody.total + written.reduce((sum, { total }) => sum + total, 0), passages: all.slice(0, limit) }
}
