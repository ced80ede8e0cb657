/** The sample library: it comes with Lectern, where nothing may be written, so the reader gets a copy of their own. */
import { access, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LecternError } from '#shared/result'

/** Returns the reader's copy of the sample library in `dataDir`, made now if there is none; throws `io` where it cannot be. */
export async function copySample(from: string, dataDir: string): Promise<string> {
  const folder = join(dataDir, 'sample-library')
  const exists = await access(folder).then(
    () => true,
    () => false,
  )
  if (exists) return folder
  // Under another name first, so that a copy broken off half-way is never taken for the sample.
  const partial = `${folder}.${process.pid}.partial`
  try {
    await rm(partial, { recursive: true, force: true })
    await copyFolder(from, partial)
    await rename(partial, folder)
  } catch (error) {
    await rm(partial, { recursive: true, force: true }).catch(() => undefined)
    throw new LecternError(
      'io',
      `The sample library could not be copied to ${folder}. Your own folders are not affected.`,
      {
        cause: error,
      },
    )
  }
  return folder
}

// File by file: where the program lies nothing may be written, and the reader's copy must not take that over.
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    if (entry.isDirectory()) await copyFolder(source, join(to, entry.name))
    else await writeFile(join(to, entry.name), await readFile(source))
  }
}
