import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { compileRules } from '#library/scan/ignore-rules'
import { type Scan, type ScanOptions, scan } from '#library/scan/scan'
import { type FolderBuilder, folderBuilder } from '../../../support/library-builder'
import { tempFolder } from '../../../support/temp-library'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function folder(files: Readonly<Record<string, string>> = {}): Promise<FolderBuilder> {
  const temp = tempFolder('scan')
  ends.push(temp.remove)
  const builder = folderBuilder(join(temp.path, 'lib'))
  await mkdir(builder.path)
  await builder.write(files)
  return builder
}

const walk = ({ path }: FolderBuilder, options: Partial<ScanOptions> = {}): Promise<Scan> =>
  scan({
    root: path,
    rules: compileRules({ include: [], exclude: [] }),
    signal: new AbortController().signal,
    ...options,
  })

const rules = (include: string[], exclude: string[]) => ({ rules: compileRules({ include, exclude }) })
const articles = (found: Scan): string[] => found.files.map(({ path }) => path)
const passedOver = (found: Scan): Record<string, string> =>
  Object.fromEntries(found.passedOver.map(({ path, kind, reason }) => [path, `${kind}: ${reason}`]))

describe('a scan', () => {
  it('lists articles at any depth, in the order of their paths, with size and time', async () => {
    const builder = await folder({ 'b.md': 'four', 'a/z.txt': '1', 'a/b/c/d.html': '<p>', 'UPPER.TXT': 'x' })
    const found = await walk(builder)
    expect(articles(found)).toEqual(['UPPER.TXT', 'a/b/c/d.html', 'a/z.txt', 'b.md'])
    const times = { modified: expect.any(Number), changed: expect.any(Number), born: expect.any(Number) }
    expect(found.files[3]).toMatchObject({ size: 4, ...times })
    expect(found.passedOver).toEqual([])
  })

  it('passes over what is hidden, what belongs to programs, and formats it does not read', async () => {
    const builder = await folder({
      'a.txt': 'a',
      '.hidden.txt': 'b',
      '.git/notes.md': 'c',
      'node_modules/x/README.md': 'd',
      '.lectern/articles/1.json': '{}',
      'photo.jpg': 'e',
      README: 'f',
    })
    const found = await walk(builder)
    expect(articles(found)).toEqual(['a.txt'])
    expect(passedOver(found)).toEqual({
      '.git': 'ignored: Hidden: its name starts with a dot.',
      '.hidden.txt': 'ignored: Hidden: its name starts with a dot.',
      '.lectern': 'ignored: Holds Lectern’s notes on these articles.',
      node_modules: 'ignored: Holds program packages.',
      'photo.jpg': 'ignored: Not a format that Lectern reads.',
      README: 'ignored: Not a format that Lectern reads.',
    })
  })

  it('says of documents it cannot read that they were left out, and leaves them out by rule in silence', async () => {
    const builder = await folder({ 'a.txt': 'a', 'paper.PDF': 'b', 'old/letter.docx': 'c', 'scan.pdf': 'd' })
    const found = await walk(builder, rules([], ['scan.pdf']))
    expect(articles(found)).toEqual(['a.txt'])
    expect(passedOver(found)).toEqual({
      'old/letter.docx': 'skipped: A Word document: Lectern reads text, Markdown and saved web pages.',
      'paper.PDF': 'skipped: A PDF document: Lectern reads text, Markdown and saved web pages.',
      'scan.pdf': 'ignored: Left out by this library’s rules.',
    })
  })

  it('passes over the folder of a saved page only where the page stands beside it', async () => {
    const builder = await folder({
      'page.html': '<p>page',
      'page_files/frame.html': '<p>frame',
      'old.htm': '<p>old',
      'old.files/frame.htm': '<p>frame',
      'lonely_files/kept.txt': 'kept',
      'case_files/kept.txt': 'kept',
      'case.txt': 'no page',
    })
    const found = await walk(builder)
    expect(articles(found)).toEqual([
      'case.txt',
      'case_files/kept.txt',
      'lonely_files/kept.txt',
      'old.htm',
      'page.html',
    ])
    expect(passedOver(found)).toEqual({
      page_files: 'ignored: Belongs to the saved page “page.html”.',
      'old.files': 'ignored: Belongs to the saved page “old.htm”.',
    })
  })

  it('passes over what an export of ours wrote, and nothing else beside it', async () => {
    const list = JSON.stringify({ schemaVersion: 1, files: [{ name: 'Exported.md' }, { name: 'gone.md' }] })
    const builder = await folder({
      'out/.lectern-export.json': list,
      'out/Exported.md': 'a',
      'out/own.md': 'b',
      'Exported.md': 'c',
      'newer/.lectern-export.json': '{"schemaVersion": 99, "files": [{"name": "Later.md"}]}',
      'newer/Later.md': 'e',
      'broken/.lectern-export.json': '{',
      'broken/own.md': 'd',
    })
    await mkdir(join(builder.path, 'piped'))
    execFileSync('mkfifo', [join(builder.path, 'piped/.lectern-export.json')])
    const found = await walk(builder)
    expect(articles(found)).toEqual(['Exported.md', 'broken/own.md', 'out/own.md'])
    expect(passedOver(found)).toMatchObject({
      'out/Exported.md': 'ignored: Written by an export of Lectern.',
      'newer/Later.md': 'ignored: Written by an export of Lectern.',
    })
  })

  it.each([
    [[], ['drafts'], ['a.txt', 'news/b.txt', 'news/x.md']],
    [[], ['drafts/**'], ['a.txt', 'news/b.txt', 'news/x.md']],
    [[], ['*.md'], ['a.txt', 'drafts/c.txt', 'news/b.txt']],
    [[], ['/news/'], ['a.txt', 'drafts/c.txt', 'drafts/x.md']],
    [['news'], [], ['news/b.txt', 'news/x.md']],
    [['**/*.txt'], ['news/b.*'], ['a.txt', 'drafts/c.txt']],
    [['*.md'], [], ['drafts/x.md', 'news/x.md']],
    [['  '], ['', '['], ['a.txt', 'drafts/c.txt', 'drafts/x.md', 'news/b.txt', 'news/x.md']],
  ])('follows the reader’s rules: include %j, exclude %j', async (include, exclude, expected) => {
    const names = ['a.txt', 'news/b.txt', 'news/x.md', 'drafts/c.txt', 'drafts/x.md']
    const builder = await folder(Object.fromEntries(names.map((name) => [name, name])))
    expect(articles(await walk(builder, rules(include, exclude)))).toEqual(expected)
  })

  it('follows a link to what is not listed anyway, and never leaves the library or goes round', async () => {
    const builder = await folder({ 'a/one.txt': '1', '.store/kept.md': 'k', '.store/more/two.md': '2' })
    await writeFile(join(builder.path, '..', 'outside.txt'), 'secret')
    await mkdir(join(builder.path, '..', 'lib-beside'))
    const link = (to: string, at: string) => symlink(to, join(builder.path, at))
    await link('.store/kept.md', 'kept.md')
    await link('.store/more', 'more')
    await link('a', 'alias')
    await link('.', 'a/loop')
    await link('..', 'a/up')
    await link('one.txt', 'a/again.txt')
    await link('../outside.txt', 'out.txt')
    await link('../lib-beside', 'beside')
    await link('nowhere.txt', 'broken.txt')
    await link('self.txt', 'self.txt')
    const found = await walk(builder)
    expect(articles(found)).toEqual(['a/one.txt', 'kept.md', 'more/two.md'])
    expect(passedOver(found)).toEqual({
      '.store': 'ignored: Hidden: its name starts with a dot.',
      'a/again.txt': 'ignored: A link to “a/one.txt”, which is listed in its own place.',
      'a/loop': 'ignored: A link to “a”, which is listed in its own place.',
      'a/up': 'ignored: A link to this library itself.',
      alias: 'ignored: A link to “a”, which is listed in its own place.',
      beside: 'ignored: A link to a place outside this library.',
      'broken.txt': 'skipped: A link that leads nowhere.',
      'out.txt': 'ignored: A link to a place outside this library.',
      'self.txt': 'skipped: A link that leads in a circle.',
    })
  })

  it('is not held up by pipes, nor misled by a folder that is named like an article', async () => {
    const builder = await folder({ 'folder.md/inside.txt': 'i' })
    execFileSync('mkfifo', [join(builder.path, 'pipe.txt'), join(builder.path, 'pipe')])
    const found = await walk(builder)
    expect(articles(found)).toEqual(['folder.md/inside.txt'])
    expect(passedOver(found)).toEqual({
      'folder.md': 'ignored: A folder that is named like an article. The articles in it are listed.',
      pipe: 'ignored: Not a format that Lectern reads.',
      'pipe.txt': 'skipped: Not a regular file, but a pipe, a socket or a device.',
    })
  })

  it('names a file whose name is not UTF-8, and lists names of all scripts', async () => {
    const builder = await folder({
      'статья.txt': 'x',
      '文章 1.md': 'x',
      'tab\tand "quote".txt': 'x',
      'new\nline.txt': 'x',
    })
    await writeFile(Buffer.concat([Buffer.from(`${builder.path}/caf`), Buffer.from([0xe9]), Buffer.from('.txt')]), 'x')
    const found = await walk(builder)
    expect(articles(found)).toEqual(['new\nline.txt', 'tab\tand "quote".txt', 'статья.txt', '文章 1.md'])
    expect(passedOver(found)).toEqual({
      'caf\ufffd.txt': 'skipped: Its name is not valid UTF-8. Rename it to have it listed.',
    })
  })

  it('names the libraries inside, at any depth', async () => {
    const builder = await folder({
      'a.txt': 'a',
      '.lectern/library.json': '{}',
      'inner/.lectern/library.json': '{}',
      'inner/b.txt': 'b',
      'x/y/.lectern/library.json': '{}',
      'x/.lectern/other.txt': 'not a notebook',
    })
    const found = await walk(builder)
    expect(found.nested).toEqual(['inner', 'x/y'])
    expect(articles(found)).toEqual(['a.txt', 'inner/b.txt'])
  })

  it('counts as it goes, and stops when it is cancelled', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `f${n % 6}/sub/n${n}.txt`)
    const builder = await folder(Object.fromEntries(names.map((name) => [name, name])))
    const counts: number[] = []
    await walk(builder, { onProgress: (seen) => counts.push(seen) })
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect(counts.at(-1)).toBe(60 + 12)
    const abort = new AbortController()
    const cancelled = walk(builder, { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('fails plainly where the folder is gone or is a file', async () => {
    const builder = await folder({ 'a.txt': 'a' })
    await expect(walk(folderBuilder(join(builder.path, 'missing')))).rejects.toMatchObject({ code: 'not-found' })
    await expect(walk(folderBuilder(join(builder.path, 'a.txt')))).rejects.toMatchObject({ code: 'not-found' })
  })

  it('does not lose its way in a very deep folder', async () => {
    const deep = Array.from({ length: 120 }, () => 'd').join('/')
    const builder = await folder({ [`${deep}/end.txt`]: 'x' })
    expect(articles(await walk(builder))).toEqual([`${deep}/end.txt`])
  })
})
