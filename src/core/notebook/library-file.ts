/** What is kept about a library as a whole, and how it changes. Pure: state in, state out. */
import { assertNever } from '#shared/result'
import { compareText, mergeMaps, type Revised, type Revision } from './revision'
import { type KeptSearch, readSearch, type SavedSearchMark } from './saved-search'

/** The version of `library.json`. */
export const libraryFileVersion = 1

/** The colour of a tag. */
export interface TagColour extends Revised {
  readonly colour: string | null
}

/** Everything in `library.json`. */
export interface LibraryFile {
  readonly id: string
  /** Colours of tags, by tag. */
  readonly tags: ReadonlyMap<string, TagColour>
  /** By id; removed ones stay as tombstones. */
  readonly savedSearches: ReadonlyMap<string, SavedSearchMark>
}

/** A change by the reader. */
export type LibraryEdit =
  | { readonly kind: 'save-search'; readonly search: KeptSearch }
  | { readonly kind: 'rename-search'; readonly id: string; readonly name: string }
  | { readonly kind: 'remove-search'; readonly id: string }

/** A file with nothing in it yet. */
export const newLibraryFile = (id: string): LibraryFile => ({ id, tags: new Map(), savedSearches: new Map() })

/** One file out of two about the same library. Commutative, associative, idempotent. Of two ids the lower stands. */
export function mergeLibraryFiles(a: LibraryFile, b: LibraryFile): LibraryFile {
  return {
    id: compareText(a.id, b.id) <= 0 ? a.id : b.id,
    tags: mergeMaps(a.tags, b.tags),
    savedSearches: mergeMaps(a.savedSearches, b.savedSearches),
  }
}

/** Applies an edit made by `replica`; returns the same file where it changes nothing. */
export function applyLibraryEdit(file: LibraryFile, edit: LibraryEdit, replica: string): LibraryFile {
  const write = (id: string, mark: Omit<SavedSearchMark, 'revision'>): LibraryFile => ({
    ...file,
    savedSearches: new Map(file.savedSearches).set(id, { ...mark, revision: nextRevision(file, replica) }),
  })
  switch (edit.kind) {
    case 'save-search': {
      const { id, name, text, folder, tags } = edit.search
      return write(id, { name, text, folder, tags })
    }
    case 'rename-search': {
      const kept = file.savedSearches.get(edit.id)
      const search = kept && readSearch(edit.id, kept)
      return !kept || !search || search.name === edit.name ? file : write(edit.id, { ...kept, name: edit.name })
    }
    case 'remove-search': {
      const kept = file.savedSearches.get(edit.id)
      return !kept || kept.removed === true ? file : write(edit.id, { removed: true })
    }
    default:
      return assertNever(edit)
  }
}

/** Later than everything in the file. */
function nextRevision(file: LibraryFile, replica: string): Revision {
  let counter = 0
  for (const { revision } of file.tags.values()) counter = Math.max(counter, revision.counter)
  for (const { revision } of file.savedSearches.values()) counter = Math.max(counter, revision.counter)
  return { counter: counter + 1, replica }
}
