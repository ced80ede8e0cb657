/** What a query can ask about an article beside its words, and what has to be known of the article to answer. */
import type { FormatId } from '#shared/article'

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
