/** Tags, dates, states and the like in plain words. */
import type { FormatId } from '#shared/article'
import { assertNever } from '#shared/result'
import { type DayRange, dayAfter, spanOfDate } from './dates'
import type { Fact } from './facts'
import { languageName } from './language-names'

const formatTitles: Readonly<Record<FormatId, string>> = {
  'dated-text': 'text',
  'plain-text': 'text',
  markdown: 'Markdown',
  html: 'web page',
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** What is asked of an article, or with `negated` that it is not so. */
export function explainFact(fact: Fact, negated: boolean): string {
  const not = negated ? 'not ' : ''
  switch (fact.about) {
    case 'tag':
      return `${not}tagged “${fact.tag}”`
    case 'keyword':
      return `keyword is ${not}“${fact.keyword}”`
    case 'date':
      return `date ${not}${explainRange(fact)}`
    case 'added':
      return `${not}added ${explainRange(fact)}`
    case 'path':
    case 'file': {
      const name = fact.about === 'path' ? 'path' : 'file name'
      return `${name} ${negated ? 'does not contain' : 'contains'} “${fact.pattern}”`
    }
    case 'type':
      return `type is ${not}${[...new Set(fact.formats.map((format) => formatTitles[format]))].join(' or ')}`
    case 'language':
      return `${not}in ${languageName(fact.language)}`
    case 'state':
      return explainState(fact.state, negated)
    case 'has':
      return `has ${negated ? 'no' : 'a'} ${fact.what}`
    default:
      return assertNever(fact)
  }
}

function explainState(state: 'inbox' | 'later' | 'archived' | 'unread', negated: boolean): string {
  switch (state) {
    case 'inbox':
      return `${negated ? 'not ' : ''}in the inbox`
    case 'later':
      return `${negated ? 'not ' : ''}kept for later`
    case 'archived':
      return `${negated ? 'not ' : ''}archived`
    case 'unread':
      return negated ? 'read' : 'unread'
    default:
      return assertNever(state)
  }
}

/** `in January 2024`, `on 4 January 2024`, `before 2024`, `since March 2024`, `from 2022 to 2024`. */
function explainRange({ from, to }: DayRange): string {
  if (from === null) return to === null ? 'at any time' : `before ${firstSpan(dayAfter(to))}`
  if (to === null) return `since ${firstSpan(from)}`
  const whole = wholeSpan(from, to)
  if (whole !== null) return `${from === to ? 'on' : 'in'} ${whole}`
  return fromTo(from, to)
}

/** The year, month or day that is exactly this range; null where none is. */
function wholeSpan(from: string, to: string): string | null {
  const written = [from.slice(0, 4), from.slice(0, 7), from].find((date) => {
    const span = spanOfDate(date)
    return span?.from === from && span.to === to
  })
  return written === undefined ? null : dateInWords(written)
}

/** The largest of year, month and day that begins with a day. */
function firstSpan(day: string): string {
  if (day.endsWith('-01-01')) return dateInWords(day.slice(0, 4))
  return dateInWords(day.endsWith('-01') ? day.slice(0, 7) : day)
}

/** In years or months where both ends are such, else in days. */
function fromTo(from: string, to: string): string {
  const after = dayAfter(to)
  const length = ['-01-01', '-01'].find((first) => from.endsWith(first) && after.endsWith(first))?.length ?? 0
  const shown = (day: string): string => dateInWords(length === 0 ? day : day.slice(0, -length))
  return `from ${shown(from)} to ${shown(to)}`
}

/** `4 January 2024`, `January 2024` or `2024`. */
function dateInWords(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  return `${day === undefined ? '' : `${Number(day)} `}${months[Number(month) - 1] ?? month} ${year}`
}
