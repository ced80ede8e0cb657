/** What the reader wrote on articles, across a library, as the shells see it. */
import { z } from 'zod'
import { articleDateSchema, articleIdSchema, libraryIdSchema } from './article'
import { highlightSchema } from './highlight'

/** A highlight or an article's note, with the article it belongs to: a row of the view of all of them. */
export const annotationItemSchema = z
  .object({
    /** Unique among all items, stable. */
    key: z.string(),
    kind: z.enum(['highlight', 'note']),
    library: libraryIdSchema,
    /** Null where the article is gone (an orphan). */
    article: articleIdSchema.nullable(),
    /** The record in the notebook. */
    record: z.string(),
    path: z.string(),
    title: z.string(),
    date: articleDateSchema,
    source: z.string().nullable(),
    /** Of kind `highlight`. */
    highlight: highlightSchema.nullable(),
    /** The article's own note, of kind `note`. */
    note: z.string(),
    /** The highlight's tags, or the article's. */
    tags: z.array(z.string()).readonly(),
  })
  .readonly()
export type AnnotationItem = z.infer<typeof annotationItemSchema>

/** What the reader wrote on an article that is not there (any more), and where it may be now. */
export const orphanSchema = z
  .object({
    library: libraryIdSchema,
    record: z.string(),
    /** Where the article was. */
    path: z.string(),
    title: z.string(),
    tags: z.array(z.string()).readonly(),
    note: z.string(),
    highlights: z.array(highlightSchema).readonly(),
    /** Articles that may be the same one, the likeliest first. */
    likely: z
      .array(z.object({ article: articleIdSchema, path: z.string(), title: z.string(), likeness: z.number() }))
      .readonly(),
  })
  .readonly()
export type OrphanInfo = z.infer<typeof orphanSchema>

/** An earlier state of what was written on an article. */
export const versionSchema = z
  .object({
    id: z.string(),
    /** Milliseconds since the epoch. */
    at: z.number(),
    note: z.string(),
    tags: z.array(z.string()).readonly(),
    highlights: z.array(z.object({ quote: z.string(), note: z.string(), colour: z.string().nullable() })).readonly(),
  })
  .readonly()
export type Version = z.infer<typeof versionSchema>

/** Something about a notebook's files that is not as it should be; library/doctor/finding.ts says what each kind means. */
export const findingSchema = z
  .object({
    kind: z.enum(['corrupt', 'newer', 'unreadable', 'conflict', 'orphan', 'leftover', 'set-aside', 'review']),
    path: z.string(),
    message: z.string(),
    /** Whether a repair can settle it. */
    repairable: z.boolean(),
  })
  .readonly()
export type FindingInfo = z.infer<typeof findingSchema>
