import { copyFile, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '#library/doctor/examine'
import { setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from '../notebook/support'

let library: TestLibrary
let record: string
const articles = (): string => join(library.folder, '.lectern', 'articles')
const look = () => examine(library.folder, library.dataDir)

beforeEach(async () => {
  library = await makeLibrary()
  const a = await library.put('a.txt', 'First article')
  const notebook = await library.open()
  await setNote(notebook, a, 'first')
  await setNote(notebook, a, '')
  await setNote(notebook, a, 'second')
  await notebook.close()
  record = join(articles(), (await readdir(articles()))[0] ?? '')
})
afterEach(() => library.remove())

describe('the doctor', () => {
  it('finds nothing in a sound library, nor in one without a notebook', async () => {
    expect(await look()).toEqual({ sound: true, findings: [] })
    await rm(join(library.folder, '.lectern'), { recursive: true })
    expect(await look()).toEqual({ sound: true, findings: [] })
  })

  it.each<[string, (path: string) => Promise<unknown>, boolean]>([
    ['corrupt', (path) => writeFile(path, '{'), true],
    ['newer', (path) => writeFile(path, '{"schemaVersion": 7}'), false],
    ['conflict', (path) => copyFile(path, path.replace('.json', '.sync-conflict-20240104-101500-ABCDEFG.json')), true],
    ['conflict', (path) => copyFile(path, path.replace('.json', ' (conflicted copy 2024-01-04).json')), true],
    ['orphan', () => rm(join(library.folder, 'a.txt')), false],
    ['set-aside', (path) => writeFile(`${path}.corrupt-20240104T101500Z`, '{'), false],
    ['corrupt', () => writeFile(join(library.folder, '.lectern', 'library.json'), '[]'), true],
  ])('finds what is %s, and names the file', async (kind, harm, repairable) => {
    await harm(record)
    const { sound, findings } = await look()
    expect(sound).toBe(false)
    expect(findings).toEqual([
      {
        ...{ kind, repairable, path: expect.stringMatching(/^\.lectern\//) },
        message: expect.stringMatching(/^“\.lectern.*\.$/),
      },
    ])
  })

  it('finds a note with two texts', async () => {
    const json = JSON.parse(await readFile(record, 'utf8'))
    json.note.versions.push({ revision: { counter: 99, replica: 'elsewhere' }, text: 'other' })
    await writeFile(record, JSON.stringify(json))
    expect((await look()).findings).toMatchObject([{ kind: 'conflict' }])
  })

  it('calls a library sound that has leftovers of a cut-off write only', async () => {
    await writeFile(join(articles(), '.lectern-0123456789abcdef.tmp'), '{')
    expect(await look()).toMatchObject({ sound: true, findings: [{ kind: 'leftover' }] })
  })

  it('finds a moved article by its content where it is told what is there', async () => {
    await rm(join(library.folder, 'a.txt'))
    const files = filesOf(refOf('moved/a.txt', 'First article'))
    expect(await examine(library.folder, library.dataDir, files)).toEqual({ sound: true, findings: [] })
    expect((await examine(library.folder, library.dataDir, new Map())).findings).toMatchObject([{ kind: 'orphan' }])
  })

  it('changes nothing', async () => {
    await writeFile(record, '{')
    await writeFile(join(articles(), '.lectern-0123456789abcdef.tmp'), '{')
    const before = await library.tree(library.root)
    const time = (await stat(record)).mtimeMs
    await look()
    expect(await library.tree(library.root)).toEqual(before)
    expect((await stat(record)).mtimeMs).toBe(time)
  })

  it('says when the library itself is not there', async () => {
    await expect(examine(join(library.root, 'none'), library.dataDir)).rejects.toMatchObject({ code: 'io' })
  })
})
