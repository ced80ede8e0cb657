/** One open library, as the shells and the terminal see it. */
import type { Article, ArticleId, LibraryId } from '#shared/article'
import type { LibraryInfo, PassedOver } from '#shared/library'
import type { Counts } from './index/bring-up'
import type { LibraryNotebook } from './notebook/library-notebook'
import type { ArticleRef } from './notebook/types'

/** What a refresh found, in numbers; `skipped` is the whole list of files that were meant to be articles and could not be read. */
export interface RefreshReport extends Counts {
  /** Articles that can be found now. */
  readonly articles: number
  readonly ignored: number
  readonly skipped: readonly PassedOver[]
  /** Milliseconds. */
  readonly tookMs: number
}

/** A folder that is open: its catalog, texts and index, the notebooks that own its articles, and the watch on it. */
export interface Library {
  readonly id: LibraryId
  /** The real, absolute path. */
  readonly folder: string
  readonly notebook: LibraryNotebook
  info(): LibraryInfo
  /**
   * Brings catalog and index up to date with the folder; joins a refresh that is already under way (the one that opening
   * starts, too). Rejects with `LecternError`: 'cancelled', or 'io' when the folder cannot be read.
   */
  refresh(): Promise<RefreshReport>
  /** Stops the refresh under way; what was read so far stays. */
  cancel(): void
  /** The id of the article at a path relative to the library (with `/`), or null when no article is listed there. */
  articleAt(path: string): ArticleId | null
  /** All articles that are listed, as a notebook knows them. */
  articles(): Iterable<ArticleRef>
  /** Reads the article from its file, afresh. Rejects with `LecternError`: 'not-found', 'invalid', 'io'. */
  read(article: ArticleId): Promise<Article>
  passedOver(kind: PassedOver['kind']): readonly PassedOver[]
}
