/** The commands on real folders, over the real host; articles are read by the parse worker as it is built. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import {
  doctorOutputSchema,
  exportOutputSchema,
  indexOutputSchema,
  noteOutputSchema,
  searchOutputSchema,
  showOutputSchema,
  tagOutputSchema,
  triageOutputSchema,
} from '../../../src/cli/json'
import { run } from '../../../src/cli/run'
import { folderState, tempFolder } from '../../support/temp-library'
import { fakeTerminal } from './fake-terminal'

let temp: { readonly path: string; remove(): void }
let news: string

beforeEach(() => {
  temp = tempFolder('cli')
  news = join(temp.path, 'news')
  mkdirSync(join(news, '2024'), { recursive: true })
  writeFileSync(
    join(news, '2024', 'harbour.txt'),
    ' date 2024-01-04 The harbour opens again after the storm\n\nShips returned to the harbour on Thursday. “We waited three weeks,” said a pilot.\n',
  )
  writeFileSync(
    join(news, '2024', 'market.txt'),
    ' date 2024-02-10 Fish is dear at the market\n\nThe market near the harbour sells little fish.\n',
  )
  writeFileSync(
    join(news, 'garden.md'),
    '---\ntitle: A garden in the city\nauthor: The gardeners\ndate: 2024-03\n---\n\n# Beans\n\nBeans grow on *strings*.\n',
  )
  writeFileSync(join(news, '+1.txt'), 'One more\n\nAn odd name.\n')
  mkdirSync(join(news, '.hidden'))
  writeFileSync(join(news, '.hidden', 'secret.txt'), 'hidden')
})
afterEach(() => temp.remove())

interface Ran {
  readonly exitCode: number
  readonly out: string
  readonly err: string
}

async function lectern(args: readonly string[], options: Parameters<typeof fakeTerminal>[1] = {}): Promise<Ran> {
  const terminal = fakeTerminal(temp.path, options)
  const exitCode = await run(terminal, args, '0.0.0')
  return { exitCode, out: terminal.out(), err: terminal.err() }
}

/** Runs with `--json` and checks the object against its schema, strictly. */
async function json<S extends z.ZodType>(
  schema: S,
  args: readonly string[],
  exitCode = 0,
  input = '',
): Promise<z.output<S>> {
  const ran = await lectern([...args.slice(0, 1), '--json', ...args.slice(1)], { input })
  expect([ran.err, ran.exitCode]).toEqual(['', exitCode])
  expect(ran.out).toMatch(/^\{.*\}\n$/)
  return schema.parse(JSON.parse(ran.out))
}

describe('index', () => {
  it('counts what came, changed and went', async () => {
    expect(await json(indexOutputSchema, ['index', 'news'])).toMatchObject({
      articles: 4,
      added: 4,
      changed: 0,
      removed: 0,
      skipped: [],
    })
    expect(await json(indexOutputSchema, ['index', 'news'])).toMatchObject({
      articles: 4,
      added: 0,
      changed: 0,
      removed: 0,
    })
    writeFileSync(join(news, 'garden.md'), 'Only peas now, and more of them.')
    writeFileSync(join(news, 'new.txt'), 'A new one.')
    expect(await json(indexOutputSchema, ['index', 'news'])).toMatchObject({
      articles: 5,
      added: 1,
      changed: 1,
      removed: 0,
    })
  })

  it('says so for people', async () => {
    const { exitCode, out, err } = await lectern(['index', news])
    expect([exitCode, err]).toEqual([0, ''])
    expect(out).toMatch(/^4 articles: 4 added, 0 changed, 0 removed \(\d+\.\d s\)\n\d+ files? ignored, 0 skipped\n$/)
  })

  it('writes nothing into the folder, nor do search, show and doctor', async () => {
    const before = folderState(news)
    await lectern(['index', 'news'])
    await lectern(['search', 'news', 'harbour'])
    await lectern(['show', 'news', 'garden.md'])
    await lectern(['doctor', 'news'])
    expect(folderState(news)).toEqual(before)
  })
})

