/** Articles as the shells see them. */
import { z } from 'zod'
import { correctableFieldSchema, highlightSchema, triageSchema } from './highlight'
import { outlineEntrySchema, treeSchema } from './tree'

/** The formats the registry knows. A new one is added here and in core/formats, nowhere else. */
export const formatIds = ['dated-text', 'plain-text', 'markdown', 'html'] as const
const formatIdSchema = z.enum(formatIds)
export type FormatId = z.infer<typeof formatIdSchema>

/** Opaque; valid while the library process lives. Renderers pass ids, never paths. */
export const articleIdSchema = z.string().min(1).max(200)
export type ArticleId = z.infer<typeof articleIdSchema>
/** Opaque; derived from the folder's real path. */
export const libraryIdSchema = z.string().min(1).max(100)
export type LibraryId = z.infer<typeof libraryIdSchema>

/**
 * A calendar day, month or year, never shifted by a time zone: `iso` is `2024-01-04`, `2024-01`, `2024` or null; `written`
 * is the date as the article writes it where it could not be read for certain (`03/04/2018`), else null.
 */
export const articleDateSchema = z
  .object({
    iso: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      .nullable(),
    written: z.string().nullable(),
  })
  .readonly()
export type ArticleDate = z.infer<typeof articleDateSchema>

/** What was taken out of an article before it was shown, by kind, for the "blocked" badge. Only kinds above zero stand in it. */
export const blockedKinds = [
  'scripts',
  'handlers',
  'frames',
  'forms',
  'styles',
  'remote images',
  'links',
  'media',
  'embeds',
] as const
const blockedSchema = z.partialRecord(z.enum(blockedKinds), z.number().int().positive()).readonly()
export type BlockedKind = (typeof blockedKinds)[number]
export type Blocked = z.infer<typeof blockedSchema>

/** A half-open range of a text, in UTF-16 code units. */
export const markSchema = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]).readonly()
export type Mark = z.infer<typeof markSchema>
/** A piece of text and what stands out in it; marks are ordered, do not overlap, and count from the piece's start. */
export const markedTextSchema = z.object({ text: z.string(), marks: z.array(markSchema).readonly() }).readonly()
export type MarkedText = z.infer<typeof markedTextSchema>

/** A row of the article list: enough to decide whether to read. */
export const articleRowSchema = z
  .object({
    id: articleIdSchema,
    library: libraryIdSchema,
    /** Relative to the library, with `/`. */
    path: z.string(),
    title: z.string(),
    date: articleDateSchema,
    author: z.string().nullable(),
    source: z.string().nullable(),
    format: formatIdSchema,
    tags: z.array(z.string()).readonly(),
    hasNote: z.boolean(),
    /** How many highlights it has. */
    highlights: z.number().int(),
    /** How the reader sorted it; null: not. */
    triage: triageSchema.nullable(),
    unread: z.boolean(),
    /** Primary language subtag, declared or recognised, or null. */
    language: z.string().nullable(),
    /** When it came to the library, milliseconds since the epoch. */
    added: z.number(),
    /** In a list, the opening words; in a search, the best window with its hits. */
    snippet: markedTextSchema,
    /** What the snippet is a piece of. */
    snippetOf: z.enum(['body', 'note', 'highlight']),
    /** Where the query's words were met, in a search. */
    matchedIn: z.array(z.enum(['title', 'body', 'author', 'source', 'keyword', 'tag', 'note', 'highlight'])).readonly(),
    /** Hits in the title, in UTF-16 code units of `title`. */
    titleMarks: z.array(markSchema).readonly(),
    /** How well it fits the query, as the search ranks it; absent in a list without a query. */
    score: z.number().optional(),
  })
  .readonly()
export type ArticleRow = z.infer<typeof articleRowSchema>

/** Another article with exactly the same content. */
const copySchema = z
  .object({ article: articleIdSchema, path: z.string(), highlights: z.number().int(), hasNote: z.boolean() })
  .readonly()
export type ArticleCopy = z.infer<typeof copySchema>

/** An opened article. */
export const articleSchema = z
  .object({
    id: articleIdSchema,
    library: libraryIdSchema,
    path: z.string(),
    title: z.string(),
    date: articleDateSchema,
    author: z.string().nullable(),
    source: z.string().nullable(),
    /** Where the article was published, if it says so: http or https. */
    url: z.string().nullable(),
    /** BCP 47, as the article declares it, else null. */
    language: z.string().nullable(),
    format: formatIdSchema,
    encoding: z.string(),
    tree: treeSchema,
    /** The canonical text; every offset of search, snippets and notes speaks of it. */
    text: z.string(),
    outline: z.array(outlineEntrySchema).readonly(),
    blocked: blockedSchema,
    tags: z.array(z.string()).readonly(),
    note: z.string(),
    /** What of the note this is; handed back with a change of it. */
    noteSeen: z.string(),
    /** In the order of the text, those without a place last. */
    highlights: z.array(highlightSchema).readonly(),
    triage: triageSchema.nullable(),
    unread: z.boolean(),
    /** When it came to the library, milliseconds since the epoch. */
    added: z.number(),
    /** What the article itself says where the reader put something else; the fields above are as the reader has them. */
    asWritten: z.partialRecord(correctableFieldSchema, z.string().nullable()).readonly(),
    /** Articles with exactly the same content. */
    copies: z.array(copySchema).readonly(),
    /** Where the reader left off: offset in the canonical text, UTF-16 code units. */
    position: z.number().int().nonnegative(),
  })
  .readonly()
export type Article = z.infer<typeof articleSchema>
