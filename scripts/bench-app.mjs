/**
 * Measures the real app with a large library in every shell that this machine can run, and prints a Markdown table and JSON.
 * LECTERN_TEST_APP measures another build than this checkout's.
 *   npm run bench:app -- [--corpus <folder>] [--articles 20000] [--word <a word that some article has>] [--shell desktop|browser]
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
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
  },
})
// npm changes the working directory; what was typed is relative to where it was typed.
const corpus = values.corpus === undefined ? null : resolve(process.env.INIT_CWD ?? '.', values.corpus)
if (corpus !== null && (!existsSync(corpus) || values.word === undefined)) {
  console.error('--corpus names a folder that exists, and --word a word that some article in it has.')
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
const figures = []
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
  const report = join(folder, 'report.json')
  const [command, ...args] = [
    ...prefix,
    process.execPath,
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=bench/app/playwright.config.ts',
    `--project=${shell}`,
  ]
  spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...environment,
      LECTERN_TEST_OUTPUT: join(folder, 'output'),
      LECTERN_BENCH_REPORT: report,
      LECTERN_BENCH_ARTICLES: values.articles,
      ...(corpus === null ? {} : { LECTERN_BENCH_CORPUS: corpus }),
      ...(values.word === undefined ? {} : { LECTERN_BENCH_WORD: values.word }),
    },
  })
  if (existsSync(report)) figures.push(JSON.parse(readFileSync(report, 'utf8')))
  else process.exitCode = 1
}
rmSync(scratch, { recursive: true, force: true })

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform} ${release()}`
const { table } = await import('../bench/app/table.mjs')
console.log(`\n${machine}\n\n${table(figures)}\n`)
const results = join(root, 'bench/results')
mkdirSync(results, { recursive: true })
const file = join(results, 'scale.json')
writeFileSync(
  file,
  `${JSON.stringify({ machine, corpus: corpus === null ? 'generated' : 'given', figures }, null, 2)}\n`,
)
console.log(`As JSON: ${file}`)
