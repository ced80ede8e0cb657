/** Builds the parse worker once for a run of unit tests, which start from sources: a worker thread needs JavaScript. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Vitest's global set-up: the worker's place goes to LECTERN_PARSE_WORKER, where the library looks for it. */
export default async function setup(): Promise<() => void> {
  const cache = join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'parse-worker-'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: join(root, 'src/library/parse-worker.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rollupOptions: { output: { format: 'es', entryFileNames: 'parse-worker.js' } },
    },
    ssr: { noExternal: true },
  })
  process.env.LECTERN_PARSE_WORKER = join(outDir, 'parse-worker.js')
  return () => rmSync(outDir, { recursive: true, force: true })
}
