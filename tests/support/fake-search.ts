/** Search over made-up articles: the real query language, met by plain comparison of letters. */

import { meetsFact } from '#core/search/facts'
import { parseQuery, type Query } from '#core/search/index'
import type { QueryNode, TextLeaf } from '#core/search/query'
import { wantedLeaves } from '#core/search/query'
import type { ArticleRow, Mark, MarkedText } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { Completion, Facets, Passage } from '#shared/contract'
import { assertNever } from '#shared/result'
import { type Made, madeUpLibrary, openMade } from './fake-articles'

/** What a query finds. */
export interface Found {
  readonly parsed: Query
  readonly articles: readonly Made[]
}

/** The articles that meet a query, in its order. */
export function findMade(made: readonly Made[], query: ArticleQuery): Found {
  const parsed = parseQuery(query.text)
  const { folder, tags, sort } = query
  const articles = made
    .filter((one) => folder === null || folder.path === '' || one.path.startsWith(`${folder.path}/`))
    .filter((one) => tags.every((tag) => one.tags.some((own) => own === tag || own.startsWith(`${tag}/`))))
    .filter((one) => parsed.root === null || meets(parsed.root, one))
  const day = (one: Made): string => one.date.iso ?? ''
  const orders: Readonly<Record<ArticleQuery['sort'], (a: Made, b: Made) => number>> = {
    relevance: () => 0,
    'date-newest': (a, b) => day(b).localeCompare(day(a)),
    'date-oldest': (a, b) => day(a).localeCompare(day(b)),
    title: (a, b) => a.title.localeCompare(b.title),
    path: (a, b) => a.path.localeCompare(b.path),
    added: (a, b) => b.added - a.added,
  }
  return { parsed, articles: articles.sort(orders[sort]) }
}

function meets(node: QueryNode, one: Made): boolean {
  switch (node.kind) {
    case 'all':
      return node.nodes.every((inner) => meets(inner, one))
    case 'any':
      return node.nodes.some((inner) => meets(inner, one))
    case 'not':
      return !meets(node.node, one)
    case 'text':
      return fieldsOf(one).some(
        ([field, text]) => (node.field === null || node.field === field) && patternOf(node).test(text),
      )
    case 'pattern':
      return new RegExp(node.source, node.flags).test(`${one.title}\n${one.body.join('\n\n')}`)
    case 'fact':
      return meetsFact(node.fact, {
        path: one.path,
        date: one.date.iso,
        added: new Date(one.added).toISOString().slice(0, 10),
        format: one.format,
        language: one.language,
        tags: one.tags,
        keywords: [],
        hasNote: one.note !== '',
        hasHighlight: one.highlights.length > 0,
        triage: one.triage,
        unread: one.unread,
      })
    default:
      return assertNever(node)
  }
}

type FieldName = ArticleRow['matchedIn'][number]

const fieldsOf = (one: Made): readonly (readonly [FieldName, string])[] => [
  ['title', one.title],
  ['body', one.body.join(' ')],
  ['author', one.author ?? ''],
  ['source', one.source ?? ''],
  ['tag', one.tags.join(' ')],
  ['note', one.note],
]

/** A leaf as a pattern: its words in order, however they go on. */
function patternOf(leaf: TextLeaf): RegExp {
  const words = leaf.words.map(({ surface }) =>
    surface
      .replace(/[\\^$.+()[\]{}|]/g, '\\$&')
      .replaceAll('*', '\\p{L}*')
      .replaceAll('?', '\\p{L}'),
  )
  return new RegExp(`(?<!\\p{L})${words.join('[^\\p{L}]+')}\\p{L}*`, 'giu')
}

/** Where a query's words stand in a text. */
export function marksIn(text: string, query: Query): Mark[] {
  const marks = wantedLeaves(query).flatMap((leaf): Mark[] => {
    if (leaf.kind === 'fact') return []
    const pattern = leaf.kind === 'text' ? patternOf(leaf) : new RegExp(leaf.source, `${leaf.flags}g`)
    return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length])
  })
  let end = 0
  return marks
    .sort((a, b) => a[0] - b[0])
    .filter((mark) => {
      const apart = mark[0] >= end && mark[1] > mark[0]
      if (apart) end = mark[1]
      return apart
    })
}

