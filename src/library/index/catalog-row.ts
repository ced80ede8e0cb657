/** What the catalog knows of a file. */
import type { ArticleId } from '#shared/article'
import type { FileState } from '../disk/file-state'
import type { ArticleSummary } from '../parse/parse-protocol'
import type { TextPlace } from './texts'

/** An article as the list needs it. Rows are replaced, never changed, but for `text`, which the text store moves. */
export interface CatalogRow extends FileState, ArticleSummary {
  readonly id: ArticleId
  /** When it came to the library, milliseconds since the epoch. */
  readonly added: number
  /** Where its canonical text lies. */
  readonly text: TextPlace
}

/** A file that cannot be an article as it is now; it is not tried again until it changes. */
export interface RefusedFile extends FileState {
  readonly reason: string
}