describe('search', () => {
  it('finds in a folder that was never indexed', async () => {
    const found = await json(searchOutputSchema, ['search', 'news', 'the', 'harbour'])
    expect(found).toMatchObject({ query: 'the harbour', total: 2, partial: false })
    expect(found.explanation).not.toBe('')
    const [first, second] = found.hits
    expect(first).toMatchObject({
      path: '2024/harbour.txt',
      title: 'The harbour opens again after the storm',
      date: '2024-01-04',
    })
    expect(second).toMatchObject({ path: '2024/market.txt', date: '2024-02-10' })
    expect(first?.score).toBeGreaterThan(second?.score ?? Number.NaN)
    const { text, marks } = first?.snippet ?? { text: '', marks: [] }
    expect(marks.map(([start, end]) => text.slice(start, end).toLowerCase())).toContain('harbour')
    expect(first).not.toHaveProperty('folder')
    expect(first).toMatchObject({ snippetOf: 'body', matchedIn: expect.arrayContaining(['title']) })
  })

  it('says how a query was read that is more than words, and what was not looked for', async () => {
    const { err, out } = await lectern(['search', 'news', '--', 'title:harbour', '-market'])
    expect(err).toMatch(/title contains .*harbour.*market.*\n$/)
    expect(out).toMatch(/^2024\/harbour\.txt/)
    const letters = Array.from({ length: 600 }, (_, at) => `zq${at.toString(36)}x`).join(' ')
    writeFileSync(join(news, 'many.txt'), `Many\n\n${letters}`)
    const many = await lectern(['search', 'news', 'zq*'])
    expect(many.err).toContain('“zq*” stands for more words than are looked up')
    expect((await json(searchOutputSchema, ['search', 'news', 'zq*'])).shortfall).toContain('500 most frequent')
  })

  it('orders as --sort says', async () => {
    const paths = async (sort: string): Promise<string[]> =>
      (await json(searchOutputSchema, ['search', 'news', 'harbour', '--sort', sort])).hits.map(({ path }) => path)
    expect(await paths('date-newest')).toEqual(['2024/market.txt', '2024/harbour.txt'])
    expect(await paths('path')).toEqual(['2024/harbour.txt', '2024/market.txt'])
  })

  it('finding nothing is exit code 1, with an object all the same', async () => {
    expect(await json(searchOutputSchema, ['search', 'news', 'zeppelin'], 1)).toMatchObject({ total: 0, hits: [] })
    expect(await lectern(['search', 'news', 'zeppelin'])).toEqual({ exitCode: 1, out: '', err: 'Nothing was found.\n' })
  })

  it('pages with --offset and --limit', async () => {
    const all = await json(searchOutputSchema, ['search', 'news', 'harbour'])
    const second = await json(searchOutputSchema, ['search', 'news', 'harbour', '--offset', '1', '--limit', '1'])
    expect(second).toMatchObject({ total: 2, hits: [{ path: all.hits[1]?.path }] })
    expect(await json(searchOutputSchema, ['search', 'news', 'harbour', '--limit', '0'])).toMatchObject({
      total: 2,
      hits: [],
    })
  })

  it('searches several folders with --in, and says which', async () => {
    const other = join(temp.path, 'other')
    mkdirSync(other)
    writeFileSync(join(other, 'a.txt'), 'Harbour\n\nA harbour of another folder.')
    const found = await json(searchOutputSchema, ['search', 'news', 'harbour', '--in', 'other', '--in', 'news'])
    expect(found.total).toBe(3)
    expect(new Set(found.hits.map(({ folder }) => folder))).toEqual(new Set([news, other]))
  })

  it('takes words after -- as they are', async () => {
    const found = await json(searchOutputSchema, ['search', 'news', '--', 'harbour', '-market'])
    expect(found.query).toBe('harbour -market')
    expect(found.hits.map(({ path }) => path)).toEqual(['2024/harbour.txt'])
  })

  it('is readable, with hits in bold in a terminal only', async () => {
    const plain = await lectern(['search', 'news', 'garden'])
    expect(plain.out).toMatch(/^garden\.md {2}\(2024-03, \d+\.\d\d\)\n {2}A garden in the city\n {2}\S.*\n$/)
    const bold = await lectern(['search', 'news', 'garden'], { isTerminal: true })
    expect(bold.out).toContain('A \u001b[1mgarden\u001b[22m in the city')
  })
})

