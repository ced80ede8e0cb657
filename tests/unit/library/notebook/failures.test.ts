import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FileSystem, nodeFileSystem } from '#library/disk/file-system'
import { addTag, setNote } from '../../../support/notebook-edits'
import { faultyFileSystem } from '../faulty-file-system'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const a = refOf('a.txt', 'First article')
const b = refOf('b.txt', 'Second article')
const messages = (): string => library.notices.map((notice) => `${notice.level}: ${notice.message}`).join('\n')
const articles = (): string => join(library.folder, '.lectern', 'articles')
const onlyRecord = async (): Promise<string> => {
  const [name = ''] = (await readdir(articles())).filter((one) => one.endsWith('.json'))
  return join(articles(), name)
}
/** Writes one record and gives the path of its file. */
const annotated = async (): Promise<string> => {
  const notebook = await library.open()
  await setNote(notebook, a, 'old')
  await notebook.close()
  return onlyRecord()
}

/** A disk that is full while `full` is set. */
function fillableDisk(): FileSystem & { full: boolean } {
  return {
    ...nodeFileSystem,
    full: false,
    async create(path) {
      const file = await nodeFileSystem.create(path)
      const write = (data: Uint8Array): Promise<void> =>
        this.full ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : file.write(data)
      return { ...file, write }
    },
  }
}

describe('when writing fails', () => {
  it.each([
    { once: true, undo: false },
    { once: false, undo: false },
    { once: false, undo: true },
  ])('at any step, the old or the new note stands, never a part (once: $once, undo: $undo)', async ({ once, undo }) => {
    let steps = 0
    for (let at = 1; at === 1 || steps >= at; at++) {
      await rm(join(library.folder, '.lectern'), { recursive: true, force: true })
      await annotated()
      const fileSystem = faultyFileSystem(at, { once })
      const notebook = await library.open({ fileSystem, retryDelays: [100_000] })
      const outcome = await setNote(notebook, a, 'new').then(
        () => 'saved' as const,
        (error: unknown) => error,
      )
      if (outcome !== 'saved') expect(outcome).toMatchObject({ code: 'io' })
      // The edit is not lost: it is shown, and written as soon as that works again.
      expect(notebook.annotation('a.txt').note).toBe('new')
      if (!once) await fileSystem.cutPower(undo)
      const reopened = await library.open()
      expect(reopened.annotation('a.txt').note).toMatch(outcome === 'saved' ? /^new$/ : /^(old|new)$/)
      if (once) {
        await notebook.close()
        expect((await library.open()).annotation('a.txt').note).toBe('new')
      } else await notebook.close().catch(() => undefined)
      steps = fileSystem.steps
    }
    // Making folders, the copy in the history, the record, the folder's fsync.
    expect(steps).toBeGreaterThan(12)
    expect(messages()).not.toContain('in two places')
  })

  it('keeps the edit, says so, tries again by itself, and says when it is saved', async () => {
    const disk = fillableDisk()
    const notebook = await library.open({ fileSystem: disk, retryDelays: [5, 10] })
    await addTag(notebook, [a], 'before')
    disk.full = true
    await expect(setNote(notebook, a, 'typed')).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining('full'),
    })
    expect(notebook.annotation('a.txt').note).toBe('typed')
    expect(notebook.problem).toContain('the disk is full')
    await expect(notebook.flush()).rejects.toMatchObject({ code: 'io' })
    expect(messages()).toMatch(
      /^error: Your last tags and notes are not saved yet.*the disk is full.*tries again by itself/,
    )
    disk.full = false
    await expect.poll(() => messages()).toContain('info: Everything you wrote is saved now.')
    expect(notebook.problem).toBeNull()
    expect(library.notices).toHaveLength(2)
    await notebook.close()
    expect((await library.open()).annotation('a.txt')).toMatchObject({ tags: ['before'], note: 'typed' })
  })

  it('of one record, the others are saved', async () => {
    const file = await annotated()
    const notebook = await library.open({ retryDelays: [100_000] })
    await rm(file)
    await mkdir(file)
    await expect(addTag(notebook, [a, b], 'x')).rejects.toMatchObject({ code: 'io' })
    await addTag(notebook, [b], 'y')
    await expect(notebook.close()).rejects.toMatchObject({ code: 'io' })
    expect((await library.open()).annotation('b.txt').tags).toEqual(['x', 'y'])
    await rm(file, { recursive: true })
  })

  it('fails as one when the lock cannot be had, and succeeds later', async () => {
    await writeFile(library.dataDir, 'in the way')
    const notebook = await library.open({ retryDelays: [100_000] })
    await expect(setNote(notebook, a, 'typed')).rejects.toMatchObject({ code: 'io' })
    expect(await library.tree()).toEqual([])
    await rm(library.dataDir)
    await notebook.close()
    expect((await library.open()).annotation('a.txt').note).toBe('typed')
  })

  it('is not after closing', async () => {
    const notebook = await library.open()
    await notebook.close()
    await expect(addTag(notebook, [a], 'x')).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('a file that cannot be read', () => {
  it('is told of, left alone until something is written, and then set aside with all that is in it', async () => {
    const file = await annotated()
    await writeFile(file, '{"schemaVersion": 1, "id": ')
    const notebook = await library.open()
    await notebook.reconcile(filesOf(a))
    expect(messages()).toContain('cannot be read')
    expect(library.notices).toHaveLength(1)
    expect(notebook.annotation('a.txt').note).toBe('')
    expect(await readFile(file, 'utf8')).toBe('{"schemaVersion": 1, "id": ')
    await setNote(notebook, a, 'new')
    await notebook.close()
    const names = await readdir(articles())
    const [aside = ''] = names.filter((name) => name.includes('.corrupt-'))
    expect(await readFile(join(articles(), aside), 'utf8')).toBe('{"schemaVersion": 1, "id": ')
    expect((await library.open()).annotation('a.txt').note).toBe('new')
  })

  it('while it is open, is written again from memory', async () => {
    const file = await annotated()
    const notebook = await library.open()
    await writeFile(file, 'broken by somebody')
    await addTag(notebook, [a], 'x')
    await notebook.close()
    expect((await readdir(articles())).some((name) => name.includes('.corrupt-'))).toBe(true)
    expect((await library.open()).annotation('a.txt')).toMatchObject({ tags: ['x'], note: 'old' })
  })

  it('and is the library’s own, is set aside and made anew', async () => {
    await annotated()
    const path = join(library.folder, '.lectern', 'library.json')
    await writeFile(path, '')
    const notebook = await library.open()
    await addTag(notebook, [a], 'x')
    await notebook.close()
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ schemaVersion: 1 })
    expect(messages()).toContain('set aside')
  })
})

