/** Searches kept with a library, as `library.json` keeps them: read leniently, so that a later Lectern may add to them. */
import { z } from 'zod'
import type { Revised } from './revision'
import { compareText } from './revision'
import { compareTags } from './tags'

/** A value of `savedSearches`, with everything in it; `removed: true` is the tombstone of one that was taken away. */
export type SavedSearchMark = Revised & Readonly<Record<string, unknown>>

/** A search kept with a library. */
export interface KeptSearch {
  readonly id: string
  readonly name: string
  /** The query. */
  readonly text: string
  /** A folder of the library, or empty. */
  readonly folder: string
  /** All of these must be carried. */
  readonly tags: readonly string[]
}

const searchSchema = z.object({
  name: z.string().trim().min(1),
  text: z.string(),
  folder: z.string().catch(''),
  tags: z.array(z.string()).catch([]),
})

/** The search that a value says; null where it was removed or says none. */
export function readSearch(id: string, mark: SavedSearchMark): KeptSearch | null {
  if (mark.removed === true) return null
  const parsed = searchSchema.safeParse(mark)
  return parsed.success ? { id, ...parsed.data } : null
}

/** The searches that are kept, by name. */
export function keptSearches(marks: ReadonlyMap<string, SavedSearchMark>): readonly KeptSearch[] {
  return [...marks]
    .flatMap(([id, mark]) => readSearch(id, mark) ?? [])
    .sort((a, b) => compareTags(a.name, b.name) || compareText(a.id, b.id))
}
