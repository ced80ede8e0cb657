/** A repair on a disk that fails. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FileSystem } from '#library/disk/file-system'
import { examine } from '#library/doctor/examine'
import { repair } from '#library/doctor/repair'
import type { ArticleRef } from '#library/notebook/types'
import { figure } from '../../../support/figures'
import { faultyFileSystem } from '../faulty-file-system'
import { a, articles, files, prepare, recordOf, refs, reopened, text, written } from './fault-fixtures'
import { everyStep, makeLibrary, type TestLibrary } from './support'

/** Declares the tests of a repair that fails at step 1, 1 + `every`, …; the number of steps is a figure only where each is tried. */
export function repairRounds(every: number): void {
  describe('a repair', () => {
    let prepared: TestLibrary
    beforeEach(async () => {
      prepared = await makeLibrary()
      for (const { path } of refs) await prepared.put(path, text)
    })
    afterEach(() => prepared.remove())

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
        await prepare(prepared, written)
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
        const record = await recordOf(prepared)
        await writeFile(record, '{"broken": "precious')
        const other = (await readdir(articles(prepared))).find((name) => !record.endsWith(name)) ?? ''
        const json = JSON.parse(await readFile(join(articles(prepared), other), 'utf8'))
        json.tags.elsewhere = { revision: { counter: 99, replica: 'elsewhere' } }
        await writeFile(join(articles(prepared), other.replace('.json', '.sync-conflict-1.json')), JSON.stringify(json))
        await rm(join(prepared.folder, '.lectern', 'library.json'))

        const sound = await prepared.copy()
        await mend(sound)
        const expected = await reopened(sound)
        await sound.remove()
        const tried = await everyStep(
          prepared,
          async (library, at) => {
            const fileSystem = faultyFileSystem(at, { once })
            const outcome = await mend(library, fileSystem).catch((error: unknown) => error)
            if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'io' })
            if (!once) await fileSystem.cutPower(undo)
            await mend(library)
            const shown = await reopened(library)
            expect(shown).toEqual(expected)
            expect(shown[0]).toMatchObject({
              note: 'The note',
              tags: ['ships'],
              highlights: [{ note: 'On the ferry' }],
            })
            expect(shown[1]).toMatchObject({ tags: ['elsewhere', 'other'] })
            const tree = await library.tree()
            const contents = await Promise.all(tree.map((path) => readFile(join(library.folder, path), 'utf8')))
            expect(contents).toContain('{"broken": "precious')
            const { findings } = await examine(library.folder, library.dataDir, files)
            expect(findings.filter(({ kind }) => kind !== 'set-aside')).toEqual([])
            return fileSystem.struck
          },
          every,
        )
        expect(tried).toBeGreaterThanOrEqual(30 / every)
        if (every === 1) figure(`a repair, ${once ? 'a fault that passes' : 'a power cut'}: ${tried} steps`)
      },
      60_000,
    )
  })
}
