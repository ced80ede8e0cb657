/** Days, months, years and ranges of them, as a query asks for them. Days are ISO (`2024-01-04`). */

/** From one day to another, both included. */
export interface DaySpan {
  readonly from: string
  readonly to: string
}

/** A range; null: open on that side. */
export interface DayRange {
  readonly from: string | null
  readonly to: string | null
}

const calendar = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?$/
const relative = /^-(\d{1,4})([dwmy])$/i
const dots = /\.{2,3}|…/

/** The first year a day of which stands before every other day when compared as text; the last one has a year after it. */
const firstYear = 1000
const lastYear = 9998

function dayOf(year: number, month: number, day: number): string | null {
  if (year < firstYear || year > lastYear) return null
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

const lastOfMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

function partsOf(day: string): { readonly year: number; readonly month: number; readonly day: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return { year, month, day: date }
}

function daysFrom(start: string, count: number): string | null {
  const { year, month, day } = partsOf(start)
  return dayOf(year, month, day + count)
}

/** The same day of another month, or that month's last day where it is shorter. */
function monthsFrom(start: string, count: number): string | null {
  const { year, month, day } = partsOf(start)
  const months = year * 12 + month - 1 + count
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1]
  return dayOf(toYear, toMonth, Math.min(day, lastOfMonth(toYear, toMonth)))
}

/** The day after an ISO day. */
export const dayAfter = (day: string): string => shifted(day, 1)
/** The day before an ISO day. */
export const dayBefore = (day: string): string => shifted(day, -1)

function shifted(day: string, by: number): string {
  const { year, month, day: date } = partsOf(day)
  return new Date(Date.UTC(year, month - 1, date + by)).toISOString().slice(0, 10)
}

/** Whether it is a day, month or year as an article's date is kept: `2024-01-04`, `2024-01`, `2024`. */
export const isDate = (written: string): boolean =>
  /^\d{4}(-\d{2}(-\d{2})?)?$/.test(written) && spanOfDate(written) !== null

/** All days of an article's date: `2024-01` is from `2024-01-01` to `2024-01-31`. Null for what is no day, month or year. */
export function spanOfDate(written: string): DaySpan | null {
  const found = calendar.exec(written)
  if (found === null) return null
  const [year, month, day] = [Number(found[1]), Number(found[3] ?? 0), Number(found[4] ?? 0)]
  if (found[3] === undefined) return spanFrom(dayOf(year, 1, 1), dayOf(year, 12, 31))
  if (month < 1 || month > 12) return null
  const last = lastOfMonth(year, month)
  if (found[4] === undefined) return spanFrom(dayOf(year, month, 1), dayOf(year, month, last))
  return day < 1 || day > last ? null : spanFrom(dayOf(year, month, day), dayOf(year, month, day))
}

const spanFrom = (from: string | null, to: string | null): DaySpan | null =>
  from === null || to === null ? null : { from, to }

/** The day that `-7d`, `-2w`, `-3m` or `-1y` speaks of. */
function relativeDay(written: string, today: string): string | null {
  const found = relative.exec(written)
  if (found === null) return null
  const count = -Number(found[1])
  switch (found[2]?.toLowerCase()) {
    case 'd':
      return daysFrom(today, count)
    case 'w':
      return daysFrom(today, 7 * count)
    case 'm':
      return monthsFrom(today, count)
    default:
      return monthsFrom(today, 12 * count)
  }
}

/**
 * The days that a single value means: `2024-01-04` (also with `/` or `.`), `2024-01`, `2024`, `today`, `yesterday`, `-7d`,
 * `-2w`, `-3m`, `-1y`. Null for anything else, and for what speaks of today where `today` is not known.
 */
export function readSpan(written: string, today: string | null): DaySpan | null {
  const fixed = spanOfDate(written)
  if (fixed !== null || today === null) return fixed
  const word = written.toLowerCase()
  const day = word === 'today' ? today : word === 'yesterday' ? dayBefore(today) : relativeDay(written, today)
  return spanFrom(day, day)
}

/**
 * The days that a value means which may be a range: `2024-01..2024-03`, `2024-01..`, `..2024-03`. `-7d` alone is the last
 * seven days, today among them. A range typed backwards is turned round. Null for what is neither.
 */
export function readRange(written: string, today: string | null): DayRange | null {
  const split = dots.exec(written)
  if (split === null) {
    const span = readSpan(written, today)
    if (span === null || today === null || !relative.test(written)) return span
    return span.from === today ? span : { from: dayAfter(span.from), to: today }
  }
  const [first, last] = [written.slice(0, split.index), written.slice(split.index + split[0].length)]
  const from = first === '' ? null : readSpan(first, today)
  const to = last === '' ? null : readSpan(last, today)
  if ((from === null && first !== '') || (to === null && last !== '') || (from === null && to === null)) return null
  if (from !== null && to !== null && from.from > to.to) return { from: to.from, to: from.to }
  return { from: from?.from ?? null, to: to?.to ?? null }
}
