/** Reading of dates as articles write them: calendar days, never shifted by a time zone, never guessed. */
import type { ArticleDate } from '#shared/article'
import { fieldOrNull } from './clean'
import { monthNamed } from './month-names'

/** No date at all. */
export const noDate: ArticleDate = { iso: null, written: null }

interface Day {
  readonly year: number
  readonly month: number | null
  readonly day: number | null
}
/** What a form of writing makes of a text: a date, `unclear` if it has the form but cannot be read for certain, null if not this form. */
type Reading = Day | 'unclear' | null

const year = '([12]\\d{3})'
const word = '(\\p{L}[\\p{L}\\p{M}]{2,}\\.?)'

const forms: readonly ((text: string) => Reading)[] = [
  yearFirst,
  eastAsian,
  dayThenName,
  nameThenDay,
  numbers,
  compact,
  monthAndYear,
  yearAlone,
]

/**
 * Reads the date that `written` holds, in ISO 8601, in RFC 5322, with the month's name in several languages, in Chinese, Japanese
 * or Korean, or as numbers. `03/04/2018` may be two days and stays as written; `05/31/2018` and `05/05/2018` can be only one.
 */
export function parseDate(written: string | null | undefined): ArticleDate {
  const text = fieldOrNull(written, 120)
  if (text === null) return noDate
  for (const form of forms) {
    const reading = form(text)
    if (reading === null) continue
    const iso = reading === 'unclear' ? null : isoOf(reading)
    if (iso !== null) return { iso, written: null }
    break
  }
  return { iso: null, written: text }
}

function isoOf({ year, month, day }: Day): string | null {
  const parts = [String(year)]
  if (month === null) return year >= 1000 ? (parts[0] ?? null) : null
  if (month < 1 || month > 12) return null
  parts.push(String(month).padStart(2, '0'))
  if (day === null) return parts.join('-')
  if (day < 1 || day > daysIn(year, month)) return null
  parts.push(String(day).padStart(2, '0'))
  return parts.join('-')
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** 2024-01-04, 2024/1/4, 2024.01.04, 2024-01, each with or without a time behind. */
const yearFirstForm = new RegExp(`(?<!\\d)${year}([-/.])(\\d{1,2})(?:\\2(\\d{1,2}))?(?![\\d/-])`)
function yearFirst(text: string): Reading {
  const found = yearFirstForm.exec(text)
  return found && { year: Number(found[1]), month: Number(found[3]), day: found[4] ? Number(found[4]) : null }
}

/** 2024年1月4日, 2024년 1월 4일. */
const eastAsianForm = new RegExp(`${year} ?[年년] ?(?:(\\d{1,2}) ?[月월] ?(?:(\\d{1,2}) ?[日号號일])?)?`)
function eastAsian(text: string): Reading {
  const found = eastAsianForm.exec(text)
  if (!found) return null
  return {
    year: Number(found[1]),
    month: found[2] ? Number(found[2]) : null,
    day: found[3] ? Number(found[3]) : null,
  }
}

/** 4 January 2024, 4. Januar 2024, 4th of January, 2024, 4 de enero de 2024, Thu, 04 Jan 2024 10:00:00 GMT, 04-Jan-2024. */
const dayThenNameForm = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\\.)?[ -]+(?:of |de |d')?${word}(?:,? +|-)(?:de |del )?${year}(?!\\d)`,
  'iu',
)
function dayThenName(text: string): Reading {
  const found = dayThenNameForm.exec(text)
  const month = monthNamed(found?.[2] ?? '')
  return found && month ? { year: Number(found[3]), month, day: Number(found[1]) } : null
}

/** January 4, 2024; Jan. 4th 2024; Thu Jan 04 10:00:00 2024. */
const nameThenDayForm = new RegExp(
  `(?<!\\p{L})${word} +(\\d{1,2})(?:st|nd|rd|th)?(?:,| |, | \\d\\d:\\d\\d(?::\\d\\d)? (?:[A-Z]{3,4} )?) *${year}(?!\\d)`,
  'giu',
)
function nameThenDay(text: string): Reading {
  for (const found of text.matchAll(nameThenDayForm)) {
    const month = monthNamed(found[1] ?? '')
    if (month) return { year: Number(found[3]), month, day: Number(found[2]) }
  }
  return null
}

/** 31/05/2018, 05/31/2018, 31.5.2018, 31-05-2018: read where only one of the two numbers can be the month, or both are the same. */
const numbersForm = new RegExp(`(?<!\\d)(\\d{1,2})([-/.]) ?(\\d{1,2})\\2 ?(\\d{2}|${year})(?!\\d)`)
function numbers(text: string): Reading {
  const found = numbersForm.exec(text)
  if (!found) return null
  const [first, second, written] = [Number(found[1]), Number(found[3]), found[5]]
  if (written === undefined) return 'unclear'
  const dayFirst = isoOf({ year: Number(written), month: second, day: first })
  const monthFirst = isoOf({ year: Number(written), month: first, day: second })
  if (dayFirst !== null && monthFirst !== null && dayFirst !== monthFirst) return 'unclear'
  if (dayFirst !== null) return { year: Number(written), month: second, day: first }
  return monthFirst === null ? 'unclear' : { year: Number(written), month: first, day: second }
}

/** 20240104, with or without a time behind. */
const compactForm = /^([12]\d{3})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$/
function compact(text: string): Reading {
  const found = compactForm.exec(text)
  return found && { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) }
}

/** January 2024, janvier 2024, enero de 2024. */
const monthAndYearForm = new RegExp(`(?<!\\p{L})${word},? +(?:de |del )?${year}(?!\\d)`, 'iu')
function monthAndYear(text: string): Reading {
  const found = monthAndYearForm.exec(text)
  const month = monthNamed(found?.[1] ?? '')
  // A number before the name is a day that did not fit the forms above.
  return found && month && !/\d/.test(text.slice(0, found.index)) ? { year: Number(found[2]), month, day: null } : null
}

const yearAloneForm = new RegExp(`^(?:c\\. ?|ca\\. ?|©\\s?)?${year}$`)
function yearAlone(text: string): Reading {
  const found = yearAloneForm.exec(text)
  return found && { year: Number(found[1]), month: null, day: null }
}
