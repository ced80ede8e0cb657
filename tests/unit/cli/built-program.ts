/** Builds the Node side of Lectern as it is in the working tree, as it lies where it is installed. */
import { cpSync, mkdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildForNode, ownFolder } from '../../support/build-for-node'

const root = join(import.meta.dirname, '../../..')

/** A built program in a folder of its own. */
export interface BuiltProgram {
  /** Its `out/main`. */
  readonly folder: string
  remove(): Promise<void>
}

/** Builds the given entries, by name and source; takes a second or two. */
export async function buildProgram(entries: Readonly<Record<string, string>>): Promise<BuiltProgram> {
  const base = ownFolder()
  const folder = join(base, 'out', 'main')
  const remove = () => rm(base, { recursive: true, force: true })
  await buildForNode(entries, folder).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  cpSync(join(root, 'package.json'), join(base, 'package.json'))
  mkdirSync(join(base, 'out', 'renderer'))
  await writeFile(join(base, 'out', 'renderer', 'index.html'), '<!doctype html><title>Lectern</title>')
  return { folder, remove }
}
