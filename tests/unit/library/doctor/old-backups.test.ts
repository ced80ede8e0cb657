import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repair } from '#library/doctor/repair'
import { addTag, setNote } from '../../../support/notebook-edits'
import { filesOf, makeLibrary, refOf, type TestLibrary } from '../notebook/support'

const refs = [refOf('a.txt', 'First article'), refOf('b.txt', 'Second article')] as const
const [a, b] = refs
let library: TestLibrary
const articles = (): string => join(library.folder, '.lectern', 'articles')
const backups = (): string => join(library.dataDir, 'backups')
const kept = async (): Promise<readonly string[]> => (await readdir(backups())).sort()

let ids = 0
async function mend(): Promise<Awaited<ReturnType<typeof repair>>> {
  library.time += 60_000
  return repair({
    ...{ folder: library.folder, dataDir: library.dataDir, files: filesOf(...refs) },
    ...{ now: () => library.time, newId: () => `new${++ids}` },
  })
}

async function write(article: typeof a, tag: string): Promise<void> {
  const notebook = await library.open()
  await addTag(notebook, [article], tag)
  await notebook.close()
}

/** The file of the record of an article; undefined where there is none. */
async function recordOf(path: string): Promise<string | undefined> {
  for (const name of await readdir(articles())) {
    if (!name.endsWith('.json')) continue
    const file = join(articles(), name)
    const text = await readFile(file, 'utf8')
    if (text.includes(`"path": "${path}"`) && !text.includes('broken')) return file
  }
  return undefined
}

/** A synchroniser’s copy of a record: something to repair, in which nothing stands that is not in its record. */
async function addCopy(path: string): Promise<void> {
  const record = await recordOf(path)
  if (record !== undefined) await copyFile(record, record.replace(/\.json$/, '.sync-conflict-1.json'))
}

/** All that lies in the notebook and in the copies. */
async function everything(): Promise<string> {
  const files = await library.tree(library.root)
  return (await Promise.all(files.map((file) => readFile(join(library.root, file), 'utf8')))).join('\n')
}

beforeEach(async () => {
  library = await makeLibrary()
  await library.put('a.txt', 'First article')
  await library.put('b.txt', 'Second article')
  await write(a, 'kept')
  await write(b, 'kept')
})
afterEach(() => library.remove())

describe('the copies from before repairs', () => {
  it('are five, where all of the older ones is in the notebook; the reader is told', async () => {
    const made: string[] = []
    for (let round = 0; round < 8; round++) {
      await write(a, `tag/${round}`)
      await addCopy('a.txt')
      const { backup, done } = await mend()
      made.push(backup?.slice(backups().length + 1) ?? '')
      const dropped = done.filter((line) => line.includes('was an old copy'))
      expect(dropped).toHaveLength(round < 5 ? 0 : 1)
      expect(dropped.join()).toContain(made[round - 5] ?? '')
    }
    expect(await kept()).toEqual(made.slice(-5))
  })

  it('stay where they hold a record that is gone, a broken file, or an article’s note as nobody knows it any more', async () => {
    const notebook = await library.open()
    await setNote(notebook, b, 'Nowhere else')
    await notebook.close()
    await addCopy('a.txt')
    await mend()
    await rm((await recordOf('b.txt')) ?? '')
    await writeFile(join(articles(), 'broken.json'), 'broken, and the only one')
    await mend()
    for (const name of await readdir(articles())) if (name.includes('corrupt')) await rm(join(articles(), name))
    for (let round = 0; round < 7; round++) {
      await addCopy('a.txt')
      await mend()
    }
    expect(await kept()).toHaveLength(7)
    const all = await everything()
    expect(all).toContain('Nowhere else')
    expect(all).toContain('broken, and the only one')
  })

  it('of other libraries, and what else lies there, are left alone; what was never complete goes', async () => {
    await addCopy('a.txt')
    const { backup } = await mend()
    const own = (backup ?? '').slice(backups().length + 1)
    const others = ['0123456789abcdef0123456789abcdef-20200101T000000Z', 'mine', `${own.slice(0, 32)}-mine`]
    for (const other of [...others, `${others[0]}.incomplete`, `${own}.incomplete`]) {
      await mkdir(join(backups(), other))
      await writeFile(join(backups(), other, 'file'), 'other')
    }
    for (let round = 0; round < 6; round++) {
      await addCopy('a.txt')
      await mend()
    }
    const names = await kept()
    expect(names).toEqual(expect.arrayContaining([...others, `${others[0]}.incomplete`]))
    expect(names).toHaveLength(5 + 4)
    expect(names).not.toContain(`${own}.incomplete`)
  })

  it('together with the notebook hold all that was ever in one of them, whatever happens to the notebook', async () => {
    const deed = fc.record({
      article: fc.constantFrom(...refs),
      harm: fc.constantFrom('copy', 'delete', 'break', 'library' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 10 }), async (deeds) => {
        await library.remove()
        library = await makeLibrary()
        for (const { path } of refs) await library.put(path, path)
        const copied: string[] = []
        for (const [at, { article, harm }] of deeds.entries()) {
          await write(article, `mark-${at}-`)
          const record = await recordOf(article.path)
          await addCopy(article.path)
          if (harm === 'break' && record !== undefined) await writeFile(record, `broken mark-${at}-b-`)
          if (harm === 'library') await writeFile(join(articles(), '..', 'library.json'), `broken mark-${at}-l-`)
          await mend()
          const marks = (await everything()).match(/mark-\d+-(?:[bl]-)?/g) ?? []
          copied.push(...marks)
          if (harm === 'delete' && record !== undefined) await rm(record, { force: true })
          const now = await everything()
          for (const mark of new Set(copied)) expect(now).toContain(mark)
        }
      }),
      { numRuns: 6 },
    )
  }, 120_000)
})
