/** Dates and numbers as the reader's locale writes them. */
import type { ArticleDate } from '#shared/article'

const numbers = new Map<string, Intl.NumberFormat>()

/** A whole number with the separators of the locale. */
export function formatNumber(value: number, locale?: string): string {
  const key = locale ?? ''
  const known = numbers.get(key) ?? new Intl.NumberFormat(locale)
  numbers.set(key, known)
  return known.format(value)
}

/** A count and its noun: `1 article`, `19,043 articles`. */
export function counted(value: number, one: string, many: string, locale?: string): string {
  return `${formatNumber(value, locale)} ${value === 1 ? one : many}`
}

const dateForms: Readonly<Record<'day' | 'month', Readonly<Record<'short' | 'long', Intl.DateTimeFormatOptions>>>> = {
  day: {
    short: { day: 'numeric', month: 'short', year: 'numeric' },
    long: { day: 'numeric', month: 'long', year: 'numeric' },
  },
  month: { short: { month: 'short', year: 'numeric' }, long: { month: 'long', year: 'numeric' } },
}
const dates = new Map<string, Intl.DateTimeFormat>()

/**
 * The article's date as the locale writes it. The calendar parts are put into UTC and read from UTC, so that no time zone
 * can shift the day; a date that could not be read for certain stands as written; empty where there is none.
 */
export function formatDate(date: ArticleDate, form: 'short' | 'long', locale?: string): string {
  if (date.iso === null) return date.written ?? ''
  const [year, month, day] = date.iso.split('-')
  if (year === undefined || month === undefined) return date.iso
  const precision = day === undefined ? 'month' : 'day'
  const key = `${locale ?? ''} ${precision} ${form}`
  const format = dates.get(key) ?? new Intl.DateTimeFormat(locale, { ...dateForms[precision][form], timeZone: 'UTC' })
  dates.set(key, format)
  const moment = new Date(0)
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day ?? 1))
  return format.format(moment)
}

const moments = new Map<string, Intl.DateTimeFormat>()

/** A moment where the reader is: its day, and with `clock` its time. Milliseconds since the epoch. */
export function formatMoment(at: number, clock = false, locale?: string): string {
  const key = `${locale ?? ''} ${clock}`
  const format =
    moments.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...dateForms.day.short,
      ...(clock ? { hour: '2-digit', minute: '2-digit' } : {}),
    })
  moments.set(key, format)
  return format.format(at)
}

/** The calendar day of a moment where the reader is, as an ISO day. */
export const localDay = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-')

/** What of a span's ends is written. */
export type SpanUnit = 'day' | 'month' | 'year'

const spans = new Map<string, Intl.DateTimeFormat>()

/** From one ISO day to another as the locale writes it: `March – April 1987`; one name where both ends have the same. */
export function formatSpan(from: string, to: string, unit: SpanUnit, form: 'short' | 'long', locale?: string): string {
  const key = `${locale ?? ''} ${unit} ${form}`
  const format =
    spans.get(key) ??
    new Intl.DateTimeFormat(locale, {
      ...(unit === 'day' ? { day: 'numeric' } : {}),
      ...(unit === 'year' ? {} : { month: form }),
      year: 'numeric',
      timeZone: 'UTC',
    })
  spans.set(key, format)
  return format.formatRange(utcDay(from), utcDay(to))
}

function utcDay(iso: string): Date {
  const [year, month, day] = iso.split('-').map(Number)
  const moment = new Date(0)
  moment.setUTCFullYear(year ?? 1970, (month ?? 1) - 1, day ?? 1)
  return moment
}

/** A span of time to wait, in words: `9 s left`, `3 min left`. */
export function formatTimeLeft(milliseconds: number, locale?: string): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000))
  return seconds < 90
    ? `${formatNumber(seconds, locale)} s left`
    : `${formatNumber(Math.round(seconds / 60), locale)} min left`
}
