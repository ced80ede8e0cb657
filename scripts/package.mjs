/**
 * Packages Lectern: `npm run package` makes the unpacked directory for this machine, `npm run package -- --linux deb` (or
 * `--mac`, `--win`) what is installed. Uses the Electron runtime that ELECTRON_OVERRIDE_DIST_PATH names, else the one of the
 * `electron` package, which electron-builder downloads where it is missing. `--built` takes the build that is there;
 * `--output <dir>` puts it elsewhere than into `dist`. What packs is a package of its own (scripts/packaging), installed the first
 * time.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

const root = join(import.meta.dirname, '..')
const packaging = join(root, 'scripts/packaging')
const config = 'scripts/packaging/electron-builder.config.mjs'
const run = (script, args, env = {}) => {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (status !== 0) process.exit(status ?? 1)
}

const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
const given = override === undefined ? undefined : resolve(override)
if (given !== undefined && !existsSync(join(given, 'version'))) {
  console.error(`ELECTRON_OVERRIDE_DIST_PATH names no Electron runtime: ${given}`)
  process.exit(2)
}

const wanted = process.argv.slice(2)
const takeFlag = (name, values) => {
  const at = wanted.indexOf(name)
  return at < 0 ? null : wanted.splice(at, 1 + values)
}
const isBuilt = takeFlag('--built', 0) !== null
const output = resolve(takeFlag('--output', 1)?.[1] ?? join(root, 'dist'))

if (!isBuilt) run(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), ['build'])
if (!existsSync(join(packaging, 'node_modules'))) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const shell = process.platform === 'win32'
  const { status } = spawnSync(npm, ['ci', '--prefix', packaging], { stdio: 'inherit', shell })
  if (status !== 0) process.exit(1)
}
const scratch = mkdtempSync(join(tmpdir(), 'lectern-package-'))
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }))
const env = {}
if (given !== undefined) {
  env.ELECTRON_DIST = join(scratch, 'electron')
  // Without Electron's own start page, which would be packaged beside the app.
  const isOwnPage = (path) => dirname(path) === join(given, 'resources') && basename(path).startsWith('default_app')
  cpSync(given, env.ELECTRON_DIST, { recursive: true, filter: (path) => !isOwnPage(path) })
  // A runtime that only its owner may change is copied as such; the copy is ours to pack and to delete.
  for (const entry of readdirSync(env.ELECTRON_DIST, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isSymbolicLink()) chmodSync(path, statSync(path).mode | 0o200)
  }
}
run(
  join(packaging, 'node_modules/electron-builder/cli.js'),
  [
    ...['--config', config, '--publish', 'never', `-c.directories.output=${output}`],
    ...(wanted.length > 0 ? wanted : ['--dir']),
  ],
  env,
)
