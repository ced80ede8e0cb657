/** A disk that fails, is full, or is gone with its process, at every single step of everything that is written. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAnchor } from '#core/anchoring/index'
import type { Edit } from '#core/notebook/record'
import { examine } from '#library/doctor/examine'
import { repair } from '#library/doctor/repair'
import type { FileSystem } from '#library/files'
import type { ArticleRef, Notebook } from '#library/notebook/types'
import { figure } from '../../../support/figures'
import { faultyFileSystem } from '../faulty-file-system'
import { everyStep, filesOf, makeLibrary, refOf, type TestLibrary } from './support'

/** What there is before each round. */
let prepared: TestLibrary
beforeEach(async () => {
  prepared = await makeLibrary()
  for (const { path } of refs) await prepared.put(path, text)
})
afterEach(() => prepared.remove())

const text = 'The ferry sails at noon, and the harbour waits for it.'
const refs = Array.from({ length: 5 }, (_, n) => refOf(`${n}.txt`, `${text} ${n}`))
const [a] = refs as [ArticleRef]
const files = filesOf(...refs)
const created = '2024-01-04T10:00:00.000Z'
const highlight = (id: string, start: number): Edit => ({
  ...{ kind: 'add-highlight', id, anchor: makeAnchor(text, start, start + 10), colour: 'green', created },
})
const noteOn = (id: string, note: string, known: ReadonlyMap<string, number> = new Map()): Edit => ({
  ...{ kind: 'note-highlight', id, text: note, known },
})
const articles = (): string => join(prepared.folder, '.lectern', 'articles')
const recordOf = async (): Promise<string> => {
  const names = (await readdir(articles())).filter((name) => name.endsWith('.json'))
  const texts = await Promise.all(names.map((name) => readFile(join(articles(), name), 'utf8')))
  return join(articles(), names[texts.findIndex((record) => record.includes('"0.txt"'))] ?? '')
}

/** What the reader sees of all articles. */
const shownBy = (notebook: Notebook) =>
  refs.map(({ path }) => {
    const { tags, note, highlights } = notebook.annotation(path)
    return { path, tags, note, highlights: highlights.map(({ id, note, colour }) => ({ id, note, colour })) }
  })
type Shown = ReturnType<typeof shownBy>

async function reopened(library: TestLibrary): Promise<Shown> {
  const notebook = await library.open()
  await notebook.reconcile(files)
  const shown = shownBy(notebook)
  await notebook.close()
  return shown
}

/** What is there before each operation, on a sound disk. */
async function prepare(edits: readonly Edit[]): Promise<void> {
  if (edits.length === 0) return
  const notebook = await prepared.open()
  await notebook.edit([{ article: a, edits }])
  await notebook.close()
}

interface Operation {
  readonly name: string
  readonly before: readonly Edit[]
  /** Something that others do before it. */
  readonly elsewhere?: () => Promise<void>
  readonly work: (notebook: Notebook) => Promise<void>
  readonly steps: number
}

const written: readonly Edit[] = [
  highlight('h1', 4),
  noteOn('h1', 'On the ferry'),
  { kind: 'set-note', text: 'The note', known: new Map() },
  { kind: 'add-tag', tag: 'ships' },
]

const operations: readonly Operation[] = [
  {
    name: 'the first annotation',
    before: [],
    work: (notebook) => notebook.edit([{ article: a, edits: written }]),
    steps: 14,
  },
  {
    name: 'an edit',
    before: written,
    work: (notebook) => notebook.edit([{ article: a, edits: [highlight('h2', 20), { kind: 'add-tag', tag: 'noon' }] }]),
    steps: 6,
  },
  {
    name: 'an edit of five articles',
    before: written,
    work: (notebook) =>
      notebook.edit(refs.map((article) => ({ article, edits: [{ kind: 'add-tag', tag: 'bulk' }] as const }))),
    steps: 25,
  },
  {
    name: 'a removal, which keeps a copy',
    before: written,
    work: (notebook) =>
      notebook.edit([
        {
          article: a,
          edits: [
            { kind: 'remove-highlight', id: 'h1' },
            { kind: 'set-note', text: '', known: notebook.record('0.txt')?.note.seen ?? new Map() },
          ],
        },
      ]),
    steps: 12,
  },
  {
    name: 'an edit that merges a synchroniser’s copy',
    before: written,
    elsewhere: async () => {
      const record = await recordOf()
      const json = JSON.parse(await readFile(record, 'utf8'))
      json.tags.elsewhere = { revision: { counter: 99, replica: 'elsewhere' } }
      await writeFile(record.replace('.json', '.sync-conflict-20240104-101500-ABC.json'), JSON.stringify(json))
    },
    work: (notebook) => notebook.edit([{ article: a, edits: [{ kind: 'add-tag', tag: 'noon' }] }]),
    steps: 12,
  },
]

