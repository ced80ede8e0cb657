/** Tags renamed, taken away and coloured, in all open libraries at once. */
import type { LibraryEdit } from '#core/notebook/library-file'
import { tagColour } from '#core/notebook/library-file'
import type { ArticleRecord } from '#core/notebook/record'
import { libraryRenamingEdits, renamingEdits, tagRenaming, tagsIn } from '#core/notebook/tag-renaming'
import { compareTags } from '#core/notebook/tags'
import { renameTagIn } from '#core/search/index'
import type { Colour } from '#shared/highlight'
import type { OpenLibrary } from '../open-library'
import type { ArticleChange, Change } from './make-changes'

/** What renaming or taking away a tag changes, to be told or to be made. */
interface TagChange {
  readonly changes: readonly Change[]
  /** Articles that carry one of the tags themselves. */
  readonly articles: number
  /** Highlights that carry one. */
  readonly highlights: number
  /** By name; `merges`: the new name is one that stays in use. */
  readonly tags: readonly { readonly from: string; readonly to: string | null; readonly merges: boolean }[]
}

/** Gives a tag another name with all below it, or takes it away (`to`: null). Names in the form in which tags are kept. */
export function changeTag(libraries: readonly OpenLibrary[], from: string, to: string | null): TagChange {
  const rename = tagRenaming(from, to)
  const used = new Set<string>()
  const articleChanges: ArticleChange[] = []
  let articles = 0
  let highlights = 0
  for (const { library, record } of recordsOf(libraries)) {
    const { own, highlights: marked } = tagsIn(record)
    for (const tag of [...own, ...[...marked.values()].flat()]) used.add(tag)
    const edits = renamingEdits(record, rename)
    if (edits.length === 0) continue
    const meant = (tags: readonly string[]): boolean => tags.some((tag) => rename(tag) !== tag)
    if (meant(own)) articles += 1
    highlights += [...marked.values()].filter(meant).length
    articleChanges.push({ library, article: record.article, record: record.id, edits })
  }
  const inQuery = (text: string): string => (to === null ? text : renameTagIn(text, from, to))
  const ownChanges = libraries.flatMap((library) => {
    const libraryEdits = libraryRenamingEdits(library.notebook.libraryFile(), rename, inQuery)
    return libraryEdits.length === 0 ? [] : [{ library, libraryEdits }]
  })
  const tags = [...used].sort(compareTags).flatMap((tag) => {
    const name = rename(tag)
    const merges = name !== null && used.has(name) && rename(name) === name
    return name === tag ? [] : [{ from: tag, to: name, merges }]
  })
  return { changes: [...articleChanges, ...ownChanges], articles, highlights, tags }
}

/** Colours a tag (null: no colour) where it is in use, or has a colour. */
export function colourTag(libraries: readonly OpenLibrary[], tag: string, colour: Colour | null): readonly Change[] {
  const edit: LibraryEdit = { kind: 'colour-tag', tag, colour }
  return libraries
    .filter(({ notebook }) => {
      const isUsed = notebook.tagCounts().some(({ name }) => name === tag || name.startsWith(`${tag}/`))
      return isUsed || tagColour(notebook.libraryFile(), tag) !== null
    })
    .map((library) => ({ library, libraryEdits: [edit] }))
}

/** Every record once, also where two libraries share a notebook. */
function* recordsOf(libraries: readonly OpenLibrary[]): Iterable<{ library: OpenLibrary; record: ArticleRecord }> {
  const seen = new Set<string>()
  for (const library of libraries) {
    for (const { record } of library.notebook.records()) {
      if (!seen.has(record.id)) yield { library, record }
      seen.add(record.id)
    }
  }
}
