/** What the library process and its parse workers say to each other. */
import type { ParsedArticle } from '#core/formats/format'
import type { ArticleDate, FormatId } from '#shared/article'
import type { FoundFile } from '../disk/file-state'

/** A file to be read; `known` is the hash of what was read last, and a file that still has it is not parsed again. */
export interface FileToRead {
  readonly path: string
  readonly known: string | null
}

/** Files of one library (`root`: its real folder), to be read in this order; `whole`: for showing, not for the index. */
export interface ReadJob {
  readonly job: number
  readonly root: string
  readonly files: readonly FileToRead[]
  readonly whole: boolean
}

/** What a file came to. */
export type Reading =
  | { readonly is: 'unchanged'; readonly file: FoundFile }
  | IndexedReading
  | { readonly is: 'whole'; readonly file: FoundFile; readonly hash: string; readonly article: ParsedArticle }
  | RefusedReading
  | { readonly is: 'gone'; readonly path: string }

/** What an article says of itself: all that the list, the facets and what follows a moved article need. */
export interface ArticleSummary {
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string
  readonly format: FormatId
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  /** Primary subtag, as declared or told from the text, or null. */
  readonly language: string | null
  /** Its own, as it says them, beside the reader's tags. */
  readonly keywords: readonly string[]
  /** Of the canonical text, as `sketchOf` makes it; absent where it is too short. */
  readonly sketch?: string | undefined
}

/** An article, read for catalog and texts; for the search it is in the segment that comes with it. */
export interface IndexedReading {
  readonly is: 'article'
  readonly file: FoundFile
  readonly summary: ArticleSummary
  /** The canonical text in UTF-8. */
  readonly text: Uint8Array
}

/** A file that is no article; `lasting` where the reason lies in its content and not in something that may pass by itself. */
export interface RefusedReading {
  readonly is: 'refused'
  readonly path: string
  readonly reason: string
  readonly lasting: boolean
}

/** What files came to. */
export interface ReadFiles {
  /** One for each file. */
  readonly readings: readonly Reading[]
  /** Segments of the search index with exactly the articles among the readings, by path. */
  readonly segments: readonly Uint8Array[]
}

/** The worker's answer to a job. */
export interface ReadAnswer extends ReadFiles {
  readonly job: number
}

/** What a worker gets at its start: one counter, shared, of the files it has begun. It tells which file a lost worker was at. */
export interface WorkerStart {
  readonly begun: Int32Array
}
