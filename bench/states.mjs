/**
 * Measures sorting many articles at once against writing a small file for each of them:
 * `node bench/states.mjs [--articles 19043] [--rounds 5] [--in <dir>]`. Prints Markdown.
 */
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '19043' },
    rounds: { type: 'string', default: '5' },
    in: { type: 'string', default: tmpdir() },
  },
})
const vite = await createServer({
  root: resolve(import.meta.dirname, '..'),
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
try {
  const { measureStates } = await vite.ssrLoadModule('/bench/states.ts')
  console.log(await measureStates(Number(values.articles), Number(values.rounds), resolve(values.in)))
} finally {
  await vite.close()
}