describe('show', () => {
  it('is the whole article', async () => {
    expect(await json(showOutputSchema, ['show', 'news', '2024/harbour.txt'])).toEqual({
      path: '2024/harbour.txt',
      title: 'The harbour opens again after the storm',
      date: '2024-01-04',
      author: null,
      source: null,
      language: null,
      text: 'Ships returned to the harbour on Thursday. “We waited three weeks,” said a pilot.',
      tags: [],
      note: '',
      highlights: [],
    })
    expect(await json(showOutputSchema, ['show', 'news', 'garden.md'])).toMatchObject({
      title: 'A garden in the city',
      author: 'The gardeners',
      date: '2024-03',
      text: 'Beans\n\nBeans grow on strings.',
    })
  })

  it.each(['2024/market.txt', './2024/market.txt', 'news/2024/market.txt'])('takes %s', async (path) => {
    expect((await json(showOutputSchema, ['show', 'news', path])).path).toBe('2024/market.txt')
  })

  it('takes the absolute path, also of a linked folder', async () => {
    symlinkSync(news, join(temp.path, 'link'))
    const path = join(temp.path, 'link', '2024', 'market.txt')
    expect((await json(showOutputSchema, ['show', 'link', path])).path).toBe('2024/market.txt')
  })

  it('sends no commands to a terminal, by whichever way they came in', async () => {
    writeFileSync(
      join(news, 'title.md'),
      '---\ntitle: "Evil \\e]0;owned\\a one"\n---\n\nText \u009b2J with a \u202eturn.',
    )
    writeFileSync(join(news, '\u001b[31mname.txt'), 'Here.')
    const { out } = await lectern(['show', 'news', 'title.md'], { isTerminal: true })
    expect(out).toContain('Evil')
    expect(out).toContain('Text')
    const plain = out.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '')
    for (const control of '\u001b\u009b\u0007\u202e') expect(plain).not.toContain(control)
    for (const command of [
      ['index', 'news'],
      ['search', 'news', 'here'],
      ['show', 'news', '\u001b[31mname.txt'],
      ['show', 'news', '\u001b[32m'],
    ]) {
      const ran = await lectern(command)
      expect(ran.out + ran.err).not.toBe('')
      expect(ran.out + ran.err).not.toContain('\u001b')
    }
  })

  it.each(['none.txt', '../outside.txt', '.hidden/secret.txt'])(
    '%s is not there: exit code 1, naming it',
    async (path) => {
      writeFileSync(join(temp.path, 'outside.txt'), 'outside')
      const { exitCode, out, err } = await lectern(['show', 'news', path])
      expect([exitCode, out]).toEqual([1, ''])
      expect(err).toContain(path)
    },
  )
})

