import { copyFile, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileSystem, nodeFileSystem } from '#library/disk/file-system'
import { examine } from '#library/doctor/examine'
import { repair } from '#library/doctor/repair'
import { findPlaces } from '#library/notebook/place'
import type { Annotation, Notebook } from '#library/notebook/types'
import type { NotebookPlace } from '#shared/library'
import { figure } from '../../../support/figures'
import { addTag, setNote } from '../../../support/notebook-edits'
import { faultyFileSystem } from '../faulty-file-system'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
let roots: Readonly<Record<NotebookPlace, string>>
const a = refOf('a.txt', 'First article')
const b = refOf('b.txt', 'Second article')
const files = filesOf(a, b)

beforeEach(async () => {
  library = await makeLibrary()
  await library.put('a.txt', 'First article')
  await library.put('b.txt', 'Second article')
  roots = (await findPlaces(library.folder, library.dataDir)).roots
})
afterEach(() => library.remove())

/** Writes a note with a history, a tag, a search, and a log of states. */
async function fill(place: NotebookPlace): Promise<void> {
  const notebook = await library.open({ defaultPlace: place })
  await setNote(notebook, a, 'first')
  await setNote(notebook, a, 'second')
  await addTag(notebook, [a, b], 'kept')
  await notebook.saveSearch({ name: 'Water', text: 'water', folder: '', tags: [] })
  await notebook.close()
  await mkdir(join(roots[place], 'states'))
  await writeFile(join(roots[place], 'states', 'machine.jsonl'), '{"schemaVersion":1}\n{"baseline":1}\n')
}

interface Shown {
  readonly a: Annotation
  readonly b: Annotation
  readonly searches: readonly string[]
}
const shownBy = (notebook: Notebook): Shown => ({
  a: notebook.annotation('a.txt'),
  b: notebook.annotation('b.txt'),
  searches: notebook.searches().map(({ name }) => name),
})
async function shown(): Promise<Shown> {
  const notebook = await library.open()
  await notebook.reconcile(files)
  const state = shownBy(notebook)
  await notebook.close()
  return state
}
const exists = (path: string): Promise<boolean> =>
  readdir(path).then(
    () => true,
    () => false,
  )
const both: readonly (readonly [NotebookPlace, NotebookPlace])[] = [
  ['beside', 'app'],
  ['app', 'beside'],
]

