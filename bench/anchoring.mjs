/**
 * Measures how well highlighted passages are found again after their articles were edited:
 * `node bench/anchoring.mjs --corpus <dir> [--corpus <dir>] [--passages 2000] [--seed 1]`. Prints Markdown.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    passages: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
})
if (values.corpus.length === 0) {
  console.error('Name a folder of articles: --corpus <dir>.')
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
  const { measureAnchoring } = await vite.ssrLoadModule('/bench/passages.ts')
  console.log(
    await measureAnchoring(
      values.corpus.map((folder) => resolve(folder)),
      Number(values.passages),
      Number(values.seed),
    ),
  )
} finally {
  await vite.close()
}
