/** How often tags are in use. */
import { type LibraryFile, tagColour } from '#core/notebook/library-file'
import { compareTags } from '#core/notebook/tags'
import { type Colour, colours } from '#shared/highlight'
import type { TagCount } from '#shared/library'
import type { Entry } from './entry'

/** The tags of all articles that are there, on the article or on a highlight, by name; colours as the library's file says. */
export function countTags(entries: Iterable<Entry>, file: LibraryFile): readonly TagCount[] {
  const counts = new Map<string, number>()
  for (const { path, annotation } of entries) {
    if (path === null) continue
    const { tags, highlights } = annotation
    const all = new Set([...tags, ...highlights.flatMap((highlight) => highlight.tags)])
    for (const tag of all) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  }
  return [...counts]
    .map(([name, count]) => ({ name, count, colour: shownColour(tagColour(file, name)) }))
    .sort((a, b) => compareTags(a.name, b.name))
}

/** Adds up the tags of several notebooks. */
export function mergeTagCounts(lists: readonly (readonly TagCount[])[]): readonly TagCount[] {
  const tags = new Map<string, TagCount>()
  for (const tag of lists.flat()) {
    const known = tags.get(tag.name)
    tags.set(tag.name, { ...tag, count: tag.count + (known?.count ?? 0), colour: known?.colour ?? tag.colour })
  }
  return [...tags.values()].sort((a, b) => compareTags(a.name, b.name))
}

/** One that a later version knows is none to this one. */
const shownColour = (kept: string | null): Colour | null => colours.find((colour) => colour === kept) ?? null
