import { execFileSync } from 'node:child_process'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleRef } from '#library/notebook/types'
import { addTag, setNote } from '../../../support/notebook-edits'
import { makeLibrary, type TestLibrary } from './support'

let library: TestLibrary
beforeEach(async () => {
  library = await makeLibrary()
})
afterEach(() => library.remove())

const onUnix = describe.runIf(process.platform !== 'win32')

onUnix('a notebook in a folder that somebody else made', () => {
  /** A folder outside the library whose files are nobody's business. */
  async function elsewhere(): Promise<string> {
    const folder = join(library.root, 'elsewhere')
    await mkdir(folder)
    await writeFile(join(folder, 'package.json'), '{}')
    await writeFile(join(folder, 'broken.json'), 'no json')
    return folder
  }

  for (const part of ['', 'articles', 'history']) {
    it(`is not led out of it by a link at .lectern/${part}`, async () => {
      const a = await library.put('a.txt', 'First article')
      const outside = await elsewhere()
      const link = join(library.folder, '.lectern', part)
      if (part !== '') await mkdir(join(library.folder, '.lectern'))
      await symlink(outside, link)

      const notebook = await library.open()
      expect(notebook.readOnly).toBe(true)
      await addTag(notebook, [a], 'x')
      await setNote(notebook, a, 'One')
      library.time += 3_600_000
      await setNote(notebook, a, 'Another')
      await notebook.close()

      expect(await library.tree(outside)).toEqual(['broken.json', 'package.json'])
      expect(library.notices.map(({ message }) => message).join()).toContain('through a link')
      const again = await library.open()
      expect(again.annotation('a.txt')).toMatchObject({ tags: ['x'], note: 'Another' })
      await again.close()
    })
  }

  it('is not led out by a link that appears while it is open', async () => {
    const a = await library.put('a.txt', 'First article')
    const outside = await elsewhere()
    const notebook = await library.open()
    await mkdir(join(library.folder, '.lectern'))
    await symlink(outside, join(library.folder, '.lectern', 'articles'))
    await addTag(notebook, [a], 'x')
    await notebook.close()
    expect(await library.tree(outside)).toEqual(['broken.json', 'package.json'])
    const again = await library.open()
    expect(again.annotation('a.txt').tags).toEqual(['x'])
    await again.close()
  })

  it('is not held up by what is no regular file, nor by a file without an end', async () => {
    const a = await library.put('a.txt', 'First article')
    const records = join(library.folder, '.lectern', 'articles')
    await mkdir(records, { recursive: true })
    execFileSync('mkfifo', [join(records, 'pipe.json'), join(library.folder, '.lectern', 'library.json')])
    await symlink('/dev/zero', join(records, 'zero.json'))

    const notebook = await library.open()
    await addTag(notebook, [a], 'x')
    expect(notebook.annotation('a.txt').tags).toEqual(['x'])
    await notebook.close()
    const names = (await readdir(records)).map((name) => name.replace(/\.corrupt-.*/, '.corrupt'))
    expect(names.sort()).toEqual(['id000002.json', 'pipe.json.corrupt', 'zero.json.corrupt'])
  })
})

describe('a record that somebody else made', () => {
  /** The article with a record of its own, changed by whoever gave the folder away. */
  async function withRecord(change: (record: string) => string): Promise<ArticleRef> {
    const a = await library.put('a.txt', 'First article')
    const notebook = await library.open()
    await addTag(notebook, [a], 'theirs')
    await notebook.close()
    const records = join(library.folder, '.lectern', 'articles')
    const [name = ''] = await readdir(records)
    const record = await readFile(join(records, name), 'utf8')
    expect(change(record)).not.toBe(record)
    await writeFile(join(records, name), change(record))
    return a
  }

  async function writeAndReopen(a: ArticleRef): Promise<void> {
    const notebook = await library.open()
    await addTag(notebook, [a], 'mine')
    await setNote(notebook, a, 'What I wrote')
    await notebook.close()
    const again = await library.open()
    expect(again.annotation('a.txt')).toMatchObject({ note: 'What I wrote' })
    expect(again.annotation('a.txt').tags).toContain('mine')
    await again.close()
  }

  it.each([2 ** 50, Number.MAX_SAFE_INTEGER, 1e300])(
    'with counter %d leaves room for what the reader writes',
    async (counter) => {
      await writeAndReopen(await withRecord((record) => record.replace(/"counter": 1\b/, `"counter": ${counter}`)))
    },
  )

  it('with lists within lists without an end keeps nothing from the disk', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const highlight = `{"x":{"revision":{"counter":3,"replica":"r"},"deep":${deep}}}`
    await writeAndReopen(await withRecord((record) => record.replace('"highlights": {}', `"highlights": ${highlight}`)))
  })
})
