/** What is typed after `tag:`, `date:`, `is:` and the like, to what is asked of an article. */
import { type FormatId, formatIds } from '#shared/article'
import { assertNever } from '#shared/result'
import { dayAfter, dayBefore, readRange, readSpan } from './dates'
import { type Fact, plainTag } from './facts'
import { languageNamed } from './language-names'
import type { FactFieldName } from './query-fields'

/** What is asked; `negated`: that it is not so. */
export interface AskedFact {
  readonly fact: Fact
  readonly negated: boolean
}

/** What `type:` takes for each format; several formats may share a name. The first is the one that is shown. */
const formatNames: Readonly<Record<FormatId, readonly [string, ...string[]]>> = {
  'dated-text': ['text', 'txt', 'plain-text', 'dated-text'],
  'plain-text': ['text', 'txt', 'plain-text'],
  markdown: ['markdown', 'md'],
  html: ['html', 'htm', 'web'],
}

const states = {
  inbox: { state: 'inbox', negated: false },
  later: { state: 'later', negated: false },
  archived: { state: 'archived', negated: false },
  unread: { state: 'unread', negated: false },
  read: { state: 'unread', negated: true },
} as const

const possessions = {
  note: 'note',
  notes: 'note',
  highlight: 'highlight',
  highlights: 'highlight',
  tag: 'tag',
  tags: 'tag',
} as const

/** The value of `type:` that finds a format. */
export const typeNameOf = (format: FormatId): string => formatNames[format][0]

/** The values of a field that knows all of its values; empty for the others. */
export function valuesOf(field: FactFieldName): readonly string[] {
  if (field === 'is') return Object.keys(states)
  if (field === 'has' || field === 'no') return ['note', 'highlight', 'tag']
  return field === 'type' ? [...new Set(formatIds.map(typeNameOf))] : []
}

/**
 * What a field's value asks for; null where it is no value of that field. `today` (an ISO day) is what relative dates speak
 * of; null: they are no dates.
 */
export function readFact(field: FactFieldName, written: string, today: string | null): AskedFact | null {
  const value = written.trim()
  switch (field) {
    case 'tag': {
      const tag = plainTag(value)
      return tag === '' ? null : asked({ about: 'tag', tag })
    }
    case 'keyword': {
      const keyword = plainTag(value)
      return keyword === '' ? null : asked({ about: 'keyword', keyword })
    }
    case 'date':
    case 'added': {
      const range = readRange(value, today)
      return range === null ? null : asked({ about: field, ...range })
    }
    case 'before':
    case 'after': {
      const span = readSpan(value, today)
      if (span === null) return null
      return field === 'before'
        ? asked({ about: 'date', from: null, to: dayBefore(span.from) })
        : asked({ about: 'date', from: dayAfter(span.to), to: null })
    }
    case 'type': {
      const formats = formatIds.filter((id) => formatNames[id].includes(value.toLowerCase()))
      return formats.length === 0 ? null : asked({ about: 'type', formats })
    }
    case 'lang': {
      const language = languageNamed(value)
      return language === null ? null : asked({ about: 'language', language })
    }
    case 'path':
    case 'file':
      return value === '' ? null : asked({ about: field, pattern: value })
    case 'is': {
      const found = valueIn(states, value)
      return found === null ? null : asked({ about: 'state', state: found.state }, found.negated)
    }
    case 'has':
    case 'no': {
      const what = valueIn(possessions, value)
      return what === null ? null : asked({ about: 'has', what }, field === 'no')
    }
    default:
      return assertNever(field)
  }
}

const asked = (fact: Fact, negated = false): AskedFact => ({ fact, negated })

function valueIn<T>(table: Readonly<Record<string, T>>, value: string): T | null {
  const name = value.toLowerCase()
  return Object.hasOwn(table, name) ? (table[name] ?? null) : null
}