describe('a file of a newer format', () => {
  it('keeps its article from being edited, and is never touched', async () => {
    const file = await annotated()
    const newer = JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), schemaVersion: 2 })
    await writeFile(file, newer)
    const notebook = await library.open()
    await expect(setNote(notebook, a, 'new')).rejects.toMatchObject({ code: 'newer-format' })
    await addTag(notebook, [b], 'x')
    await notebook.close()
    expect(await readFile(file, 'utf8')).toBe(newer)
    expect(messages()).toContain('newer Lectern')
  })

  it('that comes while the notebook is open is not written over', async () => {
    const file = await annotated()
    const notebook = await library.open()
    const newer = JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), schemaVersion: 2 })
    await writeFile(file, newer)
    await expect(addTag(notebook, [a], 'x')).rejects.toMatchObject({ code: 'newer-format' })
    expect(notebook.annotation('a.txt')).toMatchObject({ tags: [], note: 'old' })
    await expect(addTag(notebook, [a], 'y')).rejects.toMatchObject({ code: 'newer-format' })
    await notebook.close()
    expect(await readFile(file, 'utf8')).toBe(newer)
  })

  it('that is the library’s own stops all editing', async () => {
    await annotated()
    const before = await library.tree()
    await writeFile(join(library.folder, '.lectern', 'library.json'), '{"schemaVersion": 2}')
    const notebook = await library.open()
    expect(notebook.problem).toContain('newer Lectern')
    expect(notebook.annotation('a.txt').note).toBe('old')
    await expect(addTag(notebook, [b], 'x')).rejects.toMatchObject({ code: 'newer-format' })
    await notebook.close()
    expect(await library.tree()).toEqual(before)
  })
})

describe('the history', () => {
  const copies = async (): Promise<readonly string[]> =>
    (await library.tree()).filter((path) => path.startsWith('.lectern/history/'))

  it('has every deleted note', async () => {
    await annotated()
    const notebook = await library.open()
    await setNote(notebook, a, '')
    await notebook.close()
    expect((await library.open()).annotation('a.txt').note).toBe('')
    const [copy = '', ...others] = await copies()
    expect(others).toEqual([])
    expect(copy).toMatch(/history\/\w+\/000001-20240104T100000Z\.json$/)
    expect(JSON.parse(await readFile(join(library.folder, copy), 'utf8')).note.versions[0].text).toBe('old')
  })

  it('has a note that is typed on once a minute, and twenty copies at most', async () => {
    const notebook = await library.open()
    for (let minute = 0; minute < 30; minute++) {
      for (let second = 0; second < 3; second++) {
        await setNote(notebook, a, `Text ${minute}.${second}`)
        library.time += 1_000
      }
      library.time += 60_000
    }
    await notebook.close()
    expect(await copies()).toHaveLength(20)
  })
})
