/** The include and exclude patterns that the reader set for a folder in the app: a terminal goes by them too. */
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { Rules } from '#library/shell/open-libraries'
import { migrateSettings } from '#library/shell/settings'
import { toFailure } from '#shared/result'
import { settingsFile } from './settings-file'

/** Reads a folder's patterns without opening the settings, which may be someone else's to write; none where there are none. */
export async function readRules(dataDir: string, folder: string, warn: (message: string) => void): Promise<Rules> {
  const none: Rules = { include: [], exclude: [] }
  const path = join(dataDir, settingsFile)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (text instanceof Error && text.code === 'ENOENT') return none
  try {
    if (text instanceof Error) throw text
    return migrateSettings(JSON.parse(text)).rules[await realpath(folder)] ?? none
  } catch (error) {
    warn(`The include and exclude rules in ${path} could not be read and are left out: ${toFailure(error).message}`)
    return none
  }
}
