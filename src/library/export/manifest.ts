/** What Lectern wrote into an export folder, so that it can tell its own files from everybody else's. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { stableJson } from '#core/notebook/revision'
import { LecternError } from '#shared/result'
import { setAside } from '../disk/aside'
import { writeFileAtomic } from '../disk/files'
import { readJson } from '../disk/json-file'

/** The file's name in the export folder. */
export const manifestName = '.lectern-export.json'
/** The version of the file. */
const manifestVersion = 1

const fileSchema = z.object({
  article: z.object({ library: z.string(), path: z.string() }),
  /** SHA-256 of the content that was written, in hexadecimal digits; null where only `next` was begun. */
  sha256: z.string().nullable(),
  /** The content that is being written: noted first, so that a crash in between leaves no file that nobody owns. */
  next: z.string().optional(),
  /** When the content changed last, ISO 8601. */
  written: z.string(),
})
/** A file that Lectern wrote. */
export type ExportedFile = z.infer<typeof fileSchema>

const manifestSchema = z.object({
  schemaVersion: z.literal(manifestVersion),
  files: z.array(fileSchema.extend({ name: z.string() })),
})

/** What of a manifest of any version tells which files are exports. */
const namesSchema = z.object({ files: z.array(z.object({ name: z.string() })) })

/** By file name. */
export type Manifest = Map<string, ExportedFile>

/**
 * Reads the manifest of a folder; a folder without one is nobody's. A broken one is set aside: every file counts as foreign then, which
 * loses nothing. Throws 'newer-format' where a newer Lectern wrote it.
 */
export async function readManifest(folder: string, now: number): Promise<Manifest> {
  const path = join(folder, manifestName)
  const reading = await readJson(path, manifestSchema, manifestVersion)
  if (reading.kind === 'newer') {
    throw new LecternError(
      'newer-format',
      `“${path}” was written by a newer Lectern. Nothing was exported; choose another folder, or update Lectern.`,
    )
  }
  if (reading.kind === 'corrupt') await setAside(path, now)
  if (reading.kind !== 'read') return new Map()
  return new Map(reading.value.files.map(({ name, ...file }) => [name, file]))
}

/** The names of the files that an export wrote into a folder. A manifest that cannot be read, or is none, names nothing. */
export async function exportedNames(folder: string): Promise<ReadonlySet<string>> {
  const anyVersion = Number.POSITIVE_INFINITY
  const reading = await readJson(join(folder, manifestName), namesSchema, anyVersion).catch(() => null)
  return new Set(reading?.kind === 'read' ? reading.value.files.map(({ name }) => name) : [])
}

/** Writes the manifest of a folder. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const files = [...manifest].map(([name, file]) => ({ name, ...file }))
  await writeFileAtomic(join(folder, manifestName), `${stableJson({ schemaVersion: manifestVersion, files }, 1)}\n`)
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
