/** The notebook's files as text. docs/file-formats.md describes them for readers and other programs. */
import { z } from 'zod'
import { type LibraryFile, libraryFileVersion } from './library-file'
import { makeNote, type Note } from './note'
import { type ArticleRecord, type Highlight, recordVersion, type TagMark } from './record'
import { revisionSchema, stableJson } from './revision'
import type { SavedSearchMark } from './saved-search'

/** Ids become file names, so they hold nothing that means something to a file system. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id')

/** A JSON object as a map: unlike a record schema it keeps a key that is called `__proto__`. */
function mapOf<T>(value: z.ZodType<T>): z.ZodType<ReadonlyMap<string, T>> {
  return z
    .custom<object>((raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw), 'is not an object')
    .transform((raw, context) => {
      const map = new Map<string, T>()
      for (const [key, entry] of Object.entries(raw)) {
        const parsed = value.safeParse(entry)
        if (parsed.success) map.set(key, parsed.data)
        else context.issues.push({ code: 'custom', input: entry, path: [key], message: z.prettifyError(parsed.error) })
      }
      return map
    })
}

const tagMarkSchema: z.ZodType<TagMark> = z
  .object({ revision: revisionSchema, removed: z.literal(true).optional() })
  .transform(({ revision, removed }) => (removed ? { revision, removed } : { revision }))

const keptSchema: z.ZodType<Highlight & SavedSearchMark> = z.looseObject({ revision: revisionSchema })

const noteSchema: z.ZodType<Note> = z
  .object({
    versions: z.array(z.object({ revision: revisionSchema, text: z.string() })),
    seen: mapOf(z.number().int().nonnegative()),
  })
  .transform(({ versions, seen }) => makeNote(versions, seen))

/** A file of `articles/`. */
export const articleRecordSchema: z.ZodType<ArticleRecord> = z
  .object({
    schemaVersion: z.literal(recordVersion),
    id: recordIdSchema,
    article: z.object({ path: z.string(), hash: z.string(), title: z.string(), revision: revisionSchema }),
    tags: mapOf(tagMarkSchema),
    note: noteSchema,
    highlights: mapOf(keptSchema),
  })
  .transform(({ schemaVersion: _, ...record }) => record)

/** `library.json`. */
export const libraryFileSchema: z.ZodType<LibraryFile> = z
  .object({
    schemaVersion: z.literal(libraryFileVersion),
    id: recordIdSchema,
    tags: mapOf(z.object({ revision: revisionSchema, colour: z.string().nullable() })),
    savedSearches: mapOf(keptSchema),
  })
  .transform(({ schemaVersion: _, ...file }) => file)

/** The text of an article's file: the same record always gives the same text. */
export function formatRecord(record: ArticleRecord): string {
  return `${stableJson({ schemaVersion: recordVersion, ...record }, 2)}\n`
}

/** The text of `library.json`. */
export function formatLibraryFile(file: LibraryFile): string {
  return `${stableJson({ schemaVersion: libraryFileVersion, ...file }, 2)}\n`
}

const namingSchema = z.object({ article: z.object({ path: z.string(), hash: z.string() }) })

/** Which article a record of a newer format speaks of, as far as this program can tell. */
export function articleOfNewerRecord(raw: unknown): { readonly path: string; readonly hash: string } | null {
  const parsed = namingSchema.safeParse(raw)
  return parsed.success ? parsed.data.article : null
}
