import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/**
 * Builds modules of the working tree for Node, by name and source, without minding what lies in `out`; returns the folder, which
 * the caller deletes: one of its own inside the checkout, so that packages that stay outside the bundle are found.
 */
export async function buildForNode(entries: Readonly<Record<string, string>>, outDir = ownFolder()): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, source]) => [name, join(root, source)])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
    ssr: { noExternal: true, external: ['@parcel/watcher'] },
  })
  return outDir
}

/** A new folder in the checkout that nothing but builds for tests lie in. */
export function ownFolder(): string {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  return mkdtempSync(join(cache, 'built-'))
}
