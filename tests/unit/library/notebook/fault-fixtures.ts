/** What the rounds with a faulty disk begin with. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeAnchor } from '#core/anchoring/index'
import type { Edit } from '#core/notebook/record'
import type { ArticleRef, Notebook } from '#library/notebook/types'
import { filesOf, refOf, type TestLibrary } from './support'

/** What every article says. */
export const text = 'The ferry sails at noon, and the harbour waits for it.'
/** Five articles. */
export const refs = Array.from({ length: 5 }, (_, n) => refOf(`${n}.txt`, `${text} ${n}`))
/** The first of them. */
export const [a] = refs as [ArticleRef]
/** The files of them all. */
export const files = filesOf(...refs)
const created = '2024-01-04T10:00:00.000Z'
/** A highlight of ten code units from `start`. */
export const highlight = (id: string, start: number): Edit => ({
  ...{ kind: 'add-highlight', id, anchor: makeAnchor(text, start, start + 10), colour: 'green', created },
})
const noteOn = (id: string, note: string, known: ReadonlyMap<string, number> = new Map()): Edit => ({
  ...{ kind: 'note-highlight', id, text: note, known },
})
/** Where the records are. */
export const articles = (library: TestLibrary): string => join(library.folder, '.lectern', 'articles')

/** The record of the first article. */
export const recordOf = async (library: TestLibrary): Promise<string> => {
  const names = (await readdir(articles(library))).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(names.map((name) => readFile(join(articles(library), name), 'utf8')))
  return join(articles(library), names[texts.findIndex((record) => record.includes('"0.txt"'))] ?? '')
}

/** What the reader sees of all articles. */
export const shownBy = (notebook: Notebook) =>
  refs.map(({ path }) => {
    const { tags, note, highlights } = notebook.annotation(path)
    return { path, tags, note, highlights: highlights.map(({ id, note, colour }) => ({ id, note, colour })) }
  })
type Shown = ReturnType<typeof shownBy>

/** What the reader sees once the library is opened again. */
export async function reopened(library: TestLibrary): Promise<Shown> {
  const notebook = await library.open()
  await notebook.reconcile(files)
  const shown = shownBy(notebook)
  await notebook.close()
  return shown
}

/** What is there before each operation, on a sound disk. */
export async function prepare(library: TestLibrary, edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return
  const notebook = await library.open()
  await notebook.edit([{ article: a, edits }])
  await notebook.close()
}

/** An article with something of each kind. */
export const written: readonly Edit[] = [
  highlight('h1', 4),
  noteOn('h1', 'On the ferry'),
  { kind: 'set-note', text: 'The note', known: new Map() },
  { kind: 'add-tag', tag: 'ships' },
]
