/** The notebooks behind one library: its own, and those of libraries inside it, which own the articles below them. */
import type { NotebookPlace, TagCount } from '#shared/library'

/** An article as a notebook knows it: path relative to the library (with `/`), SHA-256 of its bytes (hex), and title. */
export interface NotedArticle {
  readonly path: string
  readonly hash: string
  readonly title: string
}

/** What the reader wrote about an article. */
export interface Annotation {
  readonly tags: readonly string[]
  /** Markdown; empty when there is none. */
  readonly note: string
}

/** Tags and notes of one library's articles. Writing rejects with `LecternError` 'place-needed' until a place is chosen. */
export interface LibraryNotebook {
  /** Null until the first annotation decides. */
  readonly place: NotebookPlace | null
  /** Nothing can be written beside the articles. */
  readonly readOnly: boolean
  choosePlace(place: NotebookPlace): Promise<void>
  annotation(path: string): Annotation
  addTag(articles: readonly NotedArticle[], tag: string): Promise<void>
  removeTag(articles: readonly NotedArticle[], tag: string): Promise<void>
  setNote(article: NotedArticle, note: string): Promise<void>
  tagCounts(): readonly TagCount[]
  /** Paths of the articles that carry a tag or a note. */
  annotatedPaths(): readonly string[]
  /** Waits until every edit is on disk. */
  flush(): Promise<void>
}
