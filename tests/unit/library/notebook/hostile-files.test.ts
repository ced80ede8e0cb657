import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeAnchor } from '#core/anchoring/index'
import type { Edit } from '#core/notebook/record'
import { examine } from '#library/doctor/examine'
import { repair } from '#library/doctor/repair'
import { setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const onUnix = describe.runIf(process.platform !== 'win32')
const a = refOf('a.txt', 'First article')

/** A notebook of one record, of which there is an earlier version; its folder. */
async function written(): Promise<string> {
  await library.put('a.txt', 'First article')
  const notebook = await library.open()
  await setNote(notebook, a, 'What I wrote first')
  library.time += 3_600_000
  await setNote(notebook, a, 'Something else')
  await notebook.close()
  return join(library.folder, '.lectern')
}

const mend = () =>
  repair({
    ...{ folder: library.folder, dataDir: library.dataDir, files: filesOf(a) },
    ...{ now: () => library.time, newId: () => 'mended' },
  })

async function noteThere(): Promise<string> {
  const notebook = await library.open()
  const { note } = notebook.annotation('a.txt')
  await notebook.close()
  return note
}

onUnix('what is no regular file in a notebook', () => {
  /** Puts a pipe in a file's place. */
  async function pipe(path: string): Promise<void> {
    await rm(path, { force: true })
    execFileSync('mkfifo', [path])
  }

  it('holds up neither the doctor nor a repair, wherever it lies', async () => {
    const root = await written()
    const [record = ''] = await readdir(join(root, 'articles'))
    await mkdir(join(root, 'states'))
    for (const name of ['states/theirs.jsonl', 'pipe', 'library.json', `articles/${record}`])
      await pipe(join(root, name))
    await symlink('/dev/zero', join(root, 'states', 'endless.jsonl'))
    await symlink('/dev/zero', join(root, 'endless'))
    const { findings } = await examine(library.folder, library.dataDir)
    const named = (name: string) => findings.find(({ path }) => path.endsWith(name))?.message
    expect(named('theirs.jsonl')).toContain('not a regular file')
    expect(named('endless.jsonl')).toContain('not a regular file')
    const { backup, done } = await mend()
    expect(done.join('\n')).toContain('library.json')
    expect(backup).not.toBeNull()
    expect(await noteThere()).toBe('What I wrote first')
  })

  it('in the place of an earlier version does not hold up the next one', async () => {
    const root = await written()
    const [id = ''] = await readdir(join(root, 'history'))
    const [copy = ''] = await readdir(join(root, 'history', id))
    await pipe(join(root, 'history', id, copy))
    library.time += 3_600_000
    const notebook = await library.open()
    await setNote(notebook, a, 'A third text')
    expect(await notebook.versions('a.txt')).toHaveLength(1)
    await notebook.close()
  })

  it('keeps a notebook from being moved, with words, and nothing is gone', async () => {
    const root = await written()
    await pipe(join(root, 'pipe'))
    const notebook = await library.open()
    await expect(notebook.move('app')).rejects.toThrow(/pipe.*no regular file/)
    await notebook.close()
    expect(await noteThere()).toBe('Something else')
  })
})

describe('names and numbers that nobody gives', () => {
  it('an earlier version with a number without an end does not hide those that follow', async () => {
    const root = await written()
    const [id = ''] = await readdir(join(root, 'history'))
    const folder = join(root, 'history', id)
    const [copy = ''] = await readdir(folder)
    const content = await readFile(join(folder, copy))
    for (const number of ['9'.repeat(15), '9'.repeat(16), '9'.repeat(40)])
      await writeFile(join(folder, `${number}-20240104T101500Z.json`), content)
    const notebook = await library.open()
    for (const text of ['A third text', 'The fourth', 'Now another one']) {
      library.time += 3_600_000
      await setNote(notebook, a, text)
    }
    const notes = (await notebook.versions('a.txt')).map(({ record }) => record.note.versions[0]?.text)
    await notebook.close()
    expect(notes).toEqual(expect.arrayContaining(['Something else', 'A third text', 'The fourth']))
  })

  it.each([8.64e15, -8.64e15, 253_402_300_800_000])('a clock at %d keeps every version', async (time) => {
    await written()
    library.time = time
    const notebook = await library.open()
    for (const text of ['A third text', 'The fourth', 'Now another one']) await setNote(notebook, a, text)
    const notes = (await notebook.versions('a.txt')).map(({ record }) => record.note.versions[0]?.text)
    await notebook.close()
    expect(notes).toEqual(expect.arrayContaining(['Something else', 'A third text', 'The fourth']))
  })
})

describe('more than anybody writes', () => {
  it('does not fit into a file that could not be read again: refused with words, and what was saved stays', async () => {
    await written()
    const notebook = await library.open({ retryDelays: [60_000] })
    await expect(setNote(notebook, a, '"'.repeat(34_000_000))).rejects.toThrow(/64 MiB/)
    expect(notebook.annotation('a.txt').note).toHaveLength(34_000_000)
    expect(notebook.problem).toContain('64 MiB')
    const other = await library.open()
    expect(other.annotation('a.txt').note).toBe('Something else')
    await other.close()
    await setNote(notebook, a, 'Something short')
    await notebook.close()
    expect(await noteThere()).toBe('Something short')
  })

  it('3,000 highlights of one article are one change like any other', async () => {
    await library.put('a.txt', 'First article')
    const notebook = await library.open()
    const edits = Array.from(
      { length: 3_000 },
      (_, at): Edit => ({
        ...{ kind: 'add-highlight', id: `h${at}`, anchor: makeAnchor('First article', 0, 5), colour: 'yellow' },
        created: '2024-01-04T10:00:00Z',
      }),
    )
    await notebook.edit([{ article: a, edits }])
    await notebook.close()
    const again = await library.open()
    expect(again.annotation('a.txt').highlights).toHaveLength(3_000)
    await again.close()
  })

  it('of a thousand versions that a synchroniser left the newest are shown, and the next changes clear them away', async () => {
    const root = await written()
    const [id = ''] = await readdir(join(root, 'history'))
    const folder = join(root, 'history', id)
    const [copy = ''] = await readdir(folder)
    const content = await readFile(join(folder, copy))
    for (let number = 2; number < 1_000; number++)
      await writeFile(join(folder, `${String(number).padStart(6, '0')}-20240104T110000Z.json`), content)
    const notebook = await library.open()
    expect(await notebook.versions('a.txt')).toHaveLength(200)
    for (let change = 0; change < 5; change++) {
      library.time += 3_600_000
      await setNote(notebook, a, `${change}${change} another text`.repeat(change + 1))
    }
    await notebook.close()
    const left = await readdir(folder)
    expect(left).toHaveLength(20)
    expect(left).toContain(copy)
  })
})

it('of many broken records the first are told of one by one, the others by their number', async () => {
  const articles = join(library.folder, '.lectern', 'articles')
  await mkdir(articles, { recursive: true })
  for (let at = 0; at < 150; at++) await writeFile(join(articles, `x${at}.json`), 'broken')
  await library.put('a.txt', 'First article')
  const notebook = await library.open()
  await setNote(notebook, a, 'What I wrote')
  await notebook.close()
  const told = library.notices.map(({ message }) => message)
  expect(told.length).toBeLessThan(50)
  expect(told.filter((message) => message.includes('130 more files'))).toHaveLength(2)
  expect((await readdir(articles)).filter((name) => name.includes('.corrupt-'))).toHaveLength(150)
  expect(await noteThere()).toBe('What I wrote')
})