describe.each(operations)('$name', ({ name, before, elsewhere, work, steps }) => {
  it.each([
    { fault: 'a fault that passes', once: true, undo: false },
    { fault: 'the end of the process', once: false, undo: false },
    { fault: 'a power cut', once: false, undo: true },
  ])(
    'loses nothing by $fault at any step',
    async ({ fault, once, undo }) => {
      await prepare(before)
      await elsewhere?.()
      const old = await reopened(prepared)
      const tried = await everyStep(prepared, async (library, at) => {
        const code = at % 2 === 1 ? 'EIO' : 'ENOSPC'
        const fileSystem = faultyFileSystem(at, { once, code })
        const notebook = await library.open({ fileSystem, retryDelays: [100_000] })
        await notebook.reconcile(files)
        const outcome = await work(notebook).then(
          () => 'saved' as const,
          (error: unknown) => error,
        )
        // What was done is shown, whatever became of it, and where it is not saved the reader is told.
        const shown = shownBy(notebook)
        expect(shown).not.toEqual(old)
        if (outcome !== 'saved') {
          expect(outcome).toMatchObject({ code: 'io' })
          expect(library.notices).toMatchObject([{ level: 'error', message: expect.stringContaining('not saved yet') }])
          expect(notebook.problem).not.toBeNull()
        }
        if (!once) await fileSystem.cutPower(undo)
        const left = await reopened(library)
        // Article by article the old state or the new one, and the new one where it was answered.
        left.forEach((article, index) => {
          expect(outcome === 'saved' ? [shown[index]] : [old[index], shown[index]]).toContainEqual(article)
        })
        const { findings } = await examine(library.folder, library.dataDir, files)
        expect(findings.filter(({ kind, repairable }) => kind !== 'leftover' && !repairable)).toEqual([])
        expect(findings.filter(({ kind }) => kind === 'corrupt')).toEqual([])
        if (once) {
          await notebook.close()
          expect(await reopened(library)).toEqual(shown)
          expect(notebook.problem).toBeNull()
        } else await notebook.close().catch(() => undefined)
        return fileSystem.struck
      })
      expect(tried).toBeGreaterThanOrEqual(steps)
      figure(`${name}, ${fault}: ${tried} steps`)
    },
    60_000,
  )
})

describe('a repair', () => {
  const mend = (library: TestLibrary, fileSystem?: FileSystem) =>
    repair({
      ...{ folder: library.folder, dataDir: library.dataDir, files, now: () => library.time, newId: () => 'new' },
      ...(fileSystem && { fileSystem }),
    })

  it.each([
    { once: true, undo: false },
    { once: false, undo: true },
  ])(
    'that fails at any step loses nothing and can be made again (once: $once, undo: $undo)',
    async ({ once, undo }) => {
      await prepare(written)
      const notebook = await prepared.open()
      await notebook.edit([{ article: refs[1] as ArticleRef, edits: [{ kind: 'add-tag', tag: 'other' }] }])
      await notebook.edit([
        {
          article: a,
          edits: [{ kind: 'set-note', text: '', known: notebook.record('0.txt')?.note.seen ?? new Map() }],
        },
      ])
      await notebook.close()
      // One record is broken, and of the other there is a copy with more in it.
      const record = await recordOf()
      await writeFile(record, '{"broken": "precious')
      const other = (await readdir(articles())).find((name) => !record.endsWith(name)) ?? ''
      const json = JSON.parse(await readFile(join(articles(), other), 'utf8'))
      json.tags.elsewhere = { revision: { counter: 99, replica: 'elsewhere' } }
      await writeFile(join(articles(), other.replace('.json', '.sync-conflict-1.json')), JSON.stringify(json))
      await rm(join(prepared.folder, '.lectern', 'library.json'))

      const sound = await prepared.copy()
      await mend(sound)
      const expected = await reopened(sound)
      await sound.remove()
      const tried = await everyStep(prepared, async (library, at) => {
        const fileSystem = faultyFileSystem(at, { once })
        const outcome = await mend(library, fileSystem).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'io' })
        if (!once) await fileSystem.cutPower(undo)
        await mend(library)
        const shown = await reopened(library)
        expect(shown).toEqual(expected)
        expect(shown[0]).toMatchObject({ note: 'The note', tags: ['ships'], highlights: [{ note: 'On the ferry' }] })
        expect(shown[1]).toMatchObject({ tags: ['elsewhere', 'other'] })
        const tree = await library.tree()
        const contents = await Promise.all(tree.map((path) => readFile(join(library.folder, path), 'utf8')))
        expect(contents).toContain('{"broken": "precious')
        const { findings } = await examine(library.folder, library.dataDir, files)
        expect(findings.filter(({ kind }) => kind !== 'set-aside')).toEqual([])
        return fileSystem.struck
      })
      expect(tried).toBeGreaterThanOrEqual(30)
      figure(`a repair, ${once ? 'a fault that passes' : 'a power cut'}: ${tried} steps`)
    },
    60_000,
  )
})
