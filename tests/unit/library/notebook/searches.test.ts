import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '#library/doctor/examine'
import { addTag } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const oil = { name: 'Oil', text: 'oil AND price', folder: '', tags: [] }
const grain = { name: 'Grain', text: 'wheat OR corn', folder: 'news', tags: ['trade'] }
const libraryFile = (): string => join(library.folder, '.lectern', 'library.json')
const content = async (): Promise<Record<string, unknown>> => JSON.parse(await readFile(libraryFile(), 'utf8'))

describe('searches kept with a library', () => {
  it('are there again when it is opened the next time', async () => {
    const notebook = await library.open()
    const kept = await notebook.saveSearch(oil)
    await notebook.saveSearch(grain)
    await notebook.renameSearch(kept.id, 'Crude oil')
    await notebook.close()
    const again = await library.open()
    expect(again.searches()).toMatchObject([{ ...oil, name: 'Crude oil', id: kept.id }, grain])
    await again.removeSearch(kept.id)
    await again.close()
    expect((await library.open()).searches()).toMatchObject([grain])
    expect(await content()).toMatchObject({ schemaVersion: 1, savedSearches: { [kept.id]: { removed: true } } })
  })

  it('ask for a place as notes do, and have written nothing until then', async () => {
    const notebook = await library.open({ defaultPlace: null })
    await expect(notebook.saveSearch(oil)).rejects.toMatchObject({ code: 'place-needed' })
    expect(await library.tree(library.root)).toEqual([])
    expect(notebook.searches()).toEqual([])
    notebook.choosePlace('app')
    await notebook.saveSearch(oil)
    await notebook.close()
    expect(await library.tree()).toEqual([])
    expect((await library.open()).searches()).toMatchObject([oil])
  })

  it('keep what two writers saved at the same time', async () => {
    const mine = await library.open()
    const theirs = await library.open()
    await Promise.all([mine.saveSearch(oil), theirs.saveSearch(grain)])
    const [kept] = (await library.open()).searches()
    expect((await library.open()).searches()).toHaveLength(2)
    expect((await mine.reconcile(new Map())).searches || (await theirs.reconcile(new Map())).searches).toBe(true)
    await theirs.removeSearch(kept?.id ?? '')
    expect(await mine.reconcile(new Map())).toMatchObject({ searches: true })
    expect(mine.searches()).toHaveLength(1)
    expect(await mine.reconcile(new Map())).toMatchObject({ searches: false })
    await mine.close()
    await theirs.close()
  })

  it('come in with the copy that a synchroniser made, which then goes to the history', async () => {
    const notebook = await library.open()
    await notebook.saveSearch(oil)
    const copy = join(library.folder, '.lectern', 'library.sync-conflict-20240104-101500-ABCDEFG.json')
    const theirs = { ...grain, revision: { counter: 3, replica: 'elsewhere' } }
    await writeFile(copy, JSON.stringify({ ...(await content()), savedSearches: { theirs } }))
    expect(await notebook.reconcile(new Map())).toMatchObject({ searches: true })
    expect(notebook.searches()).toMatchObject([grain, oil])
    expect((await examine(library.folder, library.dataDir)).findings).toMatchObject([{ kind: 'conflict' }])
    await notebook.saveSearch({ ...oil, name: 'Another' })
    await notebook.close()
    expect((await library.tree()).map((path) => path.replace(/\d{8}T\d{6}Z/, 'time'))).toEqual([
      '.lectern/history/library/000001-time.json',
      '.lectern/library.json',
    ])
    expect(Object.keys((await content()).savedSearches as object)).toHaveLength(3)
    expect(await examine(library.folder, library.dataDir)).toEqual({ sound: true, findings: [] })
  })

  it('keep the colours of tags and what else stands in a search', async () => {
    const tags = { politics: { colour: '#1a7f37', revision: { counter: 7, replica: 'A' } } }
    const theirs = { ...oil, pinned: true, revision: { counter: 2, replica: 'A' } }
    await mkdir(join(library.folder, '.lectern'))
    await writeFile(libraryFile(), JSON.stringify({ id: 'L', schemaVersion: 1, savedSearches: { theirs }, tags }))
    const notebook = await library.open()
    await notebook.renameSearch('theirs', 'Ours')
    await notebook.close()
    expect(await content()).toMatchObject({ id: 'L', tags, savedSearches: { theirs: { name: 'Ours', pinned: true } } })
    expect(JSON.stringify(await content())).toContain('"counter":8')
  })

  it('are not lost where the file becomes unreadable: it is set aside, and a new one has them', async () => {
    const notebook = await library.open()
    await notebook.saveSearch(oil)
    await writeFile(libraryFile(), '{ "savedSearches": ')
    await notebook.saveSearch(grain)
    await notebook.close()
    expect((await library.open()).searches()).toMatchObject([grain, oil])
    expect((await library.tree()).some((path) => path.includes('library.json.corrupt-'))).toBe(true)
  })

  it('are refused where a newer Lectern keeps them, and its file stays as it is', async () => {
    await mkdir(join(library.folder, '.lectern'))
    await writeFile(libraryFile(), JSON.stringify({ schemaVersion: 2 }))
    const notebook = await library.open()
    await expect(notebook.saveSearch(oil)).rejects.toMatchObject({ code: 'newer-format' })
    expect(await content()).toEqual({ schemaVersion: 2 })
    await notebook.close()
  })

  it('come back beside the articles from the app’s data with the next edit', async () => {
    const a = await library.put('a.txt', 'First article')
    const away = await library.open({ defaultPlace: 'app' })
    await away.saveSearch(oil)
    await away.close()
    await mkdir(join(library.folder, '.lectern'))
    const notebook = await library.open()
    await notebook.reconcile(filesOf(a))
    expect([notebook.place, notebook.searches()]).toMatchObject(['beside', [oil]])
    await addTag(notebook, [a], 'x')
    await notebook.close()
    expect(Object.values((await content()).savedSearches as object)).toMatchObject([oil])
  })

  it('say that one is gone which was removed elsewhere', async () => {
    const notebook = await library.open()
    await expect(notebook.renameSearch('gone', 'x')).rejects.toMatchObject({ code: 'not-found' })
    await notebook.removeSearch('gone')
    expect(await library.tree()).toEqual([])
    await notebook.close()
  })
})
