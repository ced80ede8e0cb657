import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArticle } from '#core/formats/registry'
import { generateArticles } from '../../tests/support/generator'

const colours = ['yellow', 'green', 'blue', 'pink', 'purple'] as const

/** Writes one highlight, with a note, for each generated article beside them, in the form of docs/file-formats.md. */
export async function writeNotebook(folder: string, count: number, seed: number): Promise<void> {
  const records = join(folder, '.lectern/articles')
  mkdirSync(records, { recursive: true })
  writeFileSync(
    join(folder, '.lectern/library.json'),
    `{"id":"bench","savedSearches":{},"schemaVersion":1,"tags":{}}\n`,
  )
  const revision = { counter: 1, replica: 'A' }
  let number = 0
  for (const { path, title, text: file } of generateArticles({ count, seed })) {
    const bytes = Buffer.from(file)
    const { text } = await parseArticle({ path, bytes })
    const start = text.indexOf(' ', Math.floor(text.length / 3)) + 1
    const end = Math.min(text.length, start + 80)
    const highlight = {
      colour: { revision, value: colours[number % colours.length] },
      created: new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString(),
      note: { seen: { A: 1 }, versions: [{ revision, text: `Thought ${number} of ${title}` }] },
      revision,
      tags: number % 10 === 0 ? { 'politics/us': { revision } } : {},
      target: {
        revision,
        selector: [
          {
            exact: text.slice(start, end),
            prefix: text.slice(Math.max(0, start - 32), start),
            suffix: text.slice(end, end + 32),
            type: 'TextQuoteSelector',
          },
          { end, start, type: 'TextPositionSelector' },
        ],
      },
    }
    const id = `bench-${number}`
    const record = {
      article: { hash: createHash('sha256').update(bytes).digest('hex'), path, revision, title },
      highlights: { [`${id}-h`]: highlight },
      id,
      note: { seen: {}, versions: [] },
      schemaVersion: 1,
      tags: {},
    }
    writeFileSync(join(records, `${id}.json`), `${JSON.stringify(record, null, 2)}\n`)
    number += 1
  }
}
