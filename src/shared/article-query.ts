/** Which articles: a query, or a selection made by hand. */
import { z } from 'zod'
import { articleIdSchema, libraryIdSchema } from './article'

/** Null: all open libraries. */
export const scopeSchema = z.array(libraryIdSchema).max(50).nullable()
/** A tag: levels parted by `/`, no level empty, no line break; white space around a level is trimmed by the notebook. */
export const tagNameSchema = z.string().trim().min(1).max(200)
export const queryTextSchema = z.string().max(10_000)

/** What the list shows: a scope, narrowed by folder and tags, and by a query where `text` is not blank. */
export const articleQuerySchema = z
  .object({
    text: queryTextSchema,
    scope: scopeSchema,
    /** A folder of one library, with all below it. */
    folder: z.object({ library: libraryIdSchema, path: z.string().max(4096) }).nullable(),
    /** All of these must be carried; `politics` includes `politics/us`. */
    tags: z.array(tagNameSchema).max(20).readonly(),
    sort: z.enum(['relevance', 'date-newest', 'date-oldest', 'title', 'path', 'added']),
    /** Best match with the re-ranking above lunr's order; without it, lunr's order alone. */
    refine: z.boolean(),
  })
  .readonly()
export type ArticleQuery = z.infer<typeof articleQuerySchema>

/** Articles by name, or all that a query finds. */
export const articleSelectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('articles'), articles: z.array(articleIdSchema).min(1).max(100_000) }),
  z.object({ kind: z.literal('query'), query: articleQuerySchema }),
])
export type ArticleSelection = z.infer<typeof articleSelectionSchema>
