/**
 * Measures the real app with a large library in every shell that this machine can run, and prints a Markdown table and JSON.
 * LECTERN_TEST_APP measures another build than this checkout's.
 *   npm run bench:app -- [--corpus <folder>] [--articles 20000] [--word <a word that some article has>] [--shell desktop|browser]
 *     [--part scale|desk] (opening and indexing, or the desk at rest with generated articles; both without it)
 *     [--traces <folder>] (keeps what the page did there, for DevTools to open)
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, findDesktop } from './shells.mjs'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    articles: { type: 'string', default: '20000' },
    word: { type: 'string' },
    shell: { type: 'string' },
    part: { type: 'string' },
    traces: { type: 'string' },
  },
})
// npm changes the working directory; what was typed is relative to where it was typed.
const typed = (path) => (path === undefined ? null : resolve(process.env.INIT_CWD ?? '.', path))
const [corpus, traces] = [typed(values.corpus), typed(values.traces)]
if (corpus !== null && (!existsSync(corpus) || values.word === undefined)) {
  console.error('--corpus names a folder that exists, and --word a word that some article in it has.')
  process.exit(2)
}

if (values.part !== undefined && !['scale', 'desk'].includes(values.part)) {
  console.error('--part is scale or desk.')
  process.exit(2)
}

if (!process.env.LECTERN_TEST_APP) {
  const build = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (build.status !== 0) process.exit(1)
}

const scratch = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
chmodSync(scratch, 0o755)
const figures = { scale: [], desk: [] }
const parts = Object.keys(figures).filter((part) => values.part === undefined || values.part === part)
for (const [shell, find] of [
  ['desktop', findDesktop],
  ['browser', findBrowser],
]) {
  if (values.shell !== undefined && values.shell !== shell) continue
  const found = find()
  if ('reason' in found) {
    console.log(`${shell}: skipped, ${found.reason}`)
    continue
  }
  const { prefix, environment, give } = found.runner
  const folder = join(scratch, shell)
  mkdirSync(folder)
  give(folder)
  const kept = traces === null ? null : join(traces, shell)
  if (kept !== null) {
    mkdirSync(kept, { recursive: true })
    give(kept)
  }
  const reports = { scale: join(folder, 'scale.json'), desk: join(folder, 'desk.json') }
  const [command, ...args] = [
    ...prefix,
    process.execPath,
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=bench/app/playwright.config.ts',
    `--project=${shell}`,
    ...parts.map((part) => `${part}.bench.ts`),
  ]
  const run = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...environment,
      LECTERN_TEST_OUTPUT: join(folder, 'output'),
      LECTERN_BENCH_REPORT: reports.scale,
      LECTERN_BENCH_DESK_REPORT: reports.desk,
      LECTERN_BENCH_ARTICLES: values.articles,
      ...(kept === null ? {} : { LECTERN_BENCH_TRACES: kept }),
      ...(corpus === null ? {} : { LECTERN_BENCH_CORPUS: corpus }),
      ...(values.word === undefined ? {} : { LECTERN_BENCH_WORD: values.word }),
    },
  })
  for (const part of parts)
    if (existsSync(reports[part])) figures[part].push(JSON.parse(readFileSync(reports[part], 'utf8')))
  if (run.status !== 0) process.exitCode = 1
}
rmSync(scratch, { recursive: true, force: true })

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform} ${release()}`
const load = loadavg()[1]?.toFixed(1)
const { table, deskTable } = await import('../bench/app/table.mjs')
console.log(`\n${machine}; load in the last five minutes ${load}`)
if (figures.scale.length > 0) console.log(`\n${table(figures.scale)}`)
if (figures.desk.length > 0) console.log(`\n${deskTable(figures.desk)}`)
const results = join(root, 'bench/results')
mkdirSync(results, { recursive: true })
for (const part of parts) {
  const file = join(results, `${part}.json`)
  const origin = part === 'desk' || corpus === null ? 'generated' : 'given'
  writeFileSync(file, `${JSON.stringify({ machine, load, corpus: origin, figures: figures[part] }, null, 2)}\n`)
  console.log(`As JSON: ${file}`)
}
