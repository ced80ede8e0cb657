/**
 * The private conversation between a shell and its library process: what pages may ask (`libraryChannels`), and what only a
 * shell may, because it names real folders.
 */

import { z } from 'zod'
import { articleIdSchema, libraryIdSchema } from '#shared/article'
import { articleSelectionSchema } from '#shared/article-query'
import { exportReportSchema, libraryChannels } from '#shared/contract'
import { libraryInfoSchema, notebookPlaceSchema } from '#shared/library'

const patterns = z.array(z.string())

/** Where this process keeps its own things; the shell computes it once (`folders.ts`) and hands it over. */
export const hostStartSchema = z.object({ dataDir: z.string(), cacheDir: z.string() })
export type HostStart = z.infer<typeof hostStartSchema>

export const hostChannels = {
  ...libraryChannels,
  /** Opens a folder (absolute path) or returns the library that is already open there. Answers at once; scanning goes on behind. */
  'host.open': {
    request: z.object({
      folder: z.string(),
      include: patterns,
      exclude: patterns,
      /** What the settings say for a library that has no notebook yet; null: ask at the first annotation. */
      notebookPlace: notebookPlaceSchema.nullable(),
    }),
    response: libraryInfoSchema,
  },
  'host.close': { request: z.object({ library: libraryIdSchema }), response: z.null() },
  /** Scans again with other rules. */
  'host.setRules': {
    request: z.object({ library: libraryIdSchema, include: patterns, exclude: patterns }),
    response: libraryInfoSchema,
  },
  /** Changes what a library without a notebook does at the first annotation. */
  'host.setDefaultPlace': { request: z.object({ notebookPlace: notebookPlaceSchema.nullable() }), response: z.null() },
  /** The article at a path (with `/`) of an open library; null where none is listed there. */
  'host.articleAt': {
    request: z.object({ library: libraryIdSchema, path: z.string() }),
    response: z.object({ article: articleIdSchema.nullable() }),
  },
  /** The real, absolute folder of an open library. */
  'host.folderOf': { request: z.object({ library: libraryIdSchema }), response: z.object({ folder: z.string() }) },
  'host.export': {
    request: z.object({ selection: articleSelectionSchema, to: z.string() }),
    response: exportReportSchema,
  },
  /** Writes a library's annotations in the W3C form into a folder (absolute path). */
  'host.exportAnnotations': {
    request: z.object({ library: libraryIdSchema, to: z.string() }),
    response: z.object({ file: z.string(), annotations: z.number().int() }),
  },
  /** Reads a file that an article shows (an image): realpath inside the library, type by sniffing, at most 64 MiB. */
  'host.asset': {
    request: z.object({ article: z.string(), path: z.string() }),
    response: z.object({ mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
  },
  /** Waits until every edit and position is on disk. The shell calls it before it quits. */
  'host.flush': { request: z.null(), response: z.null() },
} as const
