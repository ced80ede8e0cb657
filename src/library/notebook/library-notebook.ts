/** What a library's notebook is to those who write on its articles. */
import type { LibraryEdit, LibraryFile } from '#core/notebook/library-file'
import type { ArticleRecord } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import type { NotebookPlace, TagCount } from '#shared/library'
import type { Annotation, ArticleEdits, Bond, KeptRecord, Saving, SearchToKeep } from './types'
import type { KeptVersion } from './versions'

/** Tags and notes of one library's articles, and the searches kept with it. Writing rejects with `LecternError` 'place-needed' until a place is chosen. */
export interface LibraryNotebook {
  /** Null until the first annotation decides. */
  readonly place: NotebookPlace | null
  /** Nothing can be written beside the articles. */
  readonly readOnly: boolean
  /** Set while an edit could not be saved: in plain words. */
  readonly problem: string | null
  choosePlace(place: NotebookPlace): void
  annotation(path: string): Annotation
  /** The record of an article as it is shown; null where there is none. */
  record(path: string): ArticleRecord | null
  /** All records as they are shown, those without an article too. */
  records(): readonly KeptRecord[]
  /** What is kept about this library itself, as it is shown. */
  libraryFile(): LibraryFile
  /** Makes edits: shown at once, saved together. By default all or none. */
  change(changes: readonly ArticleEdits[], bond?: Bond): Saving
  /** Makes edits; resolves when they are on disk; rejects with 'newer-format' and 'io' (kept in memory and tried again) too. */
  edit(changes: readonly ArticleEdits[]): Promise<void>
  /** Changes what is kept about this library itself; rejects as `edit`. */
  editLibrary(edits: readonly LibraryEdit[]): Promise<void>
  /** Earlier states of what was written on an article, newest first. */
  versions(path: string): Promise<readonly KeptVersion[]>
  /** Copies the state on disk to the history, before something takes its place. */
  keepVersion(path: string): Promise<void>
  tagCounts(): readonly TagCount[]
  /** Paths of the articles that carry a tag, a note or a highlight. */
  annotatedPaths(): readonly string[]
  /** The searches kept with this library itself, by name. */
  searches(): readonly KeptSearch[]
  saveSearch(search: SearchToKeep): Promise<KeptSearch>
  /** Rejects with 'not-found' too. */
  renameSearch(id: string, name: string): Promise<void>
  removeSearch(id: string): Promise<void>
  /** Waits until every edit is on disk. */
  flush(): Promise<void>
}