const pieceAt = (text: string, at: number, query: Query): MarkedText => {
  const start = Math.max(0, at - 40)
  const piece = `${start > 0 ? '…' : ''}${text.slice(start, start + 180)}${start + 180 < text.length ? '…' : ''}`
  return { text: piece, marks: marksIn(piece, query) }
}

/** A row of the list, with where the query was met. */
export function rowOf(one: Made, query: Query): ArticleRow {
  const matchedIn = fieldsOf(one).flatMap(([field, text]) => (marksIn(text, query).length > 0 ? [field] : []))
  const snippetOf = matchedIn.includes('note') && !matchedIn.includes('body') ? 'note' : 'body'
  const text = snippetOf === 'note' ? one.note : one.body.join(' ')
  return {
    id: one.id,
    library: madeUpLibrary,
    path: one.path,
    title: one.title,
    date: one.date,
    author: one.author,
    source: one.source,
    format: one.format,
    tags: one.tags,
    hasNote: one.note !== '',
    highlights: one.highlights.length,
    triage: one.triage,
    unread: one.unread,
    language: one.language,
    added: one.added,
    snippet: pieceAt(text, marksIn(text, query)[0]?.[0] ?? 0, query),
    snippetOf,
    matchedIn,
    titleMarks: marksIn(one.title, query),
  }
}

/** The pieces of an article that show a query: one for each paragraph it is met in. */
export function passagesOf(
  one: Made,
  query: Query,
  limit: number,
): { readonly total: number; readonly passages: readonly Passage[] } {
  const { text } = openMade(one)
  const passages: Passage[] = []
  for (const paragraph of text.matchAll(/[^\n]+/g)) {
    const [first] = marksIn(paragraph[0], query)
    if (first === undefined) continue
    const start = paragraph.index + first[0]
    passages.push({ within: 'body', start, snippet: pieceAt(paragraph[0], first[0], query) })
  }
  if (marksIn(one.note, query).length > 0)
    passages.push({ within: 'note', start: null, snippet: pieceAt(one.note, 0, query) })
  return { total: passages.length, passages: passages.slice(0, limit) }
}

/** How articles spread over months, sources, tags, types and languages. */
export function facetsOf(articles: readonly Made[]): Facets {
  const count = (values: (one: Made) => readonly string[]): { readonly value: string; readonly count: number }[] => {
    const counts = new Map<string, number>()
    for (const one of articles) for (const value of values(one)) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, many]) => ({ value, count: many })).sort((a, b) => b.count - a.count)
  }
  const months = count(({ date }) => (date.iso === null ? [] : [date.iso.slice(0, 7)])).sort((a, b) =>
    a.value.localeCompare(b.value),
  )
  const bars: { from: string; to: string; count: number }[] = []
  const last = months.at(-1)?.value ?? ''
  for (let month = months[0]?.value ?? '~'; month <= last; month = monthAfter(month))
    bars.push({
      from: `${month}-01`,
      to: new Date(Date.parse(`${monthAfter(month)}-01`) - 86_400_000).toISOString().slice(0, 10),
      count: months.find(({ value }) => value === month)?.count ?? 0,
    })
  return {
    total: articles.length,
    dates: { step: 'month', bars, undated: articles.filter(({ date }) => date.iso === null).length },
    sources: count(({ source }) => (source === null ? [] : [source])),
    tags: count(({ tags }) => tags),
    keywords: [],
    types: count(({ format }) => [
      { 'dated-text': 'text', 'plain-text': 'text', markdown: 'markdown', html: 'html' }[format],
    ]),
    languages: count(({ language }) => (language === null ? [] : [language])),
  }
}

const monthAfter = (month: string): string => {
  const [year = 0, of = 0] = month.split('-').map(Number)
  return of === 12 ? `${year + 1}-01` : `${year}-${String(of + 1).padStart(2, '0')}`
}

const fields = [
  ['title:', 'in the title'],
  ['tag:', 'carries this tag'],
  ['date:', 'dated so'],
  ['source:', 'from this source'],
] as const

/** What may stand at the caret: a field that begins as typed. */
export function completionsAt(text: string, caret: number): readonly Completion[] {
  const word = /\S*$/.exec(text.slice(0, caret))?.[0] ?? ''
  return fields
    .filter(([field]) => field.startsWith(word.toLowerCase()))
    .map(([insert, label]) => ({ kind: 'field', start: caret - word.length, end: caret, insert, label, count: null }))
}
