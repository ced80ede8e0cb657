/** Lectern's own folders on this machine, told to Electron before it reads any of its own. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { cacheFolder, dataFolder } from '#library/disk/folders'

export interface Profile {
  readonly dataDir: string
  readonly cacheDir: string
}

/** Must run before `ready`. What the browser engine keeps lies apart from what is the reader's, and may be thrown away. */
export function setupProfile(): Profile {
  const dataDir = dataFolder(process.env, process.platform, homedir())
  const cacheDir = cacheFolder(process.env, process.platform, homedir())
  const own = { userData: join(dataDir, 'desktop'), sessionData: join(cacheDir, 'desktop') }
  for (const [name, folder] of Object.entries(own) as ['userData' | 'sessionData', string][]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath(name, folder)
  }
  return { dataDir, cacheDir }
}
