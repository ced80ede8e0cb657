import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** Paths of this repository in code spans: `src/…`, `tests/…`, …; patterns, placeholders and what a benchmark writes are none. */
const namedIn = (text: string): string[] =>
  [...text.matchAll(/`((?:src|tests|bench(?!\/results)|scripts|docs|samples)\/[\w./-]+)`/g)].flatMap(
    ([, path]) => path ?? [],
  )

const linkedIn = (text: string): string[] =>
  [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].flatMap(([, path]) => path ?? [])

describe.each(documents)('%s', (document) => {
  const text = readFileSync(join(root, document), 'utf8')

  test('names only files that exist', () => {
    expect(namedIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('links only to files that exist', () => {
    const folder = dirname(join(root, document))
    expect(linkedIn(text).filter((path) => !existsSync(join(folder, path)))).toEqual([])
  })
})
