import { createContext, type ReactNode, useContext, useMemo } from 'react'
import type { Colour } from '#shared/highlight'
import type { TagCount } from '#shared/library'
import { type Asked, useEvent, useGathered, useQuery } from '../../client/hooks'
import { ColourDot } from '../../ui/colours'

const TagsContext = createContext<readonly TagCount[]>([])

/** Every tag of the open libraries as last counted, with its count and its own colour. */
export const useAllTags = (): readonly TagCount[] => useContext(TagsContext)

const AskedContext = createContext<Asked<readonly TagCount[]> | null>(null)

/** How the question for all tags stands: not answered yet, failed, or answered. */
export function useTagsAsked(): Asked<readonly TagCount[]> {
  const asked = useContext(AskedContext)
  if (asked === null) throw new Error('No tags are provided.')
  return asked
}

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
  const asked = useQuery('tags.list', { scope: null })
  const { last, reload } = asked
  useEvent('articles.changed', useGathered(400, reload))
  useEvent('undo.changed', useGathered(400, reload))
  const tags = useMemo(() => last ?? [], [last])
  const colours = useMemo(
    () => new Map(tags.flatMap(({ name, colour }) => (colour === null ? [] : [[name, colour] as const]))),
    [tags],
  )
  return (
    <TagsContext value={tags}>
      <AskedContext value={asked}>
        <ColoursContext value={colours}>{children}</ColoursContext>
      </AskedContext>
    </TagsContext>
  )
}

/** A dot in the tag's colour; nothing where it has none. */
export function TagDot({ tag }: { readonly tag: string }): ReactNode {
  const colour = colourOfTag(useContext(ColoursContext), tag)
  return colour === null ? null : <ColourDot colour={colour} />
}
