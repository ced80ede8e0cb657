/** What a query can ask about an article beside its words, and what has to be known of the article to answer. */
import type { FormatId } from '#shared/article'
import { assertNever } from '#shared/result'
import { type DayRange, type DaySpan, spanOfDate } from './dates'
import { fold } from './fold'
import { globTest } from './glob'

/** What is asked. Days are ISO (`2024-01-04`), both ends included; null: open. */
export type Fact =
  /** Carries this tag or one below it (`politics` includes `politics/us`), by the reader or by itself; without case. */
  | { readonly about: 'tag'; readonly tag: string }
  /** Carries it by itself. */
  | { readonly about: 'keyword'; readonly keyword: string }
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
  /** The reader's. */
  readonly tags: readonly string[]
  /** The article's own. */
  readonly keywords: readonly string[]
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
export const meetsFact = (fact: Fact, facts: ArticleFacts): boolean => factTest(fact)(new ComparedFacts(facts))

/** Facts of an article in the forms they are compared in, each made once, when it is first asked for. */
export class ComparedFacts {
  #path: string | null = null
  #file: string | null = null
  #tags: readonly string[] | null = null
  #keywords: readonly string[] | null = null
  #date: DaySpan | null | undefined
  #added: DaySpan | null | undefined

  constructor(readonly known: ArticleFacts) {}

  get path(): string {
    this.#path ??= foldPath(this.known.path)
    return this.#path
  }

  get file(): string {
    this.#file ??= foldPath(this.known.path.slice(this.known.path.lastIndexOf('/') + 1))
    return this.#file
  }

  get tags(): readonly string[] {
    this.#tags ??= this.known.tags.map((tag) => fold(plainTag(tag)))
    return this.#tags
  }

  get keywords(): readonly string[] {
    this.#keywords ??= this.known.keywords.map((keyword) => fold(plainTag(keyword)))
    return this.#keywords
  }

  get date(): DaySpan | null {
    if (this.#date === undefined) this.#date = this.known.date === null ? null : spanOfDate(this.known.date)
    return this.#date
  }

  get added(): DaySpan | null {
    if (this.#added === undefined) this.#added = spanOfDate(this.known.added)
    return this.#added
  }
}

/** The test of whether articles are as asked. */
export function factTest(fact: Fact): (facts: ComparedFacts) => boolean {
  switch (fact.about) {
    case 'tag': {
      const isWanted = tagTest(fact.tag)
      return ({ tags, keywords }) => tags.some(isWanted) || keywords.some(isWanted)
    }
    case 'keyword': {
      const isWanted = tagTest(fact.keyword)
      return ({ keywords }) => keywords.some(isWanted)
    }
    case 'date':
      return ({ date }) => liesIn(date, fact)
    case 'added':
      return ({ added }) => liesIn(added, fact)
    case 'path': {
      const contains = globTest(foldPath(fact.pattern))
      return ({ path }) => contains(path)
    }
    case 'file': {
      const contains = globTest(foldPath(fact.pattern))
      return ({ file }) => contains(file)
    }
    case 'type':
      return ({ known }) => fact.formats.includes(known.format)
    case 'language':
      return ({ known }) => known.language === fact.language
    case 'state':
      return ({ known }) => (fact.state === 'unread' ? known.unread : known.triage === fact.state)
    case 'has':
      return ({ known }) => has(fact.what, known)
    default:
      return assertNever(fact)
  }
}

/** Whether a tag, as it is compared, is one or lies below it. */
function tagTest(asked: string): (tag: string) => boolean {
  const wanted = fold(plainTag(asked))
  return (tag) => tag === wanted || tag.startsWith(`${wanted}/`)
}

/** Whether one of some tags, as they were typed, is this one or lies below it. */
export const isTagged = (tags: readonly string[], asked: string): boolean => {
  const isWanted = tagTest(asked)
  return tags.some((tag) => isWanted(fold(plainTag(tag))))
}

/** Whether all days of a date lie in the range: `2024-01` lies in 2024 and in January 2024, not in one of its days. */
function liesIn(span: DaySpan | null, range: DayRange): boolean {
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
