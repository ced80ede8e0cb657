/** What a query can ask about an article beside its words, and what has to be known of the article to answer. */
import type { FormatId } from '#shared/article'
import { assertNever } from '#shared/result'
import { type DayRange, spanOfDate } from './dates'
import { fold } from './fold'
import { containsGlob } from './glob'

/** What is asked. Days are ISO (`2024-01-04`), both ends included; null: open. */
export type Fact =
  /** Carries this tag or one below it (`politics` includes `politics/us`); without case. */
  | { readonly about: 'tag'; readonly tag: string }
  /** Its date lies in the range. An article dated by month or year lies in it if its whole span does. */
  | { readonly about: 'date'; readonly from: string | null; readonly to: string | null }
  /** It came to the library in the range. */
  | { readonly about: 'added'; readonly from: string | null; readonly to: string | null }
  /** Its path, or its file's name, contains this (folded), `*` and `?` being wildcards. */
  | { readonly about: 'path' | 'file'; readonly pattern: string }
  | { readonly about: 'type'; readonly formats: readonly FormatId[] }
  /** A primary language subtag: `en`. */
  | { readonly about: 'language'; readonly language: string }
  | { readonly about: 'state'; readonly state: 'inbox' | 'later' | 'archived' | 'unread' }
  | { readonly about: 'has'; readonly what: 'note' | 'highlight' | 'tag' }

/** What is known of an article. */
export interface ArticleFacts {
  /** Relative to the library, with `/`. */
  readonly path: string
  /** `2024-01-04`, `2024-01`, `2024` or null. */
  readonly date: string | null
  /** The day it came to the library. */
  readonly added: string
  readonly format: FormatId
  /** Primary language subtag, or null. */
  readonly language: string | null
  readonly tags: readonly string[]
  readonly hasNote: boolean
  readonly hasHighlight: boolean
  readonly triage: 'inbox' | 'later' | 'archived' | null
  readonly unread: boolean
}

/** A tag as it is compared: without `#` before it, white space around its levels, and empty levels. */
export const plainTag = (written: string): string =>
  written
    .replace(/^\s*#/, '')
    .split('/')
    .map((level) => level.replace(/\s+/gu, ' ').trim())
    .filter((level) => level !== '')
    .join('/')

/** Whether an article is as asked. Pure; what is not known of it (a date, a language) is not as asked. */
export function meetsFact(fact: Fact, facts: ArticleFacts): boolean {
  switch (fact.about) {
    case 'tag': {
      const wanted = fold(plainTag(fact.tag))
      return facts.tags.some((tag) => {
        const carried = fold(plainTag(tag))
        return carried === wanted || carried.startsWith(`${wanted}/`)
      })
    }
    case 'date':
      return facts.date !== null && liesIn(facts.date, fact)
    case 'added':
      return liesIn(facts.added, fact)
    case 'path':
      return containsGlob(foldPath(facts.path), foldPath(fact.pattern))
    case 'file':
      return containsGlob(foldPath(facts.path.slice(facts.path.lastIndexOf('/') + 1)), foldPath(fact.pattern))
    case 'type':
      return fact.formats.includes(facts.format)
    case 'language':
      return facts.language === fact.language
    case 'state':
      return fact.state === 'unread' ? facts.unread : facts.triage === fact.state
    case 'has':
      return has(fact.what, facts)
    default:
      return assertNever(fact)
  }
}

/** Whether all days of a date lie in the range: `2024-01` lies in 2024 and in January 2024, not in one of its days. */
function liesIn(date: string, range: DayRange): boolean {
  const span = spanOfDate(date)
  if (span === null) return false
  return (range.from === null || range.from <= span.from) && (range.to === null || span.to <= range.to)
}

const foldPath = (path: string): string => fold(path).replaceAll('\\', '/')

function has(what: 'note' | 'highlight' | 'tag', facts: ArticleFacts): boolean {
  switch (what) {
    case 'note':
      return facts.hasNote
    case 'highlight':
      return facts.hasHighlight
    case 'tag':
      return facts.tags.length > 0
    default:
      return assertNever(what)
  }
}
