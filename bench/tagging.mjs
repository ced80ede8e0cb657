/**
 * Measures tagging many articles at once, and taking it back, beside writing a file for each:
 * `node bench/tagging.mjs [--articles 5000] [--rounds 3] [--in <dir>]`. Prints Markdown.
 */
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printFrom } from './run-module.mjs'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    in: { type: 'string', default: tmpdir() },
  },
})
await printFrom('tagging.ts', ({ measureTagging }) =>
  measureTagging(Number(values.articles), Number(values.rounds), resolve(values.in)),
)
