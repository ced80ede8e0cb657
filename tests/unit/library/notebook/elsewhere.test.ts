/** Other machines that write through a synchroniser while we do, and clocks that are wrong. */
import { copyFile, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { examine } from '#library/doctor/examine'
import { addTag, removeTag, setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
const a = refOf('a.txt', 'First article')
const b = refOf('b.txt', 'Second article')
const files = filesOf(a, b)
const articles = (): string => join(library.folder, '.lectern', 'articles')

beforeEach(async () => {
  library = await makeLibrary()
  await library.put('a.txt', 'First article')
  await library.put('b.txt', 'Second article')
})
afterEach(() => library.remove())

it('files that a synchroniser drops in while we write are merged, and none of both sides’ edits is lost', async () => {
  const ours = await library.open()
  await addTag(ours, [a], 'ours/start')
  const [name = ''] = await readdir(articles())
  const record = join(articles(), name)
  const start = JSON.parse(await readFile(record, 'utf8'))
  /** As synchronisers do: whole or not at all. */
  const put = async (path: string, content: string): Promise<void> => {
    await writeFile(join(library.root, 'coming'), content)
    await rename(join(library.root, 'coming'), path)
  }
  const drop = async (number: number): Promise<void> => {
    const tags = { [`theirs/${number}`]: { revision: { counter: 1_000 + number, replica: 'elsewhere' } } }
    const copy = record.replace('.json', `.sync-conflict-${number}.json`)
    await put(copy, JSON.stringify({ ...start, tags }))
    // Now and then the record itself is put back to what it was at first, as if nothing of ours had ever been.
    if (number % 5 === 4) await put(record, JSON.stringify(start))
  }
  const write = async (): Promise<void> => {
    for (let number = 0; number < 40; number++) await addTag(ours, [a], `ours/${number}`)
  }
  const sync = async (): Promise<void> => {
    for (let number = 0; number < 20; number++) {
      await drop(number)
      await ours.reconcile(files)
    }
  }
  await Promise.all([write(), sync()])
  await addTag(ours, [a], 'ours/end')
  await ours.close()
  const notebook = await library.open()
  await notebook.reconcile(files)
  const { tags } = notebook.annotation('a.txt')
  for (let number = 0; number < 40; number++) expect(tags).toContain(`ours/${number}`)
  for (let number = 0; number < 20; number++) expect(tags).toContain(`theirs/${number}`)
  await notebook.close()
  expect(await examine(library.folder, library.dataDir, files)).toEqual({ sound: true, findings: [] })
})

it('an edit made with a clock that was set back is the newer one all the same, and copies keep their order', async () => {
  const notebook = await library.open()
  await setNote(notebook, a, 'first')
  await notebook.close()
  for (const [text, days] of [
    ['second', -400],
    ['third', 3],
    ['fourth', -2_000],
  ] as const) {
    library.time += days * 86_400_000
    const again = await library.open()
    await again.reconcile(files)
    await setNote(again, a, text)
    await addTag(again, [a], text)
    await removeTag(again, [a], 'second')
    await again.close()
  }
  const last = await library.open()
  await last.reconcile(files)
  expect(last.annotation('a.txt')).toMatchObject({ note: 'fourth', tags: ['fourth', 'third'] })
  await last.close()
  const copies = (await library.tree()).filter((path) => path.includes('/history/'))
  const notes = await Promise.all(
    copies.map(async (path) => JSON.parse(await readFile(join(library.folder, path), 'utf8'))),
  )
  expect(notes.map(({ note }) => note.versions[0].text)).toEqual(expect.arrayContaining(['first', 'second', 'third']))
  expect(copies.map((path) => basename(path).slice(0, 6))).toEqual(copies.map((_, n) => String(n + 1).padStart(6, '0')))
})

it('a record that comes back from an older backup is merged with what is known, while the notebook is open', async () => {
  const notebook = await library.open()
  await setNote(notebook, a, 'old')
  const [name = ''] = await readdir(articles())
  await copyFile(join(articles(), name), join(library.root, 'backup'))
  await setNote(notebook, a, 'old and new')
  await copyFile(join(library.root, 'backup'), join(articles(), name))
  await addTag(notebook, [a], 'x')
  await notebook.close()
  expect((await library.open()).annotation('a.txt')).toMatchObject({ note: 'old and new', tags: ['x'] })
})
