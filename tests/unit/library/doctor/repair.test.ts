import { copyFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '#library/doctor/examine'
import { type RepairOptions, repair } from '#library/doctor/repair'
import type { Annotation } from '#library/notebook/types'
import { addTag, setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from '../notebook/support'

let library: TestLibrary
const a = refOf('a.txt', 'First article')
const b = refOf('b.txt', 'Second article')
const root = (): string => join(library.folder, '.lectern')
const articles = (): string => join(root(), 'articles')

interface Shown {
  readonly a: Annotation
  readonly b: Annotation
  readonly searches: readonly string[]
}

/** What the reader sees of both articles, and the saved searches. */
async function shown(): Promise<Shown> {
  const notebook = await library.open()
  await notebook.reconcile(filesOf(a, b))
  const state = {
    a: notebook.annotation('a.txt'),
    b: notebook.annotation('b.txt'),
    searches: notebook.searches().map(({ name }) => name),
  }
  await notebook.close()
  return state
}

let ids = 0
const mend = (options: Partial<RepairOptions> = {}) =>
  repair({
    ...{ folder: library.folder, dataDir: library.dataDir, files: filesOf(a, b) },
    ...{ now: () => library.time, newId: () => `new${++ids}` },
    ...options,
  })
const look = () => examine(library.folder, library.dataDir, filesOf(a, b))
/** The record of `a.txt`. */
let record: string

/** The contents of all files below a folder. */
async function contents(folder: string): Promise<readonly string[]> {
  return Promise.all((await library.tree(folder)).map((path) => readFile(join(folder, path), 'utf8')))
}

beforeEach(async () => {
  library = await makeLibrary()
  const notebook = await library.open()
  await library.put('a.txt', 'First article')
  await library.put('b.txt', 'Second article')
  await addTag(notebook, [a, b], 'kept')
  await setNote(notebook, a, 'first')
  await setNote(notebook, a, '')
  await setNote(notebook, a, 'second')
  await setNote(notebook, b, 'other')
  await notebook.saveSearch({ name: 'Water', text: 'water', folder: '', tags: [] })
  await notebook.close()
  const names = await readdir(articles())
  const texts = await Promise.all(names.map((name) => readFile(join(articles(), name), 'utf8')))
  record = join(articles(), names[texts.findIndex((text) => text.includes('"a.txt"'))] ?? '')
})
afterEach(() => library.remove())

/** A file as another machine left it: with a tag more. */
async function elsewhere(path: string): Promise<string> {
  const json = JSON.parse(await readFile(path, 'utf8'))
  json.tags.elsewhere = { revision: { counter: 99, replica: 'elsewhere' } }
  return JSON.stringify(json)
}

describe('a repair', () => {
  it('does nothing, and copies nothing, where nothing is the matter', async () => {
    const before = await library.tree(library.root)
    expect(await mend()).toEqual({ backup: null, done: [], findings: [] })
    expect(await library.tree(library.root)).toEqual(before)
  })

  const tag = 'elsewhere'
  it.each<[string, () => Promise<unknown>, (before: Shown) => Shown]>([
    [
      'merges the copy of a synchroniser',
      async () =>
        writeFile(record.replace('.json', '.sync-conflict-20240104-101500-ABC.json'), await elsewhere(record)),
      (before) => ({ ...before, a: { ...before.a, tags: [tag, 'kept'] } }),
    ],
    ['gives a record its name back', () => rename(record, join(articles(), 'renamed.json')), (before) => before],
    [
      'merges a copy with a record that was written on',
      async () => {
        await copyFile(record, record.replace('.json', ' (conflicted copy).json'))
        await writeFile(record, await elsewhere(record))
      },
      (before) => ({ ...before, a: { ...before.a, tags: [tag, 'kept'] } }),
    ],
    [
      'brings the newest earlier state of a corrupt record back',
      () => writeFile(record, '{"id": '),
      // The history has the note from before it was deleted.
      (before) => ({ ...before, a: { ...before.a, note: 'first' } }),
    ],
    [
      'takes a synchroniser’s copy where the record itself is corrupt',
      async () => {
        await copyFile(record, record.replace('.json', '.sync-conflict-1.json'))
        await writeFile(record, '')
      },
      (before) => before,
    ],
    [
      'sets a corrupt copy aside',
      () => writeFile(record.replace('.json', '.sync-conflict-1.json'), '{'),
      (before) => before,
    ],
    [
      'takes away what a cut-off write left',
      () => writeFile(join(articles(), '.lectern-0123456789abcdef.tmp'), '{'),
      (before) => before,
    ],
    [
      'makes library.json again where it is gone',
      () => rm(join(root(), 'library.json')),
      (before) => ({ ...before, searches: [] }),
    ],
    [
      'makes library.json again where it is corrupt, out of a synchroniser’s copy',
      async () => {
        const path = join(root(), 'library.json')
        await copyFile(path, join(root(), 'library.sync-conflict-1.json'))
        await writeFile(path, '{{')
      },
      (before) => before,
    ],
    [
      'takes lines out of a log of states that cannot be read',
      async () => {
        await mkdir(join(root(), 'states'))
        await writeFile(join(root(), 'states', 'machine.jsonl'), '{"schemaVersion":1}\nnonsense\n{"baseline":1}\n')
      },
      (before) => before,
    ],
    [
      'sets a corrupt copy of the history aside',
      async () => {
        const [path = ''] = (await library.tree()).filter((name) => name.includes('/history/'))
        await writeFile(join(library.folder, path), 'x')
      },
      (before) => before,
    ],
  ])('%s', async (_name, harm, expected) => {
    const before = await shown()
    await harm()
    const [found, harmed] = [await look(), await contents(root())]
    expect(found.findings.every(({ repairable }) => repairable)).toBe(true)
    expect(found.findings.length).toBeGreaterThan(0)

    const { backup, done, findings } = await mend()
    expect(done.length).toBeGreaterThan(0)
    expect(findings.filter(({ kind }) => kind !== 'set-aside')).toEqual([])
    expect(await shown()).toEqual(expected(before))
    // All that was there lies in the copy, byte for byte.
    expect(await contents(join(backup ?? '', 'beside'))).toEqual(harmed)
    const after = await library.tree(library.root)
    expect(await mend()).toEqual({ backup: null, done: [], findings })
    expect(await library.tree(library.root)).toEqual(after)
  })

  it('loses no content of a corrupt file', async () => {
    await writeFile(record, 'precious, and broken')
    await mend()
    expect(await contents(articles())).toContain('precious, and broken')
  })

  it('takes what an open notebook knows over the history', async () => {
    const notebook = await library.open()
    await notebook.reconcile(filesOf(a, b))
    await writeFile(record, '{')
    await writeFile(join(root(), 'library.json'), '{')
    const records = notebook.records().map(({ record }) => record)
    await mend({ known: { records, library: notebook.libraryFile() } })
    expect(await shown()).toMatchObject({ a: { note: 'second' }, searches: ['Water'] })
  })

  it('leaves alone what is of a newer format, the whole folder where it is the library’s own', async () => {
    const newer = JSON.stringify({ ...JSON.parse(await readFile(record, 'utf8')), schemaVersion: 7 })
    const copy = record.replace('.json', '.sync-conflict-1.json')
    await copyFile(record, copy)
    await writeFile(record, newer)
    expect((await look()).findings.map(({ kind, repairable }) => [kind, repairable])).toEqual([
      ['newer', false],
      ['conflict', false],
    ])
    expect(await mend()).toMatchObject({ backup: null, done: [] })
    expect(await readFile(record, 'utf8')).toBe(newer)
    await writeFile(record, '{')
    await writeFile(join(root(), 'library.json'), '{"schemaVersion": 7}')
    const before = await contents(root())
    expect(await mend()).toMatchObject({ backup: null, done: [] })
    expect(await contents(root())).toEqual(before)
  })

  it('leaves alone what lies behind a link', async () => {
    await rename(root(), join(library.root, 'away'))
    await symlink(join(library.root, 'away'), root())
    await writeFile(join(library.root, 'away', 'articles', 'x.json'), '{')
    const { backup, findings } = await mend()
    expect(backup).toBeNull()
    expect(findings).toMatchObject([{ kind: 'unreadable', repairable: false }])
  })

  it('leaves what only the reader can settle', async () => {
    const json = JSON.parse(await readFile(record, 'utf8'))
    json.note.versions.push({ revision: { counter: 99, replica: 'elsewhere' }, text: 'other' })
    await writeFile(record, JSON.stringify(json))
    expect(await mend({ files: filesOf(a) })).toMatchObject({
      ...{ backup: null, done: [] },
      findings: expect.arrayContaining([
        expect.objectContaining({ kind: 'conflict', repairable: false }),
        expect.objectContaining({ kind: 'orphan', repairable: false }),
      ]),
    })
  })

  it('mends what lies in the app’s data too: notebook, positions, searches', async () => {
    const app = await recordInApp()
    await writeFile(join(library.dataDir, 'searches.json'), '{')
    await copyFile(app, app.replace('.json', '.sync-conflict-1.json'))
    const { done, findings } = await mend()
    expect(done).toHaveLength(2)
    expect(findings).toEqual([])
  })
})

/** Gives the library a second notebook in the app's data; returns the path of the record in it. */
async function recordInApp(): Promise<string> {
  await rename(root(), join(library.root, 'aside'))
  const notebook = await library.open({ defaultPlace: 'app' })
  await addTag(notebook, [a], 'in the app')
  await notebook.close()
  await rename(join(library.root, 'aside'), root())
  const [path = ''] = (await library.tree(library.dataDir)).filter((name) => /articles\/\w+\.json$/.test(name))
  return join(library.dataDir, path)
}
