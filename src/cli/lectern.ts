/** The terminal's entry: `lectern <command> …` (docs/cli.md). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { processTerminal } from './process-terminal'
import { run } from './run'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')))

// Set, not called: what was written to a pipe still has to arrive.
process.exitCode = await run(processTerminal(import.meta.dirname), process.argv.slice(2), version)
