/** A disk that fails, is full, or is gone with its process, at every single step of everything that is written. */
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Edit } from '#core/notebook/record'
import { examine } from '#library/doctor/examine'
import type { Notebook } from '#library/notebook/types'
import { figure } from '../../../support/figures'
import { faultyFileSystem } from '../faulty-file-system'
import { a, files, highlight, prepare, recordOf, refs, reopened, shownBy, text, written } from './fault-fixtures'
import { repairRounds } from './repair-rounds'
import { everyStep, makeLibrary, type TestLibrary } from './support'

/** What there is before each round. */
let prepared: TestLibrary
beforeEach(async () => {
  prepared = await makeLibrary()
  for (const { path } of refs) await prepared.put(path, text)
})
afterEach(() => prepared.remove())

interface Operation {
  readonly name: string
  readonly before: readonly Edit[]
  /** Something that others do before it. */
  readonly elsewhere?: () => Promise<void>
  readonly work: (notebook: Notebook) => Promise<void>
  readonly steps: number
}

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
      const record = await recordOf(prepared)
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
      await prepare(prepared, before)
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

// Every step is in the full run, faults-repair.full.test.ts: the two rounds of a repair are half of the time that all of this takes.
repairRounds(5)
