/**
 * Measures how well highlighted passages are found again after their articles were edited:
 * `node bench/anchoring.mjs --corpus <dir> [--corpus <dir>] [--passages 2000] [--seed 1]`. Prints Markdown.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printFrom } from './run-module.mjs'

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true, default: [] },
    passages: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
  },
})
if (values.corpus.length === 0) {
  console.error('Name a folder of articles: --corpus <dir>.')
  process.exit(2)
}
await printFrom('passages.ts', ({ measureAnchoring }) =>
  measureAnchoring(
    values.corpus.map((folder) => resolve(folder)),
    Number(values.passages),
    Number(values.seed),
  ),
)
