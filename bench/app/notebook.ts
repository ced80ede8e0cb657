import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArticle } from '#core/formats/registry'
import { generateArticles } from '../../tests/support/generator'

const colours = ['yellow', 'green', 'blue', 'pink', 'purple'] as const

const revision = { counter: 1, replica: 'A' }

interface Passage {
  readonly text: string
  readonly start: number
  readonly number: number
  readonly note: string
}

/** A highlight of 80 letters, in the form of docs/file-formats.md. */
function highlightOf({ text, start, number, note }: Passage): object {
  const end = Math.min(text.length, start + 80)
  return {
    colour: { revision, value: colours[number % colours.length] },
    created: new Date(Date.UTC(2024, 0, 1) + number * 60_000).toISOString(),
    note: { seen: { A: 1 }, versions: [{ revision, text: note }] },
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
}

interface Written {
  readonly id: string
  readonly path: string
  readonly title: string
  readonly bytes: Buffer
  readonly highlights: Readonly<Record<string, object>>
}

function writeRecord(records: string, { id, path, title, bytes, highlights }: Written): void {
  const record = {
    article: { hash: createHash('sha256').update(bytes).digest('hex'), path, revision, title },
    highlights,
    id,
    note: { seen: {}, versions: [] },
    schemaVersion: 1,
    tags: {},
  }
  writeFileSync(join(records, `${id}.json`), `${JSON.stringify(record, null, 2)}\n`)
}

/** Writes one highlight, with a note, for each generated article beside them. */
export async function writeNotebook(folder: string, count: number, seed: number): Promise<void> {
  const records = makeNotebook(folder)
  let number = 0
  for (const { path, title, text: file } of generateArticles({ count, seed })) {
    const bytes = Buffer.from(file)
    const { text } = await parseArticle({ path, bytes })
    const start = text.indexOf(' ', Math.floor(text.length / 3)) + 1
    const id = `bench-${number}`
    const note = `Thought ${number} of ${title}`
    writeRecord(records, {
      id,
      path,
      title,
      bytes,
      highlights: { [`${id}-h`]: highlightOf({ text, start, number, note }) },
    })
    number += 1
  }
}

/** Highlights `count` passages of one article, evenly from its start to its end, each with a note. */
export async function markArticle(folder: string, path: string, title: string, count: number): Promise<void> {
  const bytes = readFileSync(join(folder, path))
  const { text } = await parseArticle({ path, bytes })
  const highlights: Record<string, object> = {}
  for (let number = 0; number < count; number++) {
    const start = text.indexOf(' ', Math.floor((text.length * number) / (count + 1))) + 1
    highlights[`marked-${number}`] = highlightOf({ text, start, number, note: `Remark ${number}` })
  }
  writeRecord(makeNotebook(folder), { id: 'bench-marked', path, title, bytes, highlights })
}

/** The folder of a notebook's records, made where it was not yet. */
function makeNotebook(folder: string): string {
  const records = join(folder, '.lectern/articles')
  mkdirSync(records, { recursive: true })
  writeFileSync(
    join(folder, '.lectern/library.json'),
    `{"id":"bench","savedSearches":{},"schemaVersion":1,"tags":{}}\n`,
  )
  return records
}