describe('moving a notebook', () => {
  it.each(both)('from %s to %s takes everything along and leaves nothing behind', async (from, to) => {
    await fill(from)
    const [before, tree] = [await shown(), await library.tree(roots[from])]
    const notebook = await library.open()
    await notebook.reconcile(files)
    await notebook.move(to)
    expect(notebook.place).toBe(to)
    expect(shownBy(notebook)).toEqual(before)
    expect(await library.tree(roots[to])).toEqual(tree)
    expect(await exists(roots[from])).toBe(false)
    expect((await library.tree(library.root)).filter((path) => path.includes('.moved-'))).toEqual([])
    // And life goes on there.
    await setNote(notebook, b, 'after')
    await notebook.close()
    expect(await exists(roots[from])).toBe(false)
    expect(await shown()).toEqual({ ...before, b: { ...before.b, note: 'after' } })
    const again = await library.open()
    await again.move(from)
    await again.close()
    expect(await shown()).toEqual({ ...before, b: { ...before.b, note: 'after' } })
    expect(await exists(roots[to])).toBe(false)
  })

  it.each(both)('from %s to %s merges with what is there already', async (from, to) => {
    await fill(to)
    await rename(roots[to], join(library.root, 'aside'))
    const notebook = await library.open({ defaultPlace: from })
    await addTag(notebook, [a, b], 'other')
    await notebook.close()
    const [name = ''] = await readdir(join(roots[from], 'articles'))
    await rename(join(library.root, 'aside'), roots[to])
    await mkdir(join(roots[from], 'states'))
    await writeFile(join(roots[from], 'states', 'machine.jsonl'), '{"schemaVersion":1}\n{"baseline":2}\n')
    await writeFile(join(roots[from], 'articles', name), await readFile(join(roots[from], 'articles', name)))
    const moved = await library.open()
    await moved.move(to)
    await moved.close()
    const after = await shown()
    expect([after.a.tags, after.b.tags, after.a.note]).toEqual([['kept', 'other'], ['kept', 'other'], 'second'])
    expect(await readFile(join(roots[to], 'states', 'machine.jsonl'), 'utf8')).toBe(
      '{"schemaVersion":1}\n{"baseline":1}\n{"baseline":2}\n',
    )
    expect(await exists(roots[from])).toBe(false)
  })

  it('merges two files of one name, and keeps those that cannot be merged', async () => {
    await fill('beside')
    await mkdir(roots.app, { recursive: true })
    for (const path of await library.tree(roots.beside)) {
      await mkdir(join(roots.app, path, '..'), { recursive: true })
      await copyFile(join(roots.beside, path), join(roots.app, path))
    }
    const [name = ''] = await readdir(join(roots.app, 'articles'))
    const record = JSON.parse(await readFile(join(roots.app, 'articles', name), 'utf8'))
    record.tags.elsewhere = { revision: { counter: 99, replica: 'elsewhere' } }
    await writeFile(join(roots.app, 'articles', name), JSON.stringify(record))
    const [copy = ''] = (await library.tree(roots.app)).filter((path) => path.startsWith('history/'))
    await writeFile(join(roots.app, copy), await readFile(join(roots.app, copy), 'utf8').then((text) => `${text} `))
    await writeFile(join(roots.app, 'articles', 'x.json.corrupt-1'), 'one')
    await writeFile(join(roots.beside, 'articles', 'x.json.corrupt-1'), 'other')
    const notebook = await library.open()
    await notebook.move('app')
    await notebook.close()
    const tree = await library.tree(roots.app)
    const texts = await Promise.all(tree.map((path) => readFile(join(roots.app, path), 'utf8')))
    expect(texts.some((text) => text.includes('"elsewhere"'))).toBe(true)
    expect(texts).toEqual(expect.arrayContaining(['one', 'other']))
    expect(tree.filter((path) => path.startsWith('history/'))).toHaveLength(2)
    expect(tree.at(tree.indexOf(copy) + 1)).toMatch(/000002-20240104T/)
  })

  it('is nothing where it lies there already, and a choice where there is none yet', async () => {
    const fresh = await library.open({ defaultPlace: null })
    await fresh.move('app')
    expect([fresh.place, await exists(roots.app)]).toEqual(['app', false])
    await addTag(fresh, [a], 'x')
    const before = await library.tree(library.root)
    await fresh.move('app')
    await fresh.close()
    expect(await library.tree(library.root)).toEqual(before)
  })

  it('is seen by another process that has the notebook open', async () => {
    await fill('beside')
    const [one, other] = [await library.open(), await library.open()]
    for (const notebook of [one, other]) await notebook.reconcile(files)
    await one.move('app')
    await setNote(other, b, 'by the other')
    expect(other.place).toBe('app')
    expect(await exists(roots.beside)).toBe(false)
    await other.close()
    await one.close()
    expect(await shown()).toMatchObject({ a: { note: 'second' }, b: { note: 'by the other' } })
  })

  it('is refused where a link or a newer format is in the way, and changes nothing', async () => {
    await fill('app')
    await mkdir(join(library.root, 'elsewhere'))
    await symlink(join(library.root, 'elsewhere'), roots.beside)
    const notebook = await library.open()
    const before = await library.tree(library.root)
    await expect(notebook.move('beside')).rejects.toMatchObject({ code: 'unavailable' })
    expect(await library.tree(library.root)).toEqual(before)
    await notebook.close()
    await rm(roots.beside)
    await mkdir(roots.beside)
    await writeFile(join(roots.beside, 'library.json'), '{"schemaVersion": 9}')
    const newer = await library.open()
    await expect(newer.move('app')).rejects.toMatchObject({ code: 'newer-format' })
    await newer.close()
    expect(await readFile(join(roots.beside, 'library.json'), 'utf8')).toBe('{"schemaVersion": 9}')
  })

  it('has what a synchroniser drops into the old folder in the last moment', async () => {
    await fill('beside')
    const late = JSON.stringify({
      ...JSON.parse(await readFile(await recordOf(roots.beside), 'utf8')),
      tags: { late: { revision: { counter: 99, replica: 'elsewhere' } } },
    })
    const fileSystem: FileSystem = {
      ...nodeFileSystem,
      async rename(from, to) {
        if (from === roots.beside) await writeFile(join(from, 'articles', 'id.sync-conflict-1.json'), late)
        await nodeFileSystem.rename(from, to)
      },
    }
    const notebook = await library.open({ fileSystem })
    await notebook.move('app')
    await notebook.close()
    expect(JSON.stringify(await shown())).toContain('"late"')
    expect(await exists(roots.beside)).toBe(false)
  })

  it.each([
    ...both.map(([from, to]) => ({ from, to, once: true, undo: false })),
    ...both.map(([from, to]) => ({ from, to, once: false, undo: true })),
  ])(
    'from $from to $to, cut off after any step, loses nothing and can be made again (once: $once)',
    async ({ from, to, once, undo }) => {
      await fill(from)
      const [before, tree] = [await shown(), await library.tree(roots[from])]
      await rename(roots[from], join(library.root, 'original'))
      let steps = 0
      for (let struck = true; struck; steps++) {
        for (const root of Object.values(roots)) await rm(root, { recursive: true, force: true })
        await restore(join(library.root, 'original'), roots[from])
        const fileSystem = faultyFileSystem(steps + 1, { once })
        const notebook = await library.open({ fileSystem, retryDelays: [100_000] })
        const outcome = await notebook.move(to).then(
          () => 'moved' as const,
          (error: unknown) => error,
        )
        if (outcome !== 'moved') expect(outcome).toMatchObject({ code: 'io' })
        if (!once) await fileSystem.cutPower(undo)
        await notebook.close().catch(() => undefined)
        expect(await shown()).toEqual(before)
        expect((await examine(library.folder, library.dataDir, files)).sound).toBe(true)

        const again = await library.open()
        await again.move(to)
        await again.close()
        await repair({
          ...{ folder: library.folder, dataDir: library.dataDir, files, now: () => library.time, newId: () => 'new' },
        })
        expect(await shown()).toEqual(before)
        expect(await library.tree(roots[to])).toEqual(tree)
        const others = (await library.tree(library.root)).filter((path) => !/^(original|data.backups)/.test(path))
        expect(others.filter((path) => path.includes('.moved-'))).toEqual([])
        struck = fileSystem.struck
      }
      expect(steps).toBeGreaterThan(20)
      figure(`a move to ${to}, ${once ? 'a fault that passes' : 'a power cut'}: ${steps - 1} steps`)
    },
    60_000,
  )
})

async function recordOf(root: string): Promise<string> {
  const [name = ''] = (await readdir(join(root, 'articles'))).filter((one) => one.endsWith('.json'))
  return join(root, 'articles', name)
}

async function restore(from: string, to: string): Promise<void> {
  for (const path of await library.tree(from)) {
    await mkdir(join(to, path, '..'), { recursive: true })
    await copyFile(join(from, path), join(to, path))
  }
}
