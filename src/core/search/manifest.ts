/** The manifest: which segments make up a store, and everything needed to notice that one of them is not what it was. */
import { z } from 'zod'
import { LecternError } from '#shared/result'
import { analysisVersion } from './analysis'
import { checksumOfText } from './checksum'
import { articleFields } from './fields'
import { segmentVersion } from './segment-layout'

const segmentEntrySchema = z.object({
  name: z.string(),
  checksum: z.string(),
  documents: z.number().int().positive(),
  /** Numbers of the documents that are gone. */
  dead: z.array(z.number().int().nonnegative()),
})
/** A segment as the manifest names it. */
export type SegmentEntry = z.infer<typeof segmentEntrySchema>

const manifestSchema = z.object({
  layout: z.literal(segmentVersion),
  analysis: z.literal(analysisVersion),
  fields: z.array(z.string()),
  segments: z.array(segmentEntrySchema),
})

/** Writes a manifest: a line with the checksum of the rest, then JSON. */
export function writeManifest(segments: readonly SegmentEntry[]): string {
  const content = JSON.stringify({ layout: segmentVersion, analysis: analysisVersion, fields: articleFields, segments })
  return `${checksumOfText(content)}\n${content}`
}

/** Reads a manifest. Throws `LecternError` ('io') if it is damaged or was written by another version. */
export function readManifest(text: string): readonly SegmentEntry[] {
  const lineEnd = text.indexOf('\n')
  const content = text.slice(lineEnd + 1)
  if (lineEnd < 0 || checksumOfText(content) !== text.slice(0, lineEnd)) {
    throw new LecternError(
      'io',
      'The search index on disk is damaged. It will be built again; your articles are not touched.',
    )
  }
  const parsed = manifestSchema.safeParse(JSON.parse(content))
  if (!parsed.success || parsed.data.fields.join() !== articleFields.join()) {
    throw new LecternError('io', 'The search index on disk is of another version of Lectern. It will be built again.')
  }
  return parsed.data.segments
}
