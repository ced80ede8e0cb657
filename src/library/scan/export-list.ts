/** The names of the files that an export of ours wrote into a folder. */

import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { manifestName } from '../export/manifest'

/** Bytes; a longer list was not written by an export. */
const longest = 64 * 1024 * 1024
const listSchema = z.object({ files: z.array(z.object({ name: z.string() })) })

/** Reads the list of a folder (absolute path). One that cannot be read, or is none, names nothing. */
export async function exportedNames(folder: string): Promise<ReadonlySet<string>> {
  try {
    // It lies in a library, so it may be anything: a pipe is not waited for, and only so much is read.
    const file = await open(join(folder, manifestName), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stats = await file.stat()
      if (!stats.isFile() || stats.size > longest) return new Set()
      const { files } = listSchema.parse(JSON.parse(await file.readFile('utf8')))
      return new Set(files.map(({ name }) => name))
    } finally {
      await file.close()
    }
  } catch {
    return new Set()
  }
}
