/** What the catalog knows of a file. */
import type { ArticleDate, ArticleId, FormatId } from '#shared/article'
import type { FileState } from '../disk/file-state'
import type { TextPlace } from './texts'

/** An article as the list needs it. Rows are replaced, never changed, but for `text`, which the text store moves. */
export interface CatalogRow extends FileState {
  readonly id: ArticleId
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string
  readonly format: FormatId
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  /** Primary subtag, as declared or told from the text, or null. */
  readonly language: string | null
  /** Its own, beside the reader's tags. */
  readonly keywords: readonly string[]
  /** When it came to the library, milliseconds since the epoch. */
  readonly added: number
  /** Of its canonical text, as `sketchOf` makes it; absent where it is too short. */
  readonly sketch?: string | undefined
  /** Where its canonical text lies. */
  readonly text: TextPlace
}

/** A file that cannot be an article as it is now; it is not tried again until it changes. */
export interface RefusedFile extends FileState {
  readonly reason: string
}
