import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAnchor } from '#core/anchoring/index'
import { type Edit, newRecord } from '#core/notebook/record'
import { Entry } from '#library/notebook/entry'
import type { Notebook } from '#library/notebook/types'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

const text = 'First article of three words'
const anchor = makeAnchor(text, 0, 5)
const marked: Edit = { kind: 'add-highlight', id: 'h', anchor, colour: 'yellow', created: '2024-01-04T10:00:00Z' }
const noted = (note: string, known: ReadonlyMap<string, number> = new Map()): Edit => ({
  ...{ kind: 'note-highlight', id: 'h', text: note, known },
})

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const highlightOf = (notebook: Notebook, path: string) => notebook.annotation(path).highlights[0]

describe('edits', () => {
  it('of several kinds and articles are saved together, those that change nothing are not there', async () => {
    const [a, b] = [await library.put('a.txt', text), await library.put('b.txt', 'Second')]
    const notebook = await library.open()
    const { edited, failures } = notebook.change([
      {
        article: a,
        edits: [marked, noted('Why?'), { kind: 'add-tag', tag: ' x / y ' }, { kind: 'add-tag', tag: 'x/y' }],
      },
      {
        article: b,
        edits: [
          { kind: 'remove-tag', tag: 'x' },
          { kind: 'set-note', text: '  ', known: new Map() },
        ],
      },
    ])
    expect(edited.map(({ article, edits }) => [article.path, edits.length])).toEqual([['a.txt', 3]])
    expect(highlightOf(notebook, 'a.txt')).toMatchObject({ quote: 'First', note: 'Why?', colour: 'yellow' })
    expect(await failures).toEqual(new Map())
    expect(await library.records()).toHaveLength(1)
    await notebook.close()
    const again = await library.open()
    expect(again.annotation('a.txt')).toMatchObject({ tags: ['x/y'], highlights: [{ id: 'h', note: 'Why?' }] })
    await again.close()
  })

  it('find a record by its id where its article went, and where it is gone', async () => {
    const a = await library.put('a.txt', text)
    const notebook = await library.open()
    await notebook.edit([{ article: a, edits: [{ kind: 'add-tag', tag: 'x' }] }])
    const record = notebook.record('a.txt')?.id
    await rename(join(library.folder, 'a.txt'), join(library.folder, 'b.txt'))
    await notebook.reconcile(filesOf(refOf('b.txt', text)))
    await notebook.edit([{ article: a, record, edits: [{ kind: 'add-tag', tag: 'y' }] }])
    expect(notebook.annotation('b.txt').tags).toEqual(['x', 'y'])
    expect(notebook.record('a.txt')).toBeNull()
    await notebook.reconcile(new Map())
    await notebook.edit([{ article: a, record, edits: [{ kind: 'remove-tag', tag: 'x' }] }])
    expect(notebook.orphans().map(({ path, tags }) => [path, tags])).toEqual([['b.txt', ['y']]])
    expect(await library.records()).toHaveLength(1)
    await notebook.close()
  })

  it('of one highlight in two notebooks at once both stand, part by part', async () => {
    const a = await library.put('a.txt', text)
    const [ours, theirs] = [await library.open(), await library.open()]
    await ours.edit([{ article: a, edits: [marked] }])
    await theirs.reconcile(filesOf(a))
    await Promise.all([
      ours.edit([{ article: a, edits: [{ kind: 'colour-highlight', id: 'h', colour: 'pink' }, noted('Ours')] }]),
      theirs.edit([{ article: a, edits: [{ kind: 'tag-highlight', id: 'h', tag: 'z' }, noted('Theirs')] }]),
    ])
    await ours.reconcile(filesOf(a))
    await theirs.reconcile(filesOf(a))
    expect(highlightOf(ours, 'a.txt')).toMatchObject({ colour: 'pink', tags: ['z'] })
    expect(highlightOf(ours, 'a.txt')?.note).toContain('Ours')
    expect(highlightOf(ours, 'a.txt')?.note).toContain('Theirs')
    expect(highlightOf(theirs, 'a.txt')).toEqual(highlightOf(ours, 'a.txt'))
    await ours.close()
    await theirs.close()
  })

  it('that are typed on do not fill the memory while they cannot be saved', () => {
    const article = refOf('a.txt', text)
    const entry = new Entry(newRecord('r', article, 'A'), 'A')
    entry.add([{ edit: marked, article }])
    for (let at = 0; at < 100; at++) {
      entry.add([{ edit: noted(`Note ${at}`), article }])
      entry.add([{ edit: { kind: 'set-note', text: `Text ${at}`, known: new Map() }, article }])
      entry.add([{ edit: { kind: 'correct', field: 'title', value: `Title ${at}` }, article }])
      entry.add([{ edit: { kind: 'colour-highlight', id: 'h', colour: at % 2 === 0 ? 'pink' : 'blue' }, article }])
    }
    expect(entry.edits).toHaveLength(5)
    expect(entry.annotation).toMatchObject({
      ...{ note: 'Text 99', corrections: { title: 'Title 99' }, highlights: [{ note: 'Note 99', colour: 'blue' }] },
    })
  })
})
