import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ExportableArticle } from '#core/export/article'
import { exportDocument } from '#core/export/document'
import { exportArticles } from '#library/export/export'

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'lectern-export-')), 'out')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const article = (path: string, title: string, note = ''): ExportableArticle => ({
  library: 'lib',
  libraryName: 'News',
  path,
  title,
  date: { iso: '2024-01-04', written: null },
  author: null,
  source: null,
  url: null,
  language: null,
  tags: [],
  note,
  highlights: [],
  tree: [{ name: 'p', children: [{ start: 0, value: `Text of ${path}.` }] }],
  text: `Text of ${path}.`,
})
const now = () => Date.UTC(2024, 0, 4)
const run = (...articles: readonly ExportableArticle[]) => exportArticles(articles, folder, now)
const read = (name: string) => readFile(join(folder, name), 'utf8')
const a = article('a.txt', 'Title')

describe('exporting', () => {
  it('writes one file per article and the manifest, and nothing else', async () => {
    const b = article('b.txt', 'title')
    const c = article('c.txt', '../../escape')
    const report = await run(a, b, c)
    expect(report).toEqual({
      folder,
      written: ['Title.md', 'title (2).md', 'escape.md'],
      unchanged: [],
      kept: [],
      failed: [],
    })
    expect((await readdir(folder)).sort()).toEqual(['.lectern-export.json', 'Title.md', 'escape.md', 'title (2).md'])
    expect(await read('Title.md')).toBe(exportDocument(a))
    expect(await read('title (2).md')).toBe(exportDocument(b))
  })

  it('takes articles as they come', async () => {
    const articles = async function* () {
      for (let at = 0; at < 450; at++) yield article(`${at}.txt`, `Article ${at % 9}`)
    }
    const report = await exportArticles(articles(), folder, now)
    expect(report.written).toHaveLength(450)
    expect(new Set(report.written).size).toBe(450)
    expect((await exportArticles(articles(), folder, now)).unchanged).toEqual(report.written)
  })

  it('changes nothing at all when nothing changed, whatever the time', async () => {
    await run(a)
    const before = await read('.lectern-export.json')
    const report = await exportArticles([a], folder, () => Date.UTC(2030, 0, 1))
    expect(report).toMatchObject({ written: [], unchanged: ['Title.md'], kept: [] })
    expect(await read('.lectern-export.json')).toBe(before)
  })

  it('replaces its own file when the article changed, under the old name', async () => {
    await run(a)
    const changed = { ...a, title: 'Another title', note: 'New' }
    expect(await run(changed)).toMatchObject({ written: ['Title.md'], unchanged: [], kept: [] })
    expect(await read('Title.md')).toBe(exportDocument(changed))
  })

  it('leaves a file that the reader changed, writes beside it, and says so once', async () => {
    await run(a)
    await writeFile(join(folder, 'Title.md'), 'my own edit')
    expect(await run({ ...a, note: 'New' })).toMatchObject({
      written: ['Title (2).md'],
      kept: [{ file: 'Title.md', instead: 'Title (2).md', reason: 'It was changed after Lectern wrote it.' }],
    })
    expect(await read('Title.md')).toBe('my own edit')
    expect(await run({ ...a, note: 'New' })).toMatchObject({ written: [], unchanged: ['Title (2).md'], kept: [] })
    expect(await run({ ...a, note: 'Newer' })).toMatchObject({ written: ['Title (2).md'], kept: [] })
    expect(await read('Title.md')).toBe('my own edit')
  })

  it('leaves files of others, also folders, links, and names that differ in case only', async () => {
    await mkdir(join(folder, 'Title (2).md'), { recursive: true })
    await writeFile(join(folder, 'Title.md'), 'foreign')
    await writeFile(join(folder, 'target'), 'target')
    await symlink(join(folder, 'target'), join(folder, 'Title (3).md'))
    await writeFile(join(folder, 'title (4).md'), 'foreign')
    const report = await run(a)
    expect(report.written).toHaveLength(1)
    expect(report.written[0]).toMatch(/^Title \([45]\)\.md$/)
    expect(report.kept).toEqual([
      { file: 'Title.md', instead: report.written[0], reason: 'It was not written by Lectern.' },
    ])
    expect(await read('Title.md')).toBe('foreign')
    expect(await read('target')).toBe('target')
    expect(await read('title (4).md')).toBe('foreign')
  })

  it('knows its own text again when the manifest is lost, and takes nothing else for its own', async () => {
    const b = article('b.txt', 'Other')
    await run(a, b)
    await rm(join(folder, '.lectern-export.json'))
    expect(await run(a, { ...b, note: 'New' })).toMatchObject({
      unchanged: ['Title.md'],
      written: ['Other (2).md'],
      kept: [{ file: 'Other.md' }],
    })
    expect(await read('Other.md')).toBe(exportDocument(b))
  })

  it('never overwrites a foreign file after a run that was cut off between manifest and file', async () => {
    await run(a)
    const began = JSON.parse(await read('.lectern-export.json'))
    began.files[0].sha256 = null
    began.files[0].next = '0'.repeat(64)
    await writeFile(join(folder, '.lectern-export.json'), JSON.stringify(began))
    await writeFile(join(folder, 'Title.md'), 'put there by somebody else')
    expect(await run(a)).toMatchObject({ written: ['Title (2).md'], kept: [{ file: 'Title.md' }] })
    expect(await read('Title.md')).toBe('put there by somebody else')
  })

  it('goes on after a run that was cut off between file and manifest', async () => {
    await run(a)
    const manifest = JSON.parse(await read('.lectern-export.json'))
    const changed = { ...a, note: 'New' }
    await run(changed)
    const after = JSON.parse(await read('.lectern-export.json'))
    manifest.files[0].next = after.files[0].sha256
    await writeFile(join(folder, '.lectern-export.json'), JSON.stringify(manifest))
    expect(await run({ ...a, note: 'Newer' })).toMatchObject({ written: ['Title.md'], kept: [] })
    expect(await read('Title.md')).toContain('Newer')
  })

  it('writes a deleted file again, and finds a renamed one no more', async () => {
    await run(a)
    await rename(join(folder, 'Title.md'), join(folder, 'Mine.md'))
    expect(await run(a)).toMatchObject({ written: ['Title.md'], kept: [] })
    expect(await read('Mine.md')).toBe(exportDocument(a))
  })

  it('keeps a broken manifest aside and treats every file as foreign', async () => {
    await run(a)
    await writeFile(join(folder, '.lectern-export.json'), '{ broken')
    expect(await run({ ...a, note: 'New' })).toMatchObject({ written: ['Title (2).md'] })
    const names = await readdir(folder)
    expect(names.filter((name) => name.startsWith('.lectern-export.json.corrupt-'))).toHaveLength(1)
    expect(await read('Title.md')).toBe(exportDocument(a))
  })

  it('refuses a folder with a manifest of a newer format, and touches nothing', async () => {
    await mkdir(folder)
    await writeFile(join(folder, '.lectern-export.json'), '{"schemaVersion": 2}')
    await expect(run(a)).rejects.toMatchObject({ code: 'newer-format' })
    expect(await readdir(folder)).toEqual(['.lectern-export.json'])
  })
})
