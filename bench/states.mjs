/**
 * Measures sorting many articles at once against writing a small file for each of them:
 * `node bench/states.mjs [--articles 19043] [--rounds 5] [--in <dir>]`. Prints Markdown.
 */
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printFrom } from './run-module.mjs'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '19043' },
    rounds: { type: 'string', default: '5' },
    in: { type: 'string', default: tmpdir() },
  },
})
await printFrom('states.ts', ({ measureStates }) =>
  measureStates(Number(values.articles), Number(values.rounds), resolve(values.in)),
)
