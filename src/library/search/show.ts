/** Points out in an article where it is what was asked for: all hits, the best window, or several passages. */
import { findHits, makeSnippet } from '#core/search/index'
import { findPassages, type Passages } from '#core/search/passages'
import type { Query, QueryWord } from '#core/search/query'
import type { TermsOfWords } from '#core/search/types'
import type { Mark, MarkedText } from '#shared/article'
import { assertNever } from '#shared/result'
import { markPatterns, patternsIn } from './pattern-marks'

/** What of an article is looked at. */
export interface ShownText {
  readonly title: string
  readonly text: string
  /** What it was indexed in. */
  readonly language: string | null
}

/** The answers, by what is wanted; each has the hits of the title too. */
export interface ShowAnswers {
  readonly hits: { readonly title: readonly Mark[]; readonly text: readonly Mark[] }
  readonly snippet: { readonly title: readonly Mark[]; readonly snippet: MarkedText }
  readonly passages: { readonly title: readonly Mark[]; readonly passages: Passages }
}
export type WantedKind = keyof ShowAnswers

/** What is asked for, as it can travel to another thread. */
export interface ShowRequest<W extends WantedKind> {
  readonly want: W
  readonly query: Query
  /** What wildcards and fuzzy words stand for (`sharedTerms`); null: to be looked for among the text's own words. */
  readonly terms: SharedTerms | null
  /** Whether regular expressions are looked for: only where that may be ended. */
  readonly patterns: boolean
  /** Of a snippet or a passage, in UTF-16 code units. */
  readonly maxLength: number
  /** Passages. */
  readonly limit: number
}

/** For each wildcard or fuzzy word, by its name here, the terms it stands for. */
export type SharedTerms = ReadonlyMap<string, ReadonlySet<string>>

const nameOf = ({ match, surface, distance }: QueryWord): string => `${match} ${distance} ${surface}`

/** The terms of a search in a form that can travel. */
export function sharedTerms(query: Query, terms: TermsOfWords): SharedTerms {
  const shared = new Map<string, ReadonlySet<string>>()
  for (const word of expandingWords(query)) if (!shared.has(nameOf(word))) shared.set(nameOf(word), terms(word))
  return shared
}

function expandingWords({ root }: Query): readonly QueryWord[] {
  const words: QueryWord[] = []
  const walk = (node: NonNullable<Query['root']>): void => {
    if (node.kind === 'all' || node.kind === 'any') node.nodes.forEach(walk)
    else if (node.kind === 'text') words.push(...node.words.filter(({ match }) => match !== 'exact'))
  }
  if (root !== null) walk(root)
  return words
}

const noTerms: ReadonlySet<string> = new Set()

/** The terms again as marking asks for them. */
export const termsOfWords =
  (terms: SharedTerms): TermsOfWords =>
  (word) =>
    terms.get(nameOf(word)) ?? noTerms

/** Looks at an article. Linear in the text's length, but for regular expressions. */
export function show<W extends WantedKind>(article: ShownText, request: ShowRequest<W>): ShowAnswers[W]
export function show(article: ShownText, request: ShowRequest<WantedKind>): ShowAnswers[WantedKind] {
  const { query, terms, patterns, maxLength, limit } = request
  const options = {
    language: article.language,
    ...(terms !== null && { terms: termsOfWords(terms) }),
  }
  const marksIn = (text: string, field: 'title' | 'body'): { readonly patternMarks?: readonly Mark[] } =>
    patterns ? { patternMarks: markPatterns(text, patternsIn(query, field)) } : {}
  const inBody = { ...options, field: 'body', ...marksIn(article.text, 'body') } as const
  const title = findHits(article.title, query, { ...options, field: 'title', ...marksIn(article.title, 'title') })
  switch (request.want) {
    case 'hits':
      return { title, text: findHits(article.text, query, inBody) }
    case 'snippet':
      return { title, snippet: makeSnippet(article.text, query, maxLength, inBody) }
    case 'passages':
      return { title, passages: findPassages(article.text, query, { ...inBody, maxLength, limit }) }
    default:
      return assertNever(request.want)
  }
}
