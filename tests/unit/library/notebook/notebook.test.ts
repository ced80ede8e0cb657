import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addTag, removeTag, setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

describe('a notebook', () => {
  it('keeps tags and a note, and has them again when it is opened the next time', async () => {
    const a = await library.put('a.txt', 'First article')
    const b = await library.put('sub/b.txt', 'Second article')
    const notebook = await library.open()
    await addTag(notebook, [a, b], 'politics/us')
    await addTag(notebook, [a], ' Later ')
    await setNote(notebook, a, 'A *thought*.')
    await notebook.close()

    const again = await library.open()
    expect(again.annotation('a.txt')).toMatchObject({ tags: ['Later', 'politics/us'], note: 'A *thought*.' })
    expect(again.annotation('sub/b.txt')).toMatchObject({ tags: ['politics/us'], note: '' })
    expect(again.tagCounts()).toEqual([
      { name: 'Later', count: 1, colour: null },
      { name: 'politics/us', count: 2, colour: null },
    ])
    expect([...again.annotatedPaths()].sort()).toEqual(['a.txt', 'sub/b.txt'])
    await again.close()
  })

  it('writes nothing before the first annotation, and never touches an article', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    await notebook.reconcile(filesOf(a))
    notebook.annotation('a.txt')
    await removeTag(notebook, [a], 'absent')
    await setNote(notebook, a, '  ')
    await notebook.flush()
    expect(await library.tree(library.root)).toEqual(['articles/a.txt'])
    await setNote(notebook, a, 'Now')
    expect(await readFile(join(library.folder, 'a.txt'), 'utf8')).toBe('First article')
    expect(await library.tree()).toEqual(['.lectern/articles/id000002.json', '.lectern/library.json', 'a.txt'])
    await notebook.close()
  })

  it('asks for a place at the first annotation when none is decided, and has written nothing until then', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open({ defaultPlace: null })
    expect(notebook.place).toBeNull()
    await expect(addTag(notebook, [a], 'x')).rejects.toMatchObject({ code: 'place-needed' })
    expect(notebook.annotation('a.txt').tags).toEqual([])
    notebook.choosePlace('app')
    expect(await library.tree(library.root)).toEqual(['articles/a.txt'])
    await addTag(notebook, [a], 'x')
    expect(await library.tree()).toEqual(['a.txt'])
    expect(() => notebook.choosePlace('beside')).toThrow(/are kept in/)
    await notebook.close()
    const again = await library.open({ defaultPlace: null })
    expect(again.place).toBe('app')
    expect(again.annotation('a.txt').tags).toEqual(['x'])
  })

  it('writes the documented format, the same bytes for the same content', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    await addTag(notebook, [a], 'zoo')
    await addTag(notebook, [a], 'ape')
    await removeTag(notebook, [a], 'zoo')
    await setNote(notebook, a, 'Text')
    await notebook.close()
    expect(await library.records()).toEqual([
      {
        schemaVersion: 1,
        id: 'id000002',
        article: { ...a, revision: { counter: 1, replica: 'id000001' } },
        tags: {
          ape: { revision: { counter: 3, replica: 'id000001' } },
          zoo: { revision: { counter: 4, replica: 'id000001' }, removed: true },
        },
        note: {
          versions: [{ revision: { counter: 5, replica: 'id000001' }, text: 'Text' }],
          seen: { id000001: 5 },
        },
        highlights: {},
      },
    ])
  })

  it('keeps words that mean something to JavaScript', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    for (const tag of ['__proto__', 'constructor', 'toString']) await addTag(notebook, [a], tag)
    await notebook.close()
    expect((await library.open()).annotation('a.txt').tags).toEqual(['__proto__', 'constructor', 'toString'])
  })

  it('follows a moved article, keeps an edited one, reports a vanished one, and writes down no more than the move', async () => {
    const moved = await library.put('old/m.txt', 'Moved\nbody')
    const edited = await library.put('e.txt', 'Edited\nbody')
    const gone = await library.put('g.txt', 'Gone\nbody')
    const notebook = await library.open()
    await addTag(notebook, [moved], 'm')
    await addTag(notebook, [edited], 'e')
    await setNote(notebook, gone, 'of the vanished one')
    const others = async (): Promise<readonly unknown[]> =>
      (await library.records()).filter((record) => JSON.stringify(record).includes('Moved') === false)
    const written = await others()
    const files = filesOf(refOf('new/m.txt', 'Moved\nbody'), refOf('e.txt', 'Edited\nother body'))
    const report = await notebook.reconcile(files)
    expect(report.moved).toEqual([{ from: 'old/m.txt', to: 'new/m.txt' }])
    expect([...report.changed].sort()).toEqual(['g.txt', 'new/m.txt', 'old/m.txt'])
    expect(report.orphans).toMatchObject([{ path: 'g.txt', title: 'Gone', note: 'of the vanished one', tags: [] }])
    expect(notebook.annotation('new/m.txt').tags).toEqual(['m'])
    expect(notebook.annotation('e.txt').tags).toEqual(['e'])
    expect(notebook.annotation('g.txt').note).toBe('')
    await notebook.flush()
    expect(await others()).toEqual(written)
    expect((await library.records()).map((record) => record.article)).toContainEqual(
      expect.objectContaining({ path: 'new/m.txt' }),
    )
    expect((await notebook.reconcile(filesOf(gone))).changed).toContain('g.txt')
    expect(notebook.annotation('g.txt').note).toBe('of the vanished one')
    await notebook.close()
  })

  it('keeps both of two texts that two windows wrote one after the other, the earlier one in history', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    await setNote(notebook, a, 'What the first window knew.')
    await setNote(notebook, a, 'A thought of the second one.')
    await setNote(notebook, a, 'And the first again, quite different.')
    await notebook.close()
    const copies = (await library.tree()).filter((file) => file.startsWith('.lectern/history/'))
    const texts = await Promise.all(copies.map((file) => readFile(join(library.folder, file), 'utf8')))
    for (const text of ['What the first window knew.', 'A thought of the second one.'])
      expect(texts.some((copy) => copy.includes(text))).toBe(true)
  })

  it('keeps an article that is moved, and edited only after that, with a restart between or without', async () => {
    const before = await library.put('old.txt', 'A title\nbody')
    const notebook = await library.open()
    await setNote(notebook, before, 'kept')
    await notebook.reconcile(filesOf(refOf('new.txt', 'A title\nbody')))
    await notebook.reconcile(filesOf(refOf('new.txt', 'Another title\nanother body')))
    expect(notebook.annotation('new.txt').note).toBe('kept')
    await notebook.reconcile(filesOf(refOf('newer.txt', 'Another title\nanother body')))
    expect(notebook.annotation('newer.txt').note).toBe('kept')
    await notebook.close()

    const again = await library.open()
    const { orphans } = await again.reconcile(filesOf(refOf('newer.txt', 'A third title\nthird body')))
    expect(orphans).toEqual([])
    expect(again.annotation('newer.txt').note).toBe('kept')
    await again.close()
  })

  it('goes on with the record of an article that was moved since the last scan', async () => {
    const before = await library.put('old.txt', 'Moved\nbody')
    const copy = await library.put('copy.txt', 'Moved\nbody')
    const notebook = await library.open()
    await setNote(notebook, before, 'kept')
    await addTag(notebook, [copy], 'of its own')
    await rename(join(library.folder, 'old.txt'), join(library.folder, 'new.txt'))
    await addTag(notebook, [refOf('new.txt', 'Moved\nbody')], 'x')
    await notebook.close()
    const again = await library.open()
    expect(again.annotation('new.txt')).toMatchObject({ tags: ['x'], note: 'kept' })
    expect(again.annotation('copy.txt')).toMatchObject({ tags: ['of its own'], note: '' })
    expect(await library.records()).toHaveLength(2)
  })

  it('merges what two notebooks wrote about one article, and keeps both notes', async () => {
    const a = await library.put('a.txt', 'First article')
    const one = await library.open()
    const two = await library.open()
    await Promise.all([
      setNote(one, a, 'from one'),
      setNote(two, a, 'from two'),
      addTag(one, [a], '1'),
      addTag(two, [a], '2'),
    ])
    await one.close()
    await two.close()
    const notebook = await library.open()
    await notebook.reconcile(filesOf(a))
    const { tags, note } = notebook.annotation('a.txt')
    expect(tags).toEqual(['1', '2'])
    expect(note).toContain('from one')
    expect(note).toContain('from two')
    expect(library.notices.map((notice) => notice.message).join()).toContain('in two places at the same time')
    await setNote(notebook, a, 'settled')
    expect(notebook.annotation('a.txt').note).toBe('settled')
    await notebook.close()
    expect(await library.records()).toHaveLength(1)
    expect((await library.tree()).filter((path) => path.includes('history')).length).toBeGreaterThan(0)
    expect((await library.open()).annotation('a.txt').note).toBe('settled')
  })

  it('sees at the next scan what another process wrote', async () => {
    const a = await library.put('a.txt', 'First article')
    const mine = await library.open()
    await addTag(mine, [a], 'mine')
    const other = await library.open()
    await addTag(other, [a], 'theirs')
    await removeTag(other, [a], 'mine')
    expect((await mine.reconcile(filesOf(a))).changed).toEqual(['a.txt'])
    expect(mine.annotation('a.txt').tags).toEqual(['theirs'])
    await mine.close()
    await other.close()
  })

  it('takes in a copy that a synchroniser made, and leaves one file', async () => {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    await addTag(notebook, [a], 'here')
    await notebook.close()
    const [name = ''] = (await library.tree()).filter((path) => path.includes('articles/'))
    const record = JSON.parse(await readFile(join(library.folder, name), 'utf8'))
    record.tags = { there: { revision: { counter: 9, replica: 'elsewhere' } } }
    const copy = join(library.folder, name.replace('.json', '.sync-conflict-20240104-101500-ABCDEFG.json'))
    await writeFile(copy, JSON.stringify(record))
    const again = await library.open()
    expect(again.annotation('a.txt').tags).toEqual(['here', 'there'])
    await addTag(again, [a], 'new')
    await again.close()
    expect((await library.tree()).filter((path) => path.startsWith('.lectern/articles/'))).toEqual([name])
    expect((await library.open()).annotation('a.txt').tags).toEqual(['here', 'new', 'there'])
  })

  it('tags thousands of articles at once', async () => {
    const refs = Array.from({ length: 1_000 }, (_, index) => refOf(`${index}.txt`, `Article ${index}`))
    const notebook = await library.open()
    await addTag(notebook, refs, 'all')
    await notebook.close()
    const again = await library.open()
    expect(again.tagCounts()).toEqual([{ name: 'all', count: 1_000, colour: null }])
  })
})
