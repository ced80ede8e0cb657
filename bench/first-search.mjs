/**
 * Measures the first searches after a library with an annotation on every article was opened, beside later ones:
 * `node bench/first-search.mjs [--articles 20000] [--rounds 3] [--in <dir>]`. Prints Markdown.
 */
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printFrom } from './run-module.mjs'

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    in: { type: 'string', default: tmpdir() },
  },
})
await printFrom('first-search.ts', ({ measureFirstSearches }) =>
  measureFirstSearches(Number(values.articles), Number(values.rounds), resolve(values.in)),
)
