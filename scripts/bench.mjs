/**
 * Measures Lectern's search beside lunr, MiniSearch, FlexSearch and SQLite FTS5, all on the same texts and queries in one run;
 * prints Markdown and writes JSON to bench/results. docs/benchmarks.md says what is measured.
 *   npm run bench -- [--corpus <folder>]… [--articles 20000] [--scale 50000 | 0] [--cranfield <folder>] [--out <folder>]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { workerThreads } from './programs.mjs'

const root = join(import.meta.dirname, '..')
const peers = join(root, 'bench/peers')

if (!existsSync(join(peers, 'node_modules'))) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--prefix', peers], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(1)
}

// Below the peers, so that what is not bundled is found among its packages.
mkdirSync(join(peers, '.cache'), { recursive: true })
const outDir = mkdtempSync(join(peers, '.cache', 'built-'))
process.on('exit', () => rmSync(outDir, { recursive: true, force: true }))

const entries = {
  ...Object.fromEntries(
    ['run', 'corpus-jobs', 'lectern-jobs', 'library-jobs', 'order-jobs', 'freeze-worker'].map((name) => [
      name,
      `bench/search/${name}`,
    ]),
  ),
  ...Object.fromEntries(
    ['lectern-refined', 'lectern-base', 'lunr'].map((name) => [name, `bench/search/engines/${name}`]),
  ),
  ...Object.fromEntries(['minisearch', 'flexsearch', 'fts5'].map((name) => [name, `bench/peers/${name}`])),
}
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
        ...Object.fromEntries(Object.entries(entries).map(([name, module]) => [name, join(root, `${module}.ts`)])),
        ...workerThreads,
      },
      // Beside each other, chunks too: they look for each other there.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true, external: ['@parcel/watcher', 'better-sqlite3'] },
})

const { status } = spawnSync(process.execPath, [join(outDir, 'run.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
