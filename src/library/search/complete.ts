/** What may stand at the caret of the search box: fields, values that there are, dates, whole searches. */
import { spanOfDate } from '#core/search/dates'
import { readFact } from '#core/search/fact-values'
import { fold } from '#core/search/fold'
import { completionContext, type QueryFieldName, queryFieldNames, quoteValue, valuesOf } from '#core/search/index'
import type { Completion } from '#shared/contract'
import type { OpenLibrary } from '../open-library'
import { fieldLabels, stateLabels } from './completion-labels'
import type { CountedValue, ValueCounter } from './value-counts'

/** Values given at most, and whole searches: beside them, and where nothing is typed. */
const most = 50
const mostSearches = 4
const mostFirst = 6

/** What is offered beside the values of the libraries. */
interface CompletionRequest {
  readonly text: string
  /** In UTF-16 code units. */
  readonly caret: number
  readonly scope: readonly OpenLibrary[]
  readonly values: ValueCounter
  /** An ISO day, which relative dates speak of. */
  readonly today: string
  /** Searches typed before, newest first, and saved ones. */
  readonly searches: readonly { readonly text: string; readonly name: string }[]
}

/** At most 50 and some whole searches, best first; where nothing is typed all fields: values whose beginning is typed, by how many articles have them, then those in which a word begins so. */
export function complete(request: CompletionRequest): Completion[] {
  const { text } = request
  const whole = wholeSearches(request)
  return text.trim() === '' ? [...whole, ...pieces(request)] : [...pieces(request), ...whole]
}

/** Whole searches that the typed text is a part of. */
function wholeSearches({ text, searches }: CompletionRequest): readonly Completion[] {
  const typed = fold(text.trim())
  const seen = new Set([typed])
  const found = searches.filter((search) => {
    const folded = fold(search.text)
    if (seen.has(folded) || !(folded.includes(typed) || fold(search.name).includes(typed))) return false
    seen.add(folded)
    return true
  })
  return found.slice(0, typed === '' ? mostFirst : mostSearches).map(({ text: insert, name: label }) => ({
    kind: 'search',
    start: 0,
    end: text.length,
    insert,
    label,
    count: null,
  }))
}

function pieces(request: CompletionRequest): readonly Completion[] {
  const { text, caret } = request
  const context = completionContext(text, caret)
  if (context === null) return []
  const { field, value, start, end } = context
  if (field === null) return fields(value, start, end)
  // What follows is another word, where nothing does yet.
  const after = end === text.length ? ' ' : ''
  return valuesFor(field, value, request).map(({ written, label, count }) => ({
    ...{ kind: dateFields.includes(field) ? 'date' : 'value', start, end, label, count },
    insert: `${quoteValue(written)}${after}`,
  }))
}

function fields(typed: string, start: number, end: number): readonly Completion[] {
  const folded = fold(typed)
  return queryFieldNames
    .filter((name) => name.startsWith(folded))
    .map((name) => ({ kind: 'field', start, end, insert: `${name}:`, label: fieldLabels[name], count: null }))
}

/** A value as it would be typed. */
interface Offer {
  readonly written: string
  readonly label: string
  readonly count: number | null
}

const dateFields: readonly QueryFieldName[] = ['date', 'added', 'before', 'after']

