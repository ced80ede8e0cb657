/** Rows of the list: what an article is, and why it is there. */
import { isTagged } from '#core/search/facts'
import { searchFields } from '#core/search/fields'
import { findHits, makeSnippet } from '#core/search/index'
import { type Query, type QueryLeaf, wantedLeaves } from '#core/search/query'
import type { SearchField } from '#core/search/types'
import type { ArticleRow, MarkedText } from '#shared/article'
import type { Annotation } from '../notebook/types'
import type { Marker } from './marker'
import type { Budget, Candidate, PatternSearch } from './pattern-search'
import type { Found, Plan } from './plan'
import { termsOfWords } from './show'

/** The opening words of a list row, in characters, and the bytes they are taken from. */
const openingLength = 240
const openingBytes = 1200
const snippetLength = 240

interface RowMaker {
  readonly patterns: PatternSearch
  readonly marker: Marker
}

/** The row of an article; `patternBudget`: what regular expressions of a page may take to be pointed out. */
export async function shownRow(found: Found, plan: Plan, maker: RowMaker, patternBudget: Budget): Promise<ArticleRow> {
  const { library, row, score } = found
  const { id, path, title, date, author, source, format, language, added } = row
  const annotation = library.notebook.annotation(path)
  const { tags, note, highlights, triage, unread } = annotation
  const what = { id, library: library.id, path, title, date, author, source, format, language, added }
  const kept = { ...what, tags, hasNote: note !== '', highlights: highlights.length, triage, unread }
  if (plan.query === null) {
    const why = { snippetOf: 'body', matchedIn: [], titleMarks: [] } as const
    return { ...kept, ...why, snippet: await opening(found) }
  }
  const matchedIn = fieldsMet(found, plan.query, maker)
  const { terms, query } = plan
  const request = { want: 'snippet', query, terms, maxLength: snippetLength, patternBudget } as const
  const marked = await maker.marker.show(found, request)
  const elsewhere = matchedIn.includes('body') ? null : annotationSnippet(found, annotation, matchedIn, plan, query)
  return {
    ...{ ...kept, matchedIn, titleMarks: marked.title },
    ...(elsewhere ?? { snippet: marked.snippet, snippetOf: 'body' as const }),
    ...(score !== null && { score }),
  }
}

/** Where the article meets the query: fields with its words, those of regular expressions, and tags and keywords that were asked for. */
function fieldsMet(found: Found, query: Query, { patterns }: RowMaker): readonly SearchField[] {
  const fields = new Set(found.fields)
  const metBy = (leaf: QueryLeaf): readonly SearchField[] => {
    if (leaf.kind === 'pattern') return patterns.findings(leaf).fieldsMet(found.row)
    if (leaf.kind !== 'fact') return []
    const { path, keywords } = found.row
    if (leaf.fact.about === 'keyword') return ['keyword']
    if (leaf.fact.about !== 'tag') return []
    const { tag } = leaf.fact
    const carried = { keyword: keywords, tag: found.library.notebook.annotation(path).tags }
    return (['keyword', 'tag'] as const).filter((field) => isTagged(carried[field], tag))
  }
  for (const leaf of wantedLeaves(query)) for (const field of metBy(leaf)) fields.add(field)
  return searchFields.filter((field) => fields.has(field))
}

/** The note or the highlight that was found; null where neither was. */
function annotationSnippet(
  { library }: Found,
  { note, highlights }: Annotation,
  matchedIn: readonly SearchField[],
  { terms }: Plan,
  query: Query,
): Pick<ArticleRow, 'snippet' | 'snippetOf'> | null {
  const options = annotationOptions(library.index.store.languages, terms)
  if (matchedIn.includes('note')) {
    return { snippet: makeSnippet(note, query, snippetLength, { ...options, field: 'note' }), snippetOf: 'note' }
  }
  if (!matchedIn.includes('highlight')) return null
  const inHighlight = { ...options, field: 'highlight' } as const
  const texts = highlights.flatMap((highlight) => [highlight.quote, highlight.note])
  const best = texts.find((text) => findHits(text, query, inHighlight).length > 0)
  return best === undefined
    ? null
    : { snippet: makeSnippet(best, query, snippetLength, inHighlight), snippetOf: 'highlight' }
}

/** How notes and highlights are read for hits: by the languages they were indexed by. */
export const annotationOptions = (languages: readonly string[], terms: Plan['terms']) => ({
  ...{ language: null, languages },
  ...(terms !== null && { terms: termsOfWords(terms) }),
})

async function opening({ library, row }: Candidate): Promise<MarkedText> {
  const start = (await library.index.text(row, openingBytes)).replace(/\s+/g, ' ').trim()
  if (start.length <= openingLength) return { text: start, marks: [] }
  const cut = start.slice(0, openingLength)
  // Not in the middle of a word, nor of a character.
  const end = Math.max(cut.lastIndexOf(' '), openingLength / 2)
  return { text: `${cut.slice(0, end).replace(/[\ud800-\udbff]$/, '')}…`, marks: [] }
}
