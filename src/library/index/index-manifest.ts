/** `manifest` in a library's cache: which files make up the committed state, how much of each counts, and that it is whole. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { formatsVersion } from '#core/formats/known'
import { analysisVersion } from '#core/search/index'
import { writeFileAtomic } from '../disk/files'

/** Changes with the shape of the kept files. */
const schemaVersion = 5
/** What the kept files depend on: a state of other versions is built anew. */
const versions = `${schemaVersion}.${formatsVersion}.${analysisVersion}`

export const segmentName = z.string().regex(/^[\w-][\w.-]{0,99}$/)
const manifestSchema = z.object({
  versions: z.literal(versions),
  generation: z.number().int().positive(),
  /** How much of the catalog counts, in bytes, and the CRC-32 of that. */
  catalogBytes: z.number().int().nonnegative(),
  catalogCheck: z.number().int().nonnegative(),
  textBytes: z.number().int().nonnegative(),
  /** The store's own manifest, and its files. */
  index: z.string(),
  segments: z.array(segmentName),
  /** The whole folder has been looked through once. */
  hasBeenScanned: z.boolean(),
})
export type IndexManifest = z.infer<typeof manifestSchema>

/** The manifest of a generation without anything in it. */
export const emptyManifest = (generation: number): IndexManifest => ({
  ...{ versions, generation, catalogBytes: 0, catalogCheck: 0, textBytes: 0, index: '', segments: [] },
  hasBeenScanned: false,
})

const pathIn = (folder: string): string => join(folder, manifestFile)
/** Its name. */
export const manifestFile = 'manifest'

const checkOf = (content: string): string => crc32(content).toString(16).padStart(8, '0')

/** Replaces the manifest: a line with the checksum of the rest, then JSON. Rejects with the system's error. */
export async function writeIndexManifest(folder: string, manifest: IndexManifest): Promise<void> {
  const content = JSON.stringify(manifest)
  await writeFileAtomic(pathIn(folder), `${checkOf(content)}\n${content}`)
}

/** Reads the manifest. Throws where there is none, or it is damaged or of another version. */
export async function readIndexManifest(folder: string): Promise<IndexManifest> {
  const [check, content = ''] = (await readFile(pathIn(folder), 'utf8')).split('\n')
  if (check !== checkOf(content)) throw new RangeError('The manifest is damaged.')
  return manifestSchema.parse(JSON.parse(content))
}
