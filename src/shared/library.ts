/** Open libraries as the shells see them. */
import { z } from 'zod'
import { libraryIdSchema } from './article'
import { colourSchema } from './highlight'

/** Where what the reader writes is kept: beside the articles in `.lectern/`, or in the app's own data folder. */
export const notebookPlaceSchema = z.enum(['beside', 'app'])
export type NotebookPlace = z.infer<typeof notebookPlaceSchema>

/** `scanning` counts files, `indexing` reads them, `ready` watches for changes, `failed` could not be read at all. */
const libraryPhaseSchema = z.enum(['scanning', 'indexing', 'ready', 'cancelled', 'failed'])
export type LibraryPhase = z.infer<typeof libraryPhaseSchema>

export const libraryInfoSchema = z
  .object({
    id: libraryIdSchema,
    name: z.string(),
    /** The folder as the reader knows it, for display only. */
    location: z.string(),
    phase: libraryPhaseSchema,
    /** Articles that can be listed and searched now. */
    articles: z.number().int(),
    /** Of the running phase: files done and, once they are counted, files in all. */
    done: z.number().int(),
    total: z.number().int().nullable(),
    /** Estimated milliseconds until the phase ends, once there is something to estimate from. */
    timeLeft: z.number().nullable(),
    skipped: z.number().int(),
    ignored: z.number().int(),
    /** Null until the first annotation decides. */
    notebookPlace: notebookPlaceSchema.nullable(),
    /** Nothing can be written beside these articles. */
    readOnly: z.boolean(),
    include: z.array(z.string()).readonly(),
    exclude: z.array(z.string()).readonly(),
    /** Set when phase is `failed`, and when notes could not be saved: in plain words. */
    problem: z.string().nullable(),
  })
  .readonly()
export type LibraryInfo = z.infer<typeof libraryInfoSchema>

/** A file that is not in the list of articles: `skipped` was meant to be one and could not be read, `ignored` was not meant. */
export const passedOverSchema = z
  .object({ path: z.string(), kind: z.enum(['skipped', 'ignored']), reason: z.string() })
  .readonly()
export type PassedOver = z.infer<typeof passedOverSchema>

export const tagCountSchema = z
  .object({ name: z.string(), count: z.number().int(), colour: colourSchema.nullable() })
  .readonly()
/** A tag as written (`politics/us`), how many articles carry it (themselves or on a highlight), and its colour. */
export type TagCount = z.infer<typeof tagCountSchema>

export const folderCountSchema = z
  .object({ library: libraryIdSchema, path: z.string(), count: z.number().int() })
  .readonly()
/** A folder inside a library (`''` is its top) and how many articles lie in it and below. */
export type FolderCount = z.infer<typeof folderCountSchema>