function valuesFor(field: QueryFieldName, typed: string, request: CompletionRequest): readonly Offer[] {
  switch (field) {
    case 'source':
    case 'author':
    case 'type':
    case 'lang':
    case 'path':
      return bestOf(request.values.valuesOf(field, request.scope), typed)
    case 'tag':
    case 'keyword':
      return bestOf(request.values.valuesOf(field, request.scope), typed.replace(/^#/, ''))
    case 'is':
    case 'has':
    case 'no':
      return states(field, typed, request)
    case 'date':
    case 'added':
    case 'before':
    case 'after':
      return dates(field, typed, request)
    default:
      return []
  }
}

/** Counted values in which a word begins as typed; those that begin so themselves first. */
function bestOf(values: readonly CountedValue[], typed: string): readonly Offer[] {
  const folded = fold(typed)
  const first: CountedValue[] = []
  const then: CountedValue[] = []
  for (const value of values) {
    if (value.folded.startsWith(folded)) first.push(value)
    else if (then.length < most && (hasWord(value.folded, folded) || fold(value.label).startsWith(folded)))
      then.push(value)
    if (first.length === most) break
  }
  return [...first, ...then].slice(0, most).map(({ value, label, count }) => ({ written: value, label, count }))
}

/** Whether a word of the text, but the first, begins so. */
function hasWord(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning, 1); at > 0; at = text.indexOf(beginning, at + 1)) {
    if (/[^\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true
  }
  return false
}

function states(field: 'is' | 'has' | 'no', typed: string, { values, scope }: CompletionRequest): readonly Offer[] {
  const all = scope.reduce((sum, { index }) => sum + index.catalog.size, 0)
  const having = new Map(values.valuesOf('has', scope).map(({ value, count }) => [value, count]))
  return valuesOf(field)
    .filter((value) => value.startsWith(fold(typed)))
    .map((value) => {
      const count = having.get(value) ?? 0
      const label = stateLabels[`${field}:${value}`] ?? ''
      return { written: value, label, count: field === 'is' ? null : field === 'has' ? count : all - count }
    })
}

const relativeDates = ['today', 'yesterday', '-7d', '-30d', '-3m', '-1y']
const relativeLabels: Readonly<Record<string, string>> = {
  '-7d': 'seven days ago',
  '-30d': 'thirty days ago',
  '-3m': 'three months ago',
  '-1y': 'a year ago',
}

/** Relative dates, then years, months and days that there are, the latest first; of a range, its second half. */
function dates(
  field: 'date' | 'added' | 'before' | 'after',
  typed: string,
  request: CompletionRequest,
): readonly Offer[] {
  const { values, scope, today } = request
  const [spans, dates] = field === 'added' ? (['added', 'arrived'] as const) : (['date', 'written'] as const)
  const [, beginning = '', last = typed] = /^(.*?\.{2,3})(.*)$/s.exec(typed) ?? []
  // Years where nothing is typed, then their months, then their days.
  const length = last.length < 4 ? 4 : last.length < 7 ? 7 : 10
  const present = values
    .valuesOf(spans, scope)
    .map(({ value }) => value)
    .filter((value) => value.startsWith(last) && (value.length === length || value === last))
    .sort((a, b) => a.length - b.length || (a < b ? 1 : -1))
  const relative = relativeDates.filter((value) => value.startsWith(last.toLowerCase()))
  const offers = [...relative, ...present].slice(0, most)
  return offers.map((offer) => {
    const written = `${beginning}${offer}`
    const isRelative = relativeDates.includes(offer)
    const label = !isRelative
      ? ''
      : field === 'date' || field === 'added'
        ? sinceLabel(offer)
        : (relativeLabels[offer] ?? '')
    return { written, label, count: countOf(field, written, values.valuesOf(dates, scope), today) }
  })
}

/** `-7d` alone is the last seven days. */
const sinceLabel = (offer: string): string =>
  relativeLabels[offer] === undefined ? '' : `since ${relativeLabels[offer]}`

/** How many of the dates a value finds; null where it is no date. */
function countOf(
  field: 'date' | 'added' | 'before' | 'after',
  written: string,
  dates: readonly CountedValue[],
  today: string,
): number | null {
  const fact = readFact(field, written, today)?.fact
  if (fact === undefined || (fact.about !== 'date' && fact.about !== 'added')) return null
  const { from, to } = fact
  return dates.reduce((sum, { value, count }) => {
    const span = spanOfDate(value)
    const isIn = span !== null && (from === null || from <= span.from) && (to === null || span.to <= to)
    return isIn ? sum + count : sum
  }, 0)
}
