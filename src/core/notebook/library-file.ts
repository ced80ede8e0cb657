/** What is kept about a library as a whole, and how it changes. Pure: state in, state out. */
import { assertNever } from '#shared/result'
import { compareText, mergeMaps, type Revised, type Revision, stableJson } from './revision'
import { type KeptSearch, readSearch, type SavedSearchMark } from './saved-search'

/** The version of `library.json`. */
export const libraryFileVersion = 1

/** The colour of a tag. */
interface TagColour extends Revised {
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
  /** Null: no colour of its own. */
  | { readonly kind: 'colour-tag'; readonly tag: string; readonly colour: string | null }

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
      const kept = file.savedSearches.get(id)
      if (kept && stableJson(readSearch(id, kept)) === stableJson(edit.search)) return file
      // What a later version keeps with it stays.
      const { removed: _, revision: __, ...rest } = kept ?? { removed: undefined, revision: null }
      return write(id, { ...rest, name, text, folder, tags })
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
    case 'colour-tag': {
      if (tagColour(file, edit.tag) === edit.colour) return file
      const mark = { revision: nextRevision(file, replica), colour: edit.colour }
      return { ...file, tags: new Map(file.tags).set(edit.tag, mark) }
    }
    default:
      return assertNever(edit)
  }
}

/** The edits that bring a file back to what it was before these were made upon it, in the order in which to make them. */
export function inverseLibraryEdits(before: LibraryFile, edits: readonly LibraryEdit[]): readonly LibraryEdit[] {
  return edits
    .map((edit): LibraryEdit => {
      if (edit.kind === 'colour-tag') return { ...edit, colour: tagColour(before, edit.tag) }
      const id = edit.kind === 'save-search' ? edit.search.id : edit.id
      const kept = before.savedSearches.get(id)
      const search = kept && readSearch(id, kept)
      return search ? { kind: 'save-search', search } : { kind: 'remove-search', id }
    })
    .reverse()
}

/** The colour of a tag; null where it has none of its own. */
export function tagColour(file: LibraryFile, tag: string): string | null {
  return file.tags.get(tag)?.colour ?? null
}

/** Later than everything in the file. */
function nextRevision(file: LibraryFile, replica: string): Revision {
  let counter = 0
  for (const { revision } of file.tags.values()) counter = Math.max(counter, revision.counter)
  for (const { revision } of file.savedSearches.values()) counter = Math.max(counter, revision.counter)
  return { counter: counter + 1, replica }
}
