/** Runs a TypeScript module of the benches as it stands, with the imports of the app. */
import { join } from 'node:path'
import { createServer } from 'vite'

/** Loads `bench/<name>` and prints what `measure` makes of it. */
export async function printFrom(name, measure) {
  const vite = await createServer({
    root: join(import.meta.dirname, '..'),
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  })
  try {
    console.log(await measure(await vite.ssrLoadModule(`/bench/${name}`)))
  } finally {
    await vite.close()
  }
}
