/** A tag given another name with all below it, or taken away: what that does to a record, and to what is kept about a library. */
import { isOn } from './kept-highlight'
import type { LibraryEdit, LibraryFile } from './library-file'
import { tagColour } from './library-file'
import type { ArticleRecord, Edit } from './record'
import { tagsOf } from './record'
import { keptSearches } from './saved-search'
import { tagsOn } from './tag-marks'
import { isWithinTag } from './tags'

/** What becomes of a tag: its new name, the same name where it is not meant, null where it goes. */
type TagRenaming = (tag: string) => string | null

/** `to`: null takes it away. Both in the form in which tags are kept. */
export function tagRenaming(from: string, to: string | null): TagRenaming {
  return (tag) => {
    if (!isWithinTag(tag, from)) return tag
    return to === null ? null : `${to}${tag.slice(from.length)}`
  }
}

/** The tags in a record: the article's own, and of each highlight that is on. */
export function tagsIn(record: ArticleRecord): {
  readonly own: readonly string[]
  readonly highlights: ReadonlyMap<string, readonly string[]>
} {
  const marked = [...record.highlights].filter(([, highlight]) => isOn(highlight))
  return { own: tagsOf(record), highlights: new Map(marked.map(([id, { tags }]) => [id, tagsOn(tags)])) }
}

/** The edits by which a record follows; where it has the new tag already, the two become one. */
export function renamingEdits(record: ArticleRecord, rename: TagRenaming): readonly Edit[] {
  const { own, highlights } = tagsIn(record)
  return [
    ...retag(own, rename, (tag, on) => ({ kind: on ? 'add-tag' : 'remove-tag', tag })),
    ...[...highlights].flatMap(([id, tags]) =>
      retag(tags, rename, (tag, on) => ({ kind: on ? 'tag-highlight' : 'untag-highlight', id, tag })),
    ),
  ]
}

/**
 * The edits by which colours and saved searches follow. A tag that has a colour keeps it where another becomes it; a search for
 * a tag that goes stays as it is. `renameInQuery`: the same in the text of a search.
 */
export function libraryRenamingEdits(
  file: LibraryFile,
  rename: TagRenaming,
  renameInQuery: (text: string) => string,
): readonly LibraryEdit[] {
  const colours = [...file.tags.keys()].flatMap((tag): readonly LibraryEdit[] => {
    const [colour, to] = [tagColour(file, tag), rename(tag)]
    if (colour === null || to === tag) return []
    const gone: LibraryEdit = { kind: 'colour-tag', tag, colour: null }
    const takesOver = to !== null && (tagColour(file, to) === null || rename(to) !== to)
    return takesOver ? [gone, { kind: 'colour-tag', tag: to, colour }] : [gone]
  })
  const searches = keptSearches(file.savedSearches).flatMap((search): readonly LibraryEdit[] => {
    const text = renameInQuery(search.text)
    const tags = [...new Set(search.tags.map((tag) => rename(tag) ?? tag))]
    const isSame = text === search.text && tags.join('\n') === search.tags.join('\n')
    return isSame ? [] : [{ kind: 'save-search', search: { ...search, text, tags } }]
  })
  // What is taken away first: one tag may take the place of another that moves on.
  return [...colours.filter(isTakenAway), ...colours.filter((edit) => !isTakenAway(edit)), ...searches]
}

const isTakenAway = (edit: LibraryEdit): boolean => edit.kind === 'colour-tag' && edit.colour === null

function retag(
  tags: readonly string[],
  rename: TagRenaming,
  make: (tag: string, on: boolean) => Edit,
): readonly Edit[] {
  const wanted = new Set(tags.flatMap((tag) => rename(tag) ?? []))
  return [
    ...tags.filter((tag) => !wanted.has(tag)).map((tag) => make(tag, false)),
    ...[...wanted].filter((tag) => !tags.includes(tag)).map((tag) => make(tag, true)),
  ]
}
