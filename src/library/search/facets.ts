/** How the articles of a query spread over dates, sources, tags, keywords, types and languages. */
import { typeNameOf } from '#core/search/fact-values'
import type { FormatId } from '#shared/article'
import type { Facets } from '#shared/contract'
import { compare } from '../paths'
import { histogramOf, isCounted } from './histogram'
import { type Counted, TagCounts } from './tag-counts'

/** What of an article is counted. */
export interface CountedArticle {
  /** `2024-01-04`, `2024-01`, `2024` or null. */
  readonly date: string | null
  readonly source: string | null
  readonly format: FormatId
  readonly language: string | null
  readonly tags: readonly string[]
  readonly keywords: readonly string[]
}

type Counts = Map<string, number>

/** Values of each kind that are shown. */
const mostValues = 100

/** Counts articles; of tags and keywords, those that `tag:` and `keyword:` find. */
export function facetsOf(articles: Iterable<CountedArticle>): Facets {
  const dates: Counts = new Map()
  const sources: Counts = new Map()
  const formats: Counts = new Map()
  const languages: Counts = new Map()
  const tags = new TagCounts()
  let total = 0
  for (const article of articles) {
    total += 1
    count(dates, article.date ?? '')
    if (article.source !== null) count(sources, article.source)
    count(formats, typeNameOf(article.format))
    if (article.language !== null) count(languages, article.language)
    tags.add(article.tags, article.keywords)
  }
  let undated = 0
  for (const [date, articles] of dates) {
    if (isCounted(date)) continue
    undated += articles
    dates.delete(date)
  }
  return {
    total,
    dates: { ...histogramOf(dates), undated },
    sources: mostFrequent(sources),
    tags: firstOf(tags.tags()),
    keywords: firstOf(tags.keywords()),
    types: mostFrequent(formats),
    languages: mostFrequent(languages),
  }
}

function count(counts: Counts, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

const mostFrequent = (counts: Counts): Facets['sources'] =>
  firstOf(Array.from(counts, ([value, count]) => ({ value, count })))

const firstOf = (counted: readonly Counted[]): readonly Counted[] =>
  counted.toSorted((a, b) => b.count - a.count || compare(a.value, b.value)).slice(0, mostValues)
