/** What a notebook is to the rest of the library. */
import type { ShownHighlight } from '#core/notebook/highlight'
import type { LibraryEdit, LibraryFile } from '#core/notebook/library-file'
import type { LibraryFiles, NamedArticle } from '#core/notebook/reconcile'
import type { ArticleRecord, Edit } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import type { EventPayload } from '#shared/contract'
import type { CorrectableField } from '#shared/highlight'
import type { NotebookPlace, TagCount } from '#shared/library'
import type { LecternError } from '#shared/result'
import type { FileSystem } from '../disk/file-system'
import type { KeptVersion } from './versions'

/** An article as the library knows it now: its path in the library (with `/`), the hash of its content, its title. */
export type ArticleRef = NamedArticle

/** Edits of what is written on one article. */
export interface ArticleEdits {
  readonly article: ArticleRef
  /** The record's id, where it is known: it leads there wherever the article went, also where it is gone. */
  readonly record?: string | undefined
  readonly edits: readonly Edit[]
}

/** What edits came to for one article. */
export interface Edited {
  readonly article: ArticleRef
  /** The record as it was, empty where there was none; and as it is now. */
  readonly before: ArticleRecord
  readonly after: ArticleRecord
  /** The edits that changed something. */
  readonly edits: readonly Edit[]
}

/** Edits on their way to the disk. */
export interface Saving {
  /** Of the articles that really changed. */
  readonly edited: readonly Edited[]
  /**
   * Resolves when it is on disk, with what kept some from it, by the path of the article: 'newer-format', 'io' (kept in memory and tried
   * again). Rejects where nothing was made: 'place-needed', 'newer-format', 'invalid'.
   */
  readonly failures: Promise<EditFailures>
}

/** What kept edits from the disk, by the path of the article. */
export type EditFailures = ReadonlyMap<string, LecternError>

/** Whether edits of several articles are made all or none, or each article for itself. */
export type Bond = 'together' | 'each'

/** A record with the path of its article now; null where that is gone. */
export interface KeptRecord {
  readonly path: string | null
  readonly record: ArticleRecord
}

/** What the reader wrote on an article. `note` is Markdown, empty when there is none. */
export interface WrittenAnnotation {
  readonly tags: readonly string[]
  readonly note: string
  readonly highlights: readonly ShownHighlight[]
  /** What the reader put right of what the article says. */
  readonly corrections: Readonly<Partial<Record<CorrectableField, string>>>
}

/** What the reader has done with an article. */
export interface ReadingState {
  /** Null where it was not sorted. */
  readonly triage: 'inbox' | 'later' | 'archived' | null
  readonly unread: boolean
}

/** What the reader added to an article. */
export interface Annotation extends WrittenAnnotation, ReadingState {}

/** The reading states of a library's articles, by path. */
export interface ReadingStates {
  of(path: string): ReadingState
}

const untouched: ReadingState = { triage: null, unread: false }
/** Where nothing is kept of them. */
export const noStates: ReadingStates = { of: () => untouched }

/** A search as a reader saves it. */
export type SearchToKeep = Omit<KeptSearch, 'id'>

/** Something the reader should know, in plain words. */
export type Notice = EventPayload<'notice'>

/** What a notebook is opened with. */
export interface NotebookOptions {
  /** The library's folder. */
  readonly folder: string
  readonly dataDir: string
  /** What is done at the first annotation; null: the reader is asked ('place-needed'). */
  readonly defaultPlace: NotebookPlace | null
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** A random name of letters, digits, `-` and `_`, at most 64 of them. */
  readonly newId: () => string
  readonly notify: (notice: Notice) => void
  readonly fileSystem?: FileSystem
  /** By default nothing is known of them. */
  readonly states?: ReadingStates
  /** Milliseconds before the first, second, … attempt to save again; the last one repeats. */
  readonly retryDelays?: readonly number[]
}

/** An annotated article that is not in the library (any more). */
export interface Orphan extends WrittenAnnotation {
  readonly id: string
  readonly path: string
  readonly title: string
}

/** What a scan came to for the notebook. */
export interface Reconciliation {
  /** Paths whose tags, note or highlights are not what they were before. */
  readonly changed: readonly string[]
  readonly moved: readonly { readonly from: string; readonly to: string }[]
  readonly orphans: readonly Orphan[]
  /** Whether the saved searches are not what they were before. */
  readonly searches: boolean
}

/** The notebook of one library. */
export interface Notebook {
  /** Where annotations are written; null until the first one decides. */
  readonly place: NotebookPlace | null
  /** Nothing can be written beside these articles. */
  readonly readOnly: boolean
  /** Set while an edit could not be saved, or the notebook is of a newer format: in plain words. */
  readonly problem: string | null
  /** Decides where annotations go; nothing is made before the first one. Throws 'unavailable' where they already lie elsewhere. */
  choosePlace(place: NotebookPlace): void
  /** Moves the notebook; throws 'unavailable' where a place cannot be written to, 'newer-format', 'io': everything is there then too. */
  move(place: NotebookPlace): Promise<void>
  /** What the settings say for a library that has no notebook yet; null: ask. */
  setDefaultPlace(place: NotebookPlace | null): void
  /** Takes in what other writers changed and fits the records to the articles that are there now. Writes nothing. */
  reconcile(files: LibraryFiles): Promise<Reconciliation>
  annotation(path: string): Annotation
  /** The record of an article as it is shown, with edits that are not on disk yet; null where there is none. */
  record(path: string): ArticleRecord | null
  /** Whether a record of this id is kept here. */
  keeps(record: string): boolean
  /** All records as they are shown, those without an article too. */
  records(): readonly KeptRecord[]
  /** What is kept about the library as a whole, as it is shown. */
  libraryFile(): LibraryFile
  /** Makes edits: shown at once, saved together. By default all or none. */
  change(changes: readonly ArticleEdits[], bond?: Bond): Saving
  /** Makes edits; resolves when they are on disk; throws 'place-needed', 'newer-format', 'io' (kept in memory and tried again). */
  edit(changes: readonly ArticleEdits[]): Promise<void>
  /** Changes what is kept about the library as a whole; throws as `edit`. */
  editLibrary(edits: readonly LibraryEdit[]): Promise<void>
  /** Earlier states of what was written on an article, newest first. Throws 'io'. */
  versions(path: string): Promise<readonly KeptVersion[]>
  /** Copies the state on disk to the history, before something takes its place. Throws 'io', and as `edit`. */
  keepVersion(path: string): Promise<void>
  tagCounts(): readonly TagCount[]
  /** Paths of the articles that carry a tag, a note or a highlight. */
  annotatedPaths(): readonly string[]
  orphans(): readonly Orphan[]
  /** The saved searches, by name. */
  searches(): readonly KeptSearch[]
  /** Keeps a search; throws as `edit`. */
  saveSearch(search: SearchToKeep): Promise<KeptSearch>
  /** Throws 'not-found' too. */
  renameSearch(id: string, name: string): Promise<void>
  /** Nothing happens where it is gone already. */
  removeSearch(id: string): Promise<void>
  /** Writes what is still unwritten; throws 'io' if that fails. */
  flush(): Promise<void>
  /** `flush`, then no more edits. */
  close(): Promise<void>
}
