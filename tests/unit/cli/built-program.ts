/** Builds the Node side of Lectern as it is in the working tree, without minding what lies in `out`. */
import { cpSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../../..')

/** A built program in a folder of its own. */
export interface BuiltProgram {
  /** Its `out/main`. */
  readonly folder: string
  remove(): Promise<void>
}

/** Builds the given entries, by name and source; takes a second or two. */
export async function buildProgram(entries: Readonly<Record<string, string>>): Promise<BuiltProgram> {
  // Inside the checkout, so that packages that stay outside the bundle are found.
  mkdirSync(join(root, '.cache'), { recursive: true })
  const base = await mkdtemp(join(root, '.cache', 'program-'))
  const folder = join(base, 'out', 'main')
  cpSync(join(root, 'package.json'), join(base, 'package.json'))
  const remove = () => rm(base, { recursive: true, force: true })
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@parcel/watcher'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, join(root, source)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  }).catch(async (error: unknown) => {
    await remove()
    throw error
  })
  mkdirSync(join(base, 'out', 'renderer'))
  await writeFile(join(base, 'out', 'renderer', 'index.html'), '<!doctype html><title>Lectern</title>')
  return { folder, remove }
}
