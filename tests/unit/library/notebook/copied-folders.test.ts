/** What file systems, copies and synchronisers make of a library and its notebook. */
import { link, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTag, setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
const articles = (): string => join(library.folder, '.lectern', 'articles')
const recordNames = async (): Promise<readonly string[]> => (await readdir(articles())).sort()

beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

/** A note on an article, written and closed; returns the name of the record's file. */
async function annotate(path: string, text: string, note: string): Promise<string> {
  const notebook = await library.open()
  await setNote(notebook, await library.put(path, text), note)
  await notebook.close()
  const [name = ''] = await recordNames()
  return name
}

/** The notes of articles as they are found in a folder that holds these. */
async function notesOf(...refs: readonly ReturnType<typeof refOf>[]): Promise<readonly string[]> {
  const notebook = await library.open()
  await notebook.reconcile(filesOf(...refs))
  const notes = refs.map(({ path }) => notebook.annotation(path).note)
  await notebook.close()
  return notes
}

describe('articles', () => {
  it('whose names differ in case alone have notes of their own', async () => {
    const notebook = await library.open()
    const [upper, lower] = [refOf('A.txt', 'Upper'), refOf('a.txt', 'Lower')]
    await setNote(notebook, upper, 'On the upper one')
    await setNote(notebook, lower, 'On the lower one')
    await notebook.close()
    expect(await notesOf(upper, lower)).toEqual(['On the upper one', 'On the lower one'])
  })

  it('whose names came back in another case from a disk that knows none keep their notes', async () => {
    await annotate('Letter.txt', 'Dear reader', 'Mine')
    expect(await notesOf(refOf('LETTER.TXT', 'Dear reader'))).toEqual(['Mine'])
  })

  it('that are one file under two names have notes of their own, also when one of the names goes', async () => {
    const notebook = await library.open()
    const first = await library.put('first.txt', 'The same')
    await link(join(library.folder, 'first.txt'), join(library.folder, 'second.txt'))
    const second = refOf('second.txt', 'The same')
    await notebook.reconcile(filesOf(first, second))
    await setNote(notebook, first, 'On the first')
    await setNote(notebook, second, 'On the second')
    await notebook.close()
    expect(await notesOf(first, second)).toEqual(['On the first', 'On the second'])
    await rm(join(library.folder, 'second.txt'))
    const later = await library.open()
    await later.reconcile(filesOf(first))
    expect(later.annotation('first.txt').note).toBe('On the first')
    expect(later.orphans()).toHaveLength(1)
    await later.close()
  })

  it.each([
    ['a Mac', 'NFC', 'NFD'],
    ['Linux', 'NFD', 'NFC'],
  ] as const)('whose names are spelt in the way of %s keep their notes, edited or not', async (_, from, to) => {
    await annotate('Café été.txt'.normalize(from), 'Menu', 'Mine')
    const path = 'Café été.txt'.normalize(to)
    expect(await notesOf(refOf(path, 'Menu'))).toEqual(['Mine'])
    expect(await notesOf(refOf(path, 'Menu, with another soup and other words'))).toEqual(['Mine'])
  })
})

describe('a record', () => {
  const a = refOf('a.txt', 'Text')

  it('with a byte order mark and other line ends is read, and written as ever by the next change', async () => {
    const file = join(articles(), await annotate('a.txt', 'Text', 'Mine'))
    const before = await readFile(file, 'utf8')
    const states = join(library.folder, '.lectern', 'library.json')
    for (const one of [file, states])
      await writeFile(one, `\ufeff${(await readFile(one, 'utf8')).replaceAll('\n', '\r\n')}`)
    const notebook = await library.open()
    expect(notebook.annotation('a.txt').note).toBe('Mine')
    await addTag(notebook, [a], 'x')
    await addTag(notebook, [a], 'x')
    await notebook.close()
    const after = await readFile(file, 'utf8')
    expect(after.startsWith('{')).toBe(true)
    expect(after).not.toContain('\r')
    expect(after.length).toBeGreaterThan(before.length)
    expect(library.notices).toEqual([])
  })

  it('under another name is the same record, and has its own name after the next change', async () => {
    const name = await annotate('a.txt', 'Text', 'Mine')
    await rename(join(articles(), name), join(articles(), 'renamed.json'))
    const notebook = await library.open()
    expect(notebook.annotation('a.txt').note).toBe('Mine')
    await addTag(notebook, [a], 'x')
    expect(notebook.annotation('a.txt')).toMatchObject({ note: 'Mine', tags: ['x'] })
    await notebook.close()
    expect(await recordNames()).toEqual([name])
    expect(await notesOf(a)).toEqual(['Mine'])
  })

  it('that is a link is read, and a change replaces the link and not what it leads to', async () => {
    const name = await annotate('a.txt', 'Text', 'Mine')
    const elsewhere = join(library.root, 'elsewhere.json')
    await rename(join(articles(), name), elsewhere)
    await symlink(elsewhere, join(articles(), name))
    const before = await readFile(elsewhere, 'utf8')
    const notebook = await library.open()
    await addTag(notebook, [a], 'x')
    await notebook.close()
    expect(await readFile(elsewhere, 'utf8')).toBe(before)
    const again = await library.open()
    expect(again.annotation('a.txt')).toMatchObject({ note: 'Mine', tags: ['x'] })
    await again.close()
  })

  it.each([
    ['Syncthing', '.sync-conflict-20240104-101500-ABCDEFG'],
    ['Dropbox', ' (Anna’s conflicted copy 2024-01-04)'],
    ['Nextcloud', ' (conflicted copy 2024-01-04 101500)'],
    ['OneDrive', '-DESKTOP'],
    ['Google Drive', ' (1)'],
    ['iCloud', ' 2'],
    ['Seafile', ' (SFConflict anna 2024-01-04-10-15-00)'],
  ])('of which %s made a copy is merged with it, and so is the library’s own file', async (_, mark) => {
    const name = await annotate('a.txt', 'Text', 'Ours')
    const own = join(library.folder, '.lectern', 'library.json')
    const theirs = await library.copy()
    let ids = 0
    const twin = await theirs.open({ newId: () => `their${++ids}` })
    await addTag(twin, [a], 'theirs')
    await twin.saveSearch({ name: 'Theirs', text: 'water', folder: '', tags: [] })
    await twin.close()
    const copied = async (from: string, to: string): Promise<void> => writeFile(to, await readFile(from))
    await copied(
      join(theirs.folder, '.lectern', 'articles', name),
      join(articles(), name.replace('.json', `${mark}.json`)),
    )
    await copied(join(theirs.folder, '.lectern', 'library.json'), own.replace('.json', `${mark}.json`))
    await theirs.remove()
    const notebook = await library.open()
    expect(notebook.annotation('a.txt')).toMatchObject({ note: 'Ours', tags: ['theirs'] })
    expect(notebook.searches().map((search) => search.name)).toEqual(['Theirs'])
    await addTag(notebook, [a], 'ours')
    await notebook.saveSearch({ name: 'Ours', text: 'oil', folder: '', tags: [] })
    await notebook.close()
    expect(await recordNames()).toEqual([name])
    expect((await readdir(join(library.folder, '.lectern'))).filter((file) => file.startsWith('library'))).toEqual([
      'library.json',
    ])
    const again = await library.open()
    expect(again.annotation('a.txt')).toMatchObject({ note: 'Ours', tags: ['ours', 'theirs'] })
    expect(again.searches()).toHaveLength(2)
    await again.close()
    expect(library.notices).toEqual([])
  })

  it('beside a folder of the same kind of name is not hidden by it', async () => {
    await annotate('a.txt', 'Text', 'Mine')
    await mkdir(join(articles(), 'folder.json'))
    expect(await notesOf(a)).toEqual(['Mine'])
  })
})
