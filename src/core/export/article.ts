/** What of an article is exported. */
import type { ArticleDate, LibraryId } from '#shared/article'
import type { Highlight } from '#shared/highlight'
import type { TreeNode } from '#shared/tree'

/** An article with what the reader added to it, ready to be exported. */
export interface ExportableArticle {
  readonly library: LibraryId
  /** The library's name, for display and as half of the article's identity in the export folder. */
  readonly libraryName: string
  /** Relative to the library, with `/`. */
  readonly path: string
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  readonly url: string | null
  readonly language: string | null
  readonly tags: readonly string[]
  /** Markdown, empty when there is none. */
  readonly note: string
  /** In the order of the text, those without a place last. */
  readonly highlights: readonly Highlight[]
  readonly tree: readonly TreeNode[]
  readonly text: string
}
