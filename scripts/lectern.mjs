/** `npm run --silent lectern -- <command> …`: the terminal (docs/cli.md), from the built program, which is built first where it is stale. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildIfStale } from './build-if-stale.mjs'

const root = join(import.meta.dirname, '..')
// npm runs scripts in the package's folder; INIT_CWD is where the reader was. Started by hand, the working directory is theirs.
const { INIT_CWD } = process.env
if (INIT_CWD !== undefined && process.cwd() === root) process.chdir(INIT_CWD)

// In this very process: a second one would double the time a short command takes.
if (await buildIfStale(root, (line) => console.error(line)))
  await import(pathToFileURL(join(root, 'out', 'main', 'lectern.js')).href)
else process.exitCode = 3
