/** The name under which this machine writes: random, made once, kept in the app's data. */
import { join } from 'node:path'
import { z } from 'zod'
import { stableJson } from '#core/notebook/revision'
import { LecternError } from '#shared/result'
import { setAside } from '../disk/aside'
import { ensureFolder, writeFileAtomic } from '../disk/files'
import { codeOf } from '../disk/io-error'
import { readJson } from '../disk/json-file'

/** The version of the file. */
const machineVersion = 1

/** The file `<dataDir>/machine.json`. */
const machineSchema = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  schemaVersion: z.literal(machineVersion),
})

/** Where the name is kept. */
const machineFile = (dataDir: string): string => join(dataDir, 'machine.json')

/** The name of this machine, or a new one where it has none; `now` in milliseconds since the epoch. Throws `LecternError`: 'io', 'newer-format'. */
export async function machineName(dataDir: string, newId: () => string, now: () => number): Promise<string> {
  const file = machineFile(dataDir)
  for (;;) {
    const reading = await readJson(file, machineSchema, machineVersion)
    if (reading.kind === 'read') return reading.value.id
    if (reading.kind === 'newer') {
      throw new LecternError(
        'newer-format',
        `“${file}” was written by a newer Lectern. Update Lectern to sort articles.`,
      )
    }
    if (reading.kind === 'corrupt') await setAside(file, now())
    await ensureFolder(dataDir)
    const content = `${stableJson({ id: newId(), schemaVersion: machineVersion })}\n`
    try {
      await writeFileAtomic(file, content, { exclusive: true })
    } catch (error) {
      // Another process was first: its name is this machine's.
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}
