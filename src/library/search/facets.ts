/** How the articles of a query spread over dates, sources, tags, types and languages. */
import { typeNameOf } from '#core/search/fact-values'
import type { FormatId } from '#shared/article'
import type { Facets } from '#shared/contract'
import { compare, foldersAbove } from '../paths'
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
  const levels = new TagLevels()
  let total = 0
  for (const article of articles) {
    total += 1
    count(dates, article.date ?? '')
    if (article.source !== null) count(sources, article.source)
    count(formats, typeNameOf(article.format))
    if (article.language !== null) count(languages, article.language)
    for (const tag of levels.of(article.tags)) count(tags, tag)
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

/** Tags with those above them: `a/b/c` has `a`, `a/b` and `a/b/c`. Remembers the tags that it was asked for. */
export class TagLevels {
  readonly #known = new Map<string, readonly string[]>()

  /** All levels of some tags, each once. */
  of(tags: readonly string[]): Iterable<string> {
    const [first] = tags
    if (tags.length < 2) return first === undefined ? [] : this.#levelsOf(first)
    return new Set(tags.flatMap((tag) => this.#levelsOf(tag)))
  }

  #levelsOf(tag: string): readonly string[] {
    const known = this.#known.get(tag)
    if (known !== undefined) return known
    const levels = [...foldersAbove(tag), tag]
    this.#known.set(tag, levels)
    return levels
  }
}

function count(counts: Counts, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1)
}

const mostFrequent = (counts: Counts): Facets['sources'] =>
  Array.from(counts, ([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compare(a.value, b.value))
    .slice(0, mostValues)
