/** Builds the worker threads once for a run of unit tests, which start from sources: a worker thread needs JavaScript. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { workerThreads } from '../../scripts/programs.mjs'
import { buildForNode } from './build-for-node'

/** Vitest's global set-up: their place goes to LECTERN_PARSE_WORKER, where the library looks for it. */
export default async function setup(): Promise<() => void> {
  const outDir = await buildForNode(workerThreads)
  process.env.LECTERN_PARSE_WORKER = join(outDir, 'parse-worker.js')
  return () => rmSync(outDir, { recursive: true, force: true })
}
