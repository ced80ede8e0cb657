/**
 * All tests, in the order in which they are most useful to fail: checks, unit tests, build, and the end-to-end specs in every
 * shell that this machine can run. `--full` runs the long ones instead; `--e2e [playwright arguments]` only build and specs.
 * LECTERN_REQUIRE_SHELLS=desktop,browser makes it a failure to leave one of these out. What failed is named at the end, and the
 * last line is the sum.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser, findDesktop } from './shells.mjs'
import { specOutcome, unitOutcome } from './test-reports.mjs'

const root = join(import.meta.dirname, '..')
const [mode, ...rest] = process.argv.slice(2)
const full = mode === '--full'
const onlySpecs = mode === '--e2e'
const required = (process.env.LECTERN_REQUIRE_SHELLS ?? '').split(',').filter(Boolean)
const scratch = mkdtempSync(join(tmpdir(), 'lectern-test-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
const shells = []
const failures = []
const unsteady = []

process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
process.exitCode = 1

if (!onlySpecs && !full) {
  await check('types', ['typescript/bin/tsc', '-b'])
  await check('lint and format', ['@biomejs/biome/bin/biome', 'check', '.'])
  await check('rooms', ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'src'])
}
const browser = full || onlySpecs ? findBrowser() : null
if (!onlySpecs) await unitTests()
if (await check('build', ['electron-vite/bin/electron-vite.js', 'build'])) {
  await specs('desktop', findDesktop())
  await specs('browser', browser ?? findBrowser())
}

for (const { name, why } of unsteady) console.log(`\nUNSTEADY, passed at its second try: ${name}\n${indented(why)}`)
for (const { name, why } of failures) console.log(`\nFAILED: ${name}\n${indented(why)}`)
console.log(`\n${shells.join('\n')}`)
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exitCode = sum.failed === 0 && sum.passed > 0 ? 0 : 1

/** One yes or no: counted as one. */
async function check(name, command) {
  headline(name)
  const green = (await node(command)) === 0
  count(green ? { passed: 1 } : { failed: 1, failures: [{ name, why: 'is told above' }] })
  return green
}

async function unitTests() {
  headline('unit tests')
  const report = join(scratch, 'unit.json')
  const code = await node(
    ['vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    full ? { LECTERN_TEST_FULL: '1', ...browser?.runner?.environment } : {},
  )
  count(unitOutcome(report, code))
}

/** The end-to-end specs in one shell. */
async function specs(shell, found) {
  headline(`end-to-end specs, ${shell}`)
  if ('reason' in found) {
    const isFault = required.includes(shell)
    count(isFault ? { failed: 1, failures: [{ name: shell, why: found.reason }] } : { skipped: 1 })
    shells.push(`${shell}: ${isFault ? 'REQUIRED, BUT DID NOT RUN' : 'skipped'}, ${found.reason}`)
    console.log(shells.at(-1))
    return
  }
  const { prefix, environment, give, description } = found.runner
  const folder = join(scratch, shell)
  mkdirSync(folder)
  give(folder)
  give(scratch)
  const report = join(folder, 'report.json')
  const output = join(folder, 'output')
  const tags = onlySpecs ? [] : full ? ['--grep=@full'] : ['--grep-invert=@full']
  const code = await run(
    [
      ...prefix,
      process.execPath,
      module('@playwright/test/cli.js'),
      'test',
      `--project=${shell}`,
      '--reporter=list,json',
    ].concat(tags, rest, '--pass-with-no-tests'),
    {
      ...environment,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      LECTERN_TEST_OUTPUT: output,
    },
  )
  const outcome = specOutcome(report, code)
  count(outcome)
  shells.push(`${shell}: ran ${outcome.passed + outcome.failed} specs, ${outcome.failed} failed, in ${description}`)
  const kept = join(root, 'test-results', shell)
  rmSync(kept, { recursive: true, force: true })
  if (code !== 0) {
    cpSync(output, kept, { recursive: true, force: true })
    console.log(`Pictures and traces of what failed are in ${kept}`)
  }
}

function count(outcome) {
  for (const key of Object.keys(sum)) sum[key] += outcome[key] ?? 0
  failures.push(...(outcome.failures ?? []))
  unsteady.push(...(outcome.unsteady ?? []))
}

function indented(text) {
  return text.replaceAll(/^/gm, '    ')
}

function headline(text) {
  console.log(`\n── ${text} ──`)
}

function module(path) {
  return join(root, 'node_modules', path)
}

function node([script, ...args], environment = {}) {
  return run([process.execPath, module(script), ...args], environment)
}

function run([command, ...args], environment) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
