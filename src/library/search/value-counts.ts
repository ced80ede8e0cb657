/** The values that the fields of a query can have in a library, with how many articles have each. */
import { fold } from '#core/search/fold'
import { typeNameOf } from '#core/search/index'
import { languageName } from '#core/search/language-names'
import type { OpenLibrary } from '../open-library'
import { localDay } from './local-day'
import type { Sources } from './sources'
import { type Counted, TagCounts } from './tag-counts'

/** A value, and the form in which it is compared with what is typed. */
export interface CountedValue {
  readonly value: string
  readonly folded: string
  /** What it means, where that is another word. */
  readonly label: string
  readonly count: number
}

/**
 * What is counted. `date` and `added`: days, months and years with all that lies in them; `written` and `arrived`: dates as the
 * articles have them, each article once.
 */
const countedFields = [
  ...([
    'source',
    'author',
    'type',
    'lang',
    'path',
    'tag',
    'keyword',
    'has',
    'date',
    'added',
    'written',
    'arrived',
  ] as const),
] as const
type CountedField = (typeof countedFields)[number]
type ValueCounts = Readonly<Record<CountedField, readonly CountedValue[]>>

interface Known {
  readonly revision: string
  readonly counts: ValueCounts
}

/** Counts the values of libraries; remembered until a library changes. */
export class ValueCounter {
  readonly #known = new WeakMap<OpenLibrary, Known>()

  constructor(private readonly sources: Sources) {}

  /** The values of a field in all of the libraries, the most frequent first. */
  valuesOf(field: CountedField, libraries: readonly OpenLibrary[]): readonly CountedValue[] {
    const lists = libraries.map((library) => this.#countsOf(library)[field])
    const [only] = lists
    if (lists.length === 1 && only !== undefined) return only
    const merged = new Map<string, CountedValue>()
    for (const one of lists.flat()) {
      const other = merged.get(one.value)
      merged.set(one.value, other === undefined ? one : bothOf(one, other))
    }
    return [...merged.values()].sort(byCount)
  }

  #countsOf(library: OpenLibrary): ValueCounts {
    const revision = `${library.index.catalog.revision}.${library.annotations}`
    const known = this.#known.get(library)
    if (known?.revision === revision) return known.counts
    const counts = countValues(library, this.sources)
    this.#known.set(library, { revision, counts })
    return counts
  }
}

/** A tag in one library is one, though it be a keyword in another. */
const bothOf = (one: CountedValue, other: CountedValue): CountedValue => ({
  ...(one.label === '' ? one : other),
  count: one.count + other.count,
})

/** What is said of a keyword among tags, which come first. */
const ofArticles = 'a keyword of the articles'

const byCount = (a: CountedValue, b: CountedValue): number =>
  Number(a.label === ofArticles) - Number(b.label === ofArticles) || b.count - a.count || (a.value < b.value ? -1 : 1)

function countValues(library: OpenLibrary, sources: Sources): ValueCounts {
  const maps = new Map(countedFields.map((field) => [field, new Map<string, number>()]))
  const add = (field: CountedField, value: string, count = 1): void => {
    const map = maps.get(field)
    map?.set(value, (map.get(value) ?? 0) + count)
  }
  const dates = new Map<string, number>()
  const arrivals = new Map<number, number>()
  const tagCounts = new TagCounts()
  const annotated = sources.annotated(library)
  for (const row of library.index.catalog.rows()) {
    tagCounts.add(annotated.get(row.path)?.tags ?? [], row.keywords)
    if (row.source !== null) add('source', row.source)
    if (row.author !== null) add('author', row.author)
    if (row.language !== null) add('lang', row.language)
    add('type', typeNameOf(row.format))
    if (row.date.iso !== null) dates.set(row.date.iso, (dates.get(row.date.iso) ?? 0) + 1)
    const arrival = Math.floor(row.added / arrivalStep) * arrivalStep
    arrivals.set(arrival, (arrivals.get(arrival) ?? 0) + 1)
  }
  for (const [date, count] of dates) {
    add('written', date, count)
    for (const span of spansOf(date)) add('date', span, count)
  }
  for (const [time, count] of arrivals) {
    add('arrived', localDay(time), count)
    for (const span of spansOf(localDay(time))) add('added', span, count)
  }
  for (const { path, count } of library.index.folders()) if (path !== '') add('path', path, count)
  for (const { tags, note, highlights } of annotated.values()) {
    if (tags.length > 0) add('has', 'tag')
    if (note !== '') add('has', 'note')
    if (highlights.length > 0) add('has', 'highlight')
  }
  const valuesOf = (field: CountedField): readonly CountedValue[] =>
    Array.from(maps.get(field) ?? [], ([value, count]) => {
      const label = field === 'lang' ? languageName(value) : ''
      return { value, folded: fold(value), label, count }
    }).sort(byCount)
  const labelled = (counted: readonly Counted[], label: string): readonly CountedValue[] =>
    counted.map(({ value, count }) => ({ value, folded: fold(value), label, count }))
  return {
    tag: [...labelled(tagCounts.tags(), ''), ...labelled(tagCounts.otherKeywords(), ofArticles)].sort(byCount),
    keyword: labelled(tagCounts.keywords(), '').toSorted(byCount),
    ...{ source: valuesOf('source'), author: valuesOf('author'), type: valuesOf('type'), lang: valuesOf('lang') },
    ...{ path: valuesOf('path'), has: valuesOf('has'), date: valuesOf('date') },
    ...{ added: valuesOf('added'), written: valuesOf('written'), arrived: valuesOf('arrived') },
  }
}

/** Every quarter of an hour lies in one day, wherever the reader is; they are fewer than articles. */
const arrivalStep = 900_000

/** A day with its month and its year: what it counts for. */
const spansOf = (date: string): readonly string[] =>
  [date.slice(0, 4), date.slice(0, 7), date].filter((span, index, all) => all.indexOf(span) === index)
