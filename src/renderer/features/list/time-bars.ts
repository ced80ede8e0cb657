/** The timeline as figures: from bars to the dates of a query and back. Days are ISO, both ends included. */
import { readRange, spanOfDate } from '#core/search/dates'
import type { Facets } from '#shared/contract'
import { assertNever } from '#shared/result'
import { formatSpan, type SpanUnit } from '../../ui/format'

type Dates = Facets['dates']
export type Step = Dates['step']
export type Bar = Dates['bars'][number]

/** Bars from one to another, by their places, both included. */
export interface BarRange {
  readonly from: number
  readonly to: number
}

/** The value of `date:` for a span of days, in as few figures as say it: `1987`, `1987-03..1987-04`, `1987-03-02`. */
export function dateValue(from: string, to: string): string {
  const cut = figuresOf(from, to)
  const [first, last] = [from.slice(0, cut), to.slice(0, cut)]
  return first === last ? first : `${first}..${last}`
}

/** How many letters of both days say all of the span: those of its years, its months, or its days. */
function figuresOf(from: string, to: string): number {
  const fits = (cut: number): boolean =>
    spanOfDate(from.slice(0, cut))?.from === from && spanOfDate(to.slice(0, cut))?.to === to
  return [4, 7].find(fits) ?? 10
}

/**
 * A value of `date:` in words, as it was meant, whatever the bars make of it: `Mar 1987`, `2018 – 2020`, `until 2020`. Empty for
 * what is none. `today`: what `-7d` speaks of.
 */
export function describeValue(value: string, today: string, form: 'short' | 'long', locale?: string): string {
  const range = readRange(value, today)
  const [from, to] = [range?.from ?? range?.to, range?.to ?? range?.from]
  if (range === null || from == null || to == null) return ''
  // An open end says nothing of how exact the other one is.
  const [first, last] = [range.from === null ? '1000-01-01' : from, range.to === null ? '9998-12-31' : to]
  const figures = figuresOf(first, last)
  const words = formatSpan(from, to, figures === 4 ? 'year' : figures === 7 ? 'month' : 'day', form, locale)
  return range.from === null ? `until ${words}` : range.to === null ? `from ${words}` : words
}

/** The bars that a value of `date:` touches; null where it is none or touches none. `today`: what `-7d` speaks of. */
export function barsOf(value: string, bars: readonly Bar[], today: string): BarRange | null {
  const range = readRange(value, today)
  if (range === null) return null
  const from = bars.findIndex((bar) => range.from === null || bar.to >= range.from)
  const to = bars.findLastIndex((bar) => range.to === null || bar.from <= range.to)
  return from < 0 || to < from ? null : { from, to }
}

/** What a step's span is written with. */
export function unitOf(step: Step): SpanUnit {
  switch (step) {
    case 'day':
    case 'week':
      return 'day'
    case 'month':
    case 'quarter':
      return 'month'
    case 'year':
    case 'decade':
      return 'year'
    default:
      return assertNever(step)
  }
}

/** The span of some bars in words: `March 1987`, `March – April 1987`. */
export function describeBars(bars: readonly Bar[], { from, to }: BarRange, step: Step, form: 'short' | 'long'): string {
  const [first, last] = [bars[from], bars[to]]
  return first === undefined || last === undefined ? '' : formatSpan(first.from, last.to, unitOf(step), form)
}

/** The articles in some bars. */
export const countIn = (bars: readonly Bar[], { from, to }: BarRange): number =>
  bars.slice(from, to + 1).reduce((sum, bar) => sum + bar.count, 0)

/** Where a key moves an end of the range that stands at `place`; null for keys that move nothing. */
export function keyMove(key: string, place: number, bars: number): number | null {
  const page = Math.max(2, Math.round(bars / 10))
  const by: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowUp: 1,
    ArrowLeft: -1,
    ArrowDown: -1,
    PageUp: page,
    PageDown: -page,
    Home: -bars,
    End: bars,
  }
  const move = Object.hasOwn(by, key) ? by[key] : undefined
  return move === undefined ? null : Math.min(bars - 1, Math.max(0, place + move))
}

/** The range with one end moved; it stops at the other end. */
export const moveEnd = (range: BarRange, end: 'from' | 'to', place: number): BarRange =>
  end === 'from'
    ? { from: Math.min(place, range.to), to: range.to }
    : { from: range.from, to: Math.max(place, range.from) }

/** The range between two bars, in any order. */
export const between = (a: number, b: number): BarRange => ({ from: Math.min(a, b), to: Math.max(a, b) })
