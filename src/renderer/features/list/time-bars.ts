/** The timeline as figures: from bars to the dates of a query and back. Days are ISO, both ends included. */
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
  const write = (cut: number): string => {
    const [first, last] = [from.slice(0, cut), to.slice(0, cut)]
    return first === last ? first : `${first}..${last}`
  }
  if (!from.endsWith('-01') || to !== lastDayOfMonth(to)) return write(10)
  return from.endsWith('-01-01') && to.endsWith('-12-31') ? write(4) : write(7)
}

function lastDayOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return `${day.slice(0, 8)}${days}`
}

const dateRange = /^(\d{4}(?:-\d{2}){0,2})?(?:(\.\.)(\d{4}(?:-\d{2}){0,2})?)?$/

/** The bars that a value of `date:` touches; null where it is none of ours (`-7d`) or touches none. */
export function barsOf(value: string, bars: readonly Bar[]): BarRange | null {
  const [whole, start, dots, end] = dateRange.exec(value) ?? []
  if (!whole || (start === undefined && end === undefined)) return null
  const first = start ?? ''
  // `~` sorts behind every figure, so that a month ends behind its last day.
  const last = `${dots === undefined ? first : (end ?? '')}~`
  const from = bars.findIndex((bar) => bar.to >= first)
  const to = bars.findLastIndex((bar) => bar.from <= last)
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
