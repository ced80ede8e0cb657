/** The tags that an article or a highlight carries. */
import { z } from 'zod'
import { type Revised, type Revision, revisionSchema } from './revision'
import { compareTags } from './tags'

/** A tag that was put on; one that was taken off stays as a tombstone, so that merging does not bring it back. */
interface TagMark extends Revised {
  readonly removed?: true | undefined
}

/** By tag. */
export type TagMarks = ReadonlyMap<string, TagMark>

/** Whether a tag is on. */
export function hasTag(marks: TagMarks, tag: string): boolean {
  const mark = marks.get(tag)
  return mark !== undefined && mark.removed !== true
}

/** The tags that are on, in order. */
export function tagsOn(marks: TagMarks): readonly string[] {
  return [...marks.keys()].filter((tag) => hasTag(marks, tag)).sort(compareTags)
}

/** The marks with a tag put on or taken off. */
export function markTag(marks: TagMarks, tag: string, on: boolean, revision: Revision): TagMarks {
  return new Map(marks).set(tag, on ? { revision } : { revision, removed: true })
}

/** A tag's mark in a file. */
export const tagMarkSchema: z.ZodType<TagMark> = z
  .object({ revision: revisionSchema, removed: z.literal(true).optional() })
  .transform(({ revision, removed }) => (removed ? { revision, removed } : { revision }))