describe('tag and note', () => {
  it('keeps tags beside the articles, and takes them away', async () => {
    expect(await json(tagOutputSchema, ['tag', 'news', 'garden.md', '+politics/us', '+long read'])).toEqual({
      path: 'garden.md',
      tags: ['long read', 'politics/us'],
    })
    expect(readdirSync(news)).toContain('.lectern')
    expect(
      await json(tagOutputSchema, ['tag', 'news', 'garden.md', '+new', '--remove', 'long read', 'politics/us']),
    ).toMatchObject({ tags: ['new'] })
    expect((await json(showOutputSchema, ['show', 'news', 'garden.md'])).tags).toEqual(['new'])
  })

  it('tells an odd path from a tag by its place', async () => {
    expect(await json(tagOutputSchema, ['tag', 'news', '+1.txt', '+odd'])).toEqual({ path: '+1.txt', tags: ['odd'] })
  })

  it('replaces the note, from the option or standard input, and deletes it with an empty one', async () => {
    expect(await json(noteOutputSchema, ['note', 'news', 'garden.md', '--text', 'Read *this*.'])).toEqual({
      path: 'garden.md',
      note: 'Read *this*.',
    })
    expect(await json(noteOutputSchema, ['note', 'news', 'garden.md'], 0, 'Ein Gärtner\n\nsagt.\n')).toMatchObject({
      note: 'Ein Gärtner\n\nsagt.',
    })
    expect((await json(showOutputSchema, ['show', 'news', 'garden.md'])).note).toBe('Ein Gärtner\n\nsagt.')
    expect(await json(noteOutputSchema, ['note', 'news', 'garden.md', '--text', ''])).toMatchObject({ note: '' })
    expect((await json(showOutputSchema, ['show', 'news', 'garden.md'])).note).toBe('')
  })

  it('keeps them in the data folder with --notebook app, and then leaves the folder alone', async () => {
    const before = folderState(news)
    await json(noteOutputSchema, ['note', 'news', 'garden.md', '--notebook', 'app', '--text', 'apart'])
    expect(folderState(news)).toEqual(before)
    expect((await json(showOutputSchema, ['show', 'news', 'garden.md'])).note).toBe('apart')
  })

  it('refuses a note that is not UTF-8, and one that is far too long', async () => {
    const binary = await lectern(['note', 'news', 'garden.md'], { input: Uint8Array.from([0xff, 0xfe, 0x00]) })
    expect(binary).toMatchObject({ exitCode: 2, err: expect.stringContaining('UTF-8') })
    const long = await lectern(['note', 'news', 'garden.md'], { input: 'x'.repeat(1_000_001) })
    expect(long).toMatchObject({ exitCode: 2, err: expect.stringContaining('1000000') })
  })

  it('refuses a notebook of a newer format: exit code 3, the file as it was', async () => {
    await lectern(['tag', 'news', 'garden.md', '+a'])
    const articles = join(news, '.lectern', 'articles')
    const file = join(articles, readdirSync(articles).find((name) => name.endsWith('.json')) ?? '')
    const newer = readFileSync(file, 'utf8').replace(/"schemaVersion":\s*\d+/, '"schemaVersion": 99')
    expect(newer).toContain('99')
    writeFileSync(file, newer)
    const refused = await lectern(['tag', 'news', 'garden.md', '+b'])
    expect(refused).toMatchObject({
      exitCode: 3,
      out: '',
      err: expect.stringMatching(/^lectern: [^\n]*newer[^\n]*\n$/),
    })
    expect(readFileSync(file, 'utf8')).toBe(newer)
  })
})

describe('export', () => {
  it('writes the annotated articles, or what a query finds', async () => {
    await lectern(['tag', 'news', 'garden.md', '+green'])
    const annotated = await json(exportOutputSchema, ['export', 'news', '--to', 'out'])
    expect(annotated).toMatchObject({ folder: join(temp.path, 'out'), kept: [], failed: [] })
    expect(annotated.written).toHaveLength(1)
    expect(readFileSync(join(temp.path, 'out', annotated.written[0] ?? ''), 'utf8')).toContain('green')
    expect(
      (await json(exportOutputSchema, ['export', 'news', '--to', 'found', '--query', 'harbour'])).written,
    ).toHaveLength(2)
    expect((await json(exportOutputSchema, ['export', 'news', '--to', 'out'])).unchanged).toEqual(annotated.written)
  })

  it('with nothing to write is exit code 1 and makes no folder', async () => {
    expect((await json(exportOutputSchema, ['export', 'news', '--to', 'out'], 1)).written).toEqual([])
    expect(
      (await json(exportOutputSchema, ['export', 'news', '--to', 'out', '--query', 'zeppelin'], 1)).written,
    ).toEqual([])
    expect(readdirSync(temp.path)).not.toContain('out')
  })
})

