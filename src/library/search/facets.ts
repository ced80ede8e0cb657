/** How the articles of a query spread over dates, sources, tags, types and languages. */
import { typeNameOf } from '#core/search/fact-values'
import type { FormatId } from '#shared/article'
import type { Facets } from '#shared/contract'
import { compare } from '../paths'
import { histogramOf, isCounted } from './histogram'

/** What of an article is counted. */
export interface CountedArticle {
  /** `2024-01-04`, `2024-01`, `2024` or null. */
  readonly date: string | null
  readonly source: string | null
  readonly format: FormatId
  readonly language: string | null
  readonly tags: readonly string[]
}

type Counts = Map<string, number>

/** Values of each kind that are shown. */
const mostValues = 100

/** Counts articles. Each level of a tag counts once for an article: `politics/us` and `politics/eu` are one `politics`. */
export function facetsOf(articles: Iterable<CountedArticle>): Facets {
  const dates: Counts = new Map()
  const sources: Counts = new Map()
  const tags: Counts = new Map()
  const formats: Counts = new Map()
  const languages: Counts = new Map()
  let total = 0
  for (const article of articles) {
    total += 1
    count(dates, article.date ?? '')
    if (article.source !== null) count(sources, article.source)
    count(formats, typeNameOf(article.format))
    if (article.language !== null) count(languages, article.language)
    if (article.tags.length > 0) for (const tag of levelsOf(article.tags)) count(tags, tag)
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
    tags: mostFrequent(tags),
    types: mostFrequent(formats),
    languages: mostFrequent(languages),
  }
}

/** All tags with those above them, each once: `a/b/c` has `a`, `a/b` and `a/b/c`. */
export function levelsOf(tags: readonly string[]): ReadonlySet<string> {
  const levels = new Set<string>()
  for (const tag of tags) {
    for (let end = tag.indexOf('/'); end !== -1; end = tag.indexOf('/', end + 1)) levels.add(tag.slice(0, end))
    levels.add(tag)
  }
  return levels
}

function count(counts: Counts, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

const mostFrequent = (counts: Counts): Facets['sources'] =>
  Array.from(counts, ([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value))
    .slice(0, mostValues)
