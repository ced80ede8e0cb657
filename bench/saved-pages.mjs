/**
 * Scores what is read out of saved web pages against pages whose metadata and text are known:
 * `node bench/saved-pages.mjs --corpus <dir> [--misses]`. Prints Markdown.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values } = parseArgs({ options: { corpus: { type: 'string' }, misses: { type: 'boolean', default: false } } })
if (values.corpus === undefined) {
  console.error(
    'Name a folder of pages: --corpus <dir>, with source.html, expected.html and expected-metadata.json in each.',
  )
  process.exit(2)
}
const vite = await createServer({
  root: resolve(import.meta.dirname, '..'),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
try {
  const { scoreSavedPages } = await vite.ssrLoadModule('/bench/saved-pages.ts')
  console.log(await scoreSavedPages(resolve(values.corpus), values.misses))
} finally {
  await vite.close()
}
