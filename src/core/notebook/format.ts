/** The notebook's files as text. docs/file-formats.md describes them for readers and other programs. */
import { z } from 'zod'
import { correctionsSchema } from './corrections'
import { highlightJson, highlightSchema } from './highlight-format'
import { importedSchema } from './imported'
import { mapOf } from './json'
import { type LibraryFile, libraryFileVersion } from './library-file'
import { noteSchema } from './note'
import { type ArticleRecord, recordVersion } from './record'
import { revisionSchema, stableJson } from './revision'
import type { SavedSearchMark } from './saved-search'
import { tagMarkSchema } from './tag-marks'
import { tameCounters } from './wild-counters'

/** Ids become file names, so they hold nothing that means something to a file system. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'is not an id')

const savedSearchSchema: z.ZodType<SavedSearchMark> = z.looseObject({ revision: revisionSchema })

/** A file of `articles/`. */
export const articleRecordSchema: z.ZodType<ArticleRecord> = z.preprocess(
  tameCounters,
  z
    .object({
      schemaVersion: z.literal(recordVersion),
      id: recordIdSchema,
      article: z.object({
        ...{ path: z.string(), hash: z.string(), title: z.string(), revision: revisionSchema },
        sketch: z.string().optional().catch(undefined),
      }),
      tags: mapOf(tagMarkSchema),
      note: noteSchema,
      highlights: mapOf(highlightSchema),
      corrections: correctionsSchema.default(() => new Map()),
      imported: importedSchema.default(() => new Map()),
    })
    .transform(({ schemaVersion: _, ...record }) => record),
)

/** `library.json`. */
export const libraryFileSchema: z.ZodType<LibraryFile> = z.preprocess(
  tameCounters,
  z
    .object({
      schemaVersion: z.literal(libraryFileVersion),
      id: recordIdSchema,
      tags: mapOf(z.object({ revision: revisionSchema, colour: z.string().nullable() })),
      savedSearches: mapOf(savedSearchSchema),
    })
    .transform(({ schemaVersion: _, ...file }) => file),
)

/** The text of an article's file: the same record always gives the same text. */
export function formatRecord({ corrections, imported, ...record }: ArticleRecord): string {
  const highlights = new Map([...record.highlights].map(([id, highlight]) => [id, highlightJson(highlight)]))
  // Most have neither.
  const rare = { ...(corrections.size > 0 && { corrections }), ...(imported.size > 0 && { imported }) }
  return `${stableJson({ schemaVersion: recordVersion, ...record, ...rare, highlights }, 2)}\n`
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
