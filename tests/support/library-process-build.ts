/** Builds the library process with its parse worker, as the shells start it, for tests that kill it. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Builds into a folder of its own and returns that; the caller deletes it. */
export async function buildLibraryProcess(): Promise<string> {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'library-process-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      target: 'node20',
      minify: false,
      rollupOptions: {
        input: {
          'library-process': join(root, 'src/library/process.ts'),
          'parse-worker': join(root, 'src/library/parse-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
    ssr: { noExternal: true, external: ['@parcel/watcher'] },
  })
  return outDir
}
