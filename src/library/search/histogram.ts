/** How dates spread over time: bars of days, weeks, months, quarters, years or decades. */
import { spanOfDate } from '#core/search/dates'
import type { Facets } from '#shared/contract'
import { assertNever } from '#shared/result'

type Step = Facets['dates']['step']
type Bars = Pick<Facets['dates'], 'step' | 'bars'>

const steps: readonly Step[] = ['day', 'week', 'month', 'quarter', 'year', 'decade']
const mostBars = 120
const msPerDay = 86_400_000

/**
 * The bars of articles by date (`2024-01-04`, `2024-01`, `2024`, with how many have it), ascending and without gaps, in the
 * shortest step that gives at most 120 of them. An article dated by a month or a year counts in the bar that holds its
 * beginning; one whose date is no date of the calendar counts in none. Over more than 120 decades each bar holds several.
 */
export function histogramOf(counts: ReadonlyMap<string, number>): Bars {
  const days = [...counts].flatMap(([date, count]) => {
    const from = spanOfDate(date)?.from
    return from === undefined ? [] : [{ day: Date.parse(from) / msPerDay, count }]
  })
  const first = days.reduce((least, { day }) => Math.min(least, day), Number.POSITIVE_INFINITY)
  const last = days.reduce((most, { day }) => Math.max(most, day), Number.NEGATIVE_INFINITY)
  if (days.length === 0) return { step: 'day', bars: [] }
  const barsIn = (tried: Step): number => periodOf(tried, last) - periodOf(tried, first) + 1
  const step = steps.find((tried) => barsIn(tried) <= mostBars) ?? 'decade'
  const width = Math.ceil(barsIn(step) / mostBars)
  const start = periodOf(step, first)
  const bars = Array.from({ length: Math.ceil(barsIn(step) / width) }, (_, bar) => ({
    from: isoDay(firstDayOf(step, start + bar * width)),
    to: isoDay(firstDayOf(step, start + (bar + 1) * width) - 1),
    count: 0,
  }))
  for (const { day, count } of days) {
    const bar = bars[Math.floor((periodOf(step, day) - start) / width)]
    if (bar !== undefined) bar.count += count
  }
  return { step, bars }
}

/** Whether a date is one that the bars count. */
export const isCounted = (date: string): boolean => spanOfDate(date) !== null

/** Days are counted from 1970-01-01, a Thursday; weeks begin on Monday. */
function periodOf(step: Step, day: number): number {
  const date = new Date(day * msPerDay)
  const year = date.getUTCFullYear()
  switch (step) {
    case 'day':
      return day
    case 'week':
      return Math.floor((day + 3) / 7)
    case 'month':
      return year * 12 + date.getUTCMonth()
    case 'quarter':
      return year * 4 + Math.floor(date.getUTCMonth() / 3)
    case 'year':
      return year
    case 'decade':
      return Math.floor(year / 10)
    default:
      return assertNever(step)
  }
}

function firstDayOf(step: Step, period: number): number {
  switch (step) {
    case 'day':
      return period
    case 'week':
      return period * 7 - 3
    case 'month':
      return Date.UTC(Math.floor(period / 12), period % 12) / msPerDay
    case 'quarter':
      return firstDayOf('month', period * 3)
    case 'year':
      return firstDayOf('month', period * 12)
    case 'decade':
      return firstDayOf('month', period * 120)
    default:
      return assertNever(step)
  }
}

/** The last day that is written with four digits of a year. */
const lastDay = Date.UTC(9999, 11, 31) / msPerDay

const isoDay = (day: number): string => new Date(Math.min(day, lastDay) * msPerDay).toISOString().slice(0, 10)
