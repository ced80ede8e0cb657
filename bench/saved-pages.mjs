/**
 * Scores what is read out of saved web pages against pages whose metadata and text are known:
 * `node bench/saved-pages.mjs --corpus <dir> [--misses]`. Prints Markdown.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printFrom } from './run-module.mjs'

const { values } = parseArgs({ options: { corpus: { type: 'string' }, misses: { type: 'boolean', default: false } } })
if (values.corpus === undefined) {
  console.error(
    'Name a folder of pages: --corpus <dir>, with source.html, expected.html and expected-metadata.json in each.',
  )
  process.exit(2)
}
await printFrom('saved-pages.ts', ({ scoreSavedPages }) => scoreSavedPages(resolve(values.corpus), values.misses))