describe('triage', () => {
  it('sorts an article and marks it as read, and a search finds it by that', async () => {
    const wanted = ['triage', 'news', 'garden.md', '--archive', '--read']
    expect(await json(triageOutputSchema, wanted)).toEqual({ path: 'garden.md', triage: 'archived', unread: false })
    const found = await json(searchOutputSchema, ['search', 'news', 'is:archived'])
    expect(found.hits.map(({ path }) => path)).toEqual(['garden.md'])
    expect((await lectern(['triage', 'news', 'garden.md', '--later', '--unread'])).out).toBe(
      'garden.md: later, unread\n',
    )
  })

  it('finds what came since the folder was first opened in the inbox', async () => {
    await lectern(['index', 'news'])
    expect((await lectern(['search', 'news', 'is:inbox'])).exitCode).toBe(1)
    writeFileSync(join(news, 'late.txt'), 'Late news.')
    const found = await json(searchOutputSchema, ['search', 'news', 'is:inbox'])
    expect(found.hits.map(({ path }) => path)).toEqual(['late.txt'])
  })

  it('does not read an article by searching in it', async () => {
    await lectern(['search', 'news', 'the', '--lines'])
    expect((await json(searchOutputSchema, ['search', 'news', 'is:unread'])).total).toBe(4)
  })

  it.each([
    ['nothing to do', []],
    ['two places at once', ['--archive', '--later']],
    ['read and unread at once', ['--read', '--unread']],
  ])('is refused with %s', async (_why, options) => {
    expect((await lectern(['triage', 'news', 'garden.md', ...options])).exitCode).toBe(2)
  })
})

describe('doctor', () => {
  it('finds a sound notebook sound and a corrupt one not, and changes neither', async () => {
    await lectern(['tag', 'news', 'garden.md', '+a'])
    expect(await json(doctorOutputSchema, ['doctor', 'news'])).toEqual({ sound: true, findings: [] })
    const articles = join(news, '.lectern', 'articles')
    const file = readdirSync(articles).find((name) => name.endsWith('.json')) ?? ''
    writeFileSync(join(articles, file), '{"broken')
    const before = folderState(news)
    const { sound, findings } = await json(doctorOutputSchema, ['doctor', 'news'], 1)
    expect(sound).toBe(false)
    expect(findings).toEqual([
      { kind: 'corrupt', path: `.lectern/articles/${file}`, message: expect.any(String), repairable: true },
    ])
    expect(folderState(news)).toEqual(before)
  })

  it('repairs on demand, after a copy, and has nothing to do the second time', async () => {
    await lectern(['note', 'news', 'garden.md', '--text', 'Kept'])
    const [name = ''] = readdirSync(join(news, '.lectern', 'articles'))
    const record = join(news, '.lectern', 'articles', name)
    const copy = record.replace('.json', '.sync-conflict-20240104-101500-ABC.json')
    copyFileSync(record, copy)
    const { backup, ...first } = await json(doctorOutputSchema, ['doctor', 'news', '--repair'])
    expect(first).toEqual({ sound: true, findings: [], done: [expect.stringContaining('was merged')] })
    expect(existsSync(join(backup ?? '', 'beside', 'articles', basename(copy)))).toBe(true)
    expect(existsSync(copy)).toBe(false)
    expect(await json(doctorOutputSchema, ['doctor', 'news', '--repair'])).toEqual({
      ...{ sound: true, findings: [], backup: null, done: [] },
    })
  })

  it('takes notes of a moved article for moved, and of a deleted one for orphans', async () => {
    await lectern(['tag', 'news', 'garden.md', '+a'])
    renameSync(join(news, 'garden.md'), join(news, '2024', 'moved.md'))
    expect(await json(doctorOutputSchema, ['doctor', 'news'])).toEqual({ sound: true, findings: [] })
    unlinkSync(join(news, '2024', 'moved.md'))
    expect((await json(doctorOutputSchema, ['doctor', 'news'], 1)).findings).toMatchObject([{ kind: 'orphan' }])
  })
})
