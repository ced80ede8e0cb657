import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Colour } from '#shared/highlight'
import type { TagCount } from '#shared/library'
import { useEvent, useGathered, useQuery } from '../../client/hooks'
import { ColourDot } from '../../ui/colours'

const TagsContext = createContext<readonly TagCount[]>([])

/** Every tag of the open libraries, with its count and its own colour. */
export const useAllTags = (): readonly TagCount[] => useContext(TagsContext)

/** A tag's own colour, or else that of the nearest level above it that has one. */
export function colourOfTag(colours: ReadonlyMap<string, Colour>, tag: string): Colour | null {
  for (let name = tag; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    const colour = colours.get(name)
    if (colour !== undefined) return colour
  }
  return null
}

const ColoursContext = createContext<ReadonlyMap<string, Colour>>(new Map())

/** Asks for the tags once for all who show them, and again when something changed. */
export function TagsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { value, reload } = useQuery('tags.list', { scope: null })
  useEvent('articles.changed', useGathered(400, reload))
  useEvent('undo.changed', useGathered(400, reload))
  const tags = useMemo(() => value ?? [], [value])
  const colours = useMemo(
    () => new Map(tags.flatMap(({ name, colour }) => (colour === null ? [] : [[name, colour] as const]))),
    [tags],
  )
  return (
    <TagsContext value={tags}>
      <ColoursContext value={colours}>{children}</ColoursContext>
    </TagsContext>
  )
}

/** A dot in the tag's colour; nothing where it has none. */
export function TagDot({ tag }: { readonly tag: string }): ReactNode {
  const colour = colourOfTag(useContext(ColoursContext), tag)
  return colour === null ? null : <ColourDot colour={colour} />
}
