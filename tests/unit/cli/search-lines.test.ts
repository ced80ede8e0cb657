/** `lectern search --lines` on a real folder. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { asTyped } from '../../../src/cli/commands/search-lines'
import { run } from '../../../src/cli/run'
import { folderState, tempFolder } from '../../support/temp-library'
import { fakeTerminal } from './fake-terminal'

let temp: { readonly path: string; remove(): void }

beforeEach(() => {
  temp = tempFolder('lines')
  const put = (path: string, ...lines: readonly string[]): void => {
    const file = join(temp.path, 'news', path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, lines.join('\n'))
  }
  put('2024/harbour.txt', ' date 2024-01-04 The port opens', '', 'Ships came', 'to the harbour.', '', 'Nets dry.')
  put(
    'garden.md',
    '---',
    'title: A garden',
    '---',
    '',
    '# Beans',
    '',
    'By the **harbour** wall',
    'grow [beans](https://a.example).',
  )
  put(
    'tide.html',
    '<!doctype html><title>Tides</title>',
    '<p>First.</p>',
    '<p>Second.</p>',
    '',
    '<p>The harbour gauge.</p>',
  )
})
afterEach(() => temp.remove())

async function lectern(
  args: readonly string[],
  options: Parameters<typeof fakeTerminal>[1] = {},
): Promise<{ exitCode: number; out: string; err: string }> {
  const terminal = fakeTerminal(temp.path, options)
  const exitCode = await run(terminal, args, '0.0.0')
  return { exitCode, out: terminal.out(), err: terminal.err() }
}

const sorted = (out: string): readonly string[] => out.split('\n').filter(Boolean).sort()

it('prints the line of each passage: the file’s own of text and Markdown, the text’s of a web page, and says which', async () => {
  const before = folderState(join(temp.path, 'news'))
  const { exitCode, out, err } = await lectern(['search', 'news', 'harbour', '--lines'])
  expect(exitCode).toBe(0)
  const lines = sorted(out)
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/^news\/2024\/harbour\.txt:4: .*harbour/)
  expect(lines[1]).toMatch(/^news\/garden\.md:7: .*harbour wall/)
  expect(lines[2]).toMatch(/^news\/tide\.html:5: .*The harbour gauge/)
  expect(err).toBe('Lines of 1 web page are those of their text, as lectern show prints it.\n')
  const shown = await lectern(['show', '--json', 'news', 'tide.html'])
  expect(JSON.parse(shown.out).text.split('\n')[4]).toBe('The harbour gauge.')
  expect(folderState(join(temp.path, 'news'))).toEqual(before)
})

it('says nothing where every line is a file’s own, and points at one line that has the word', async () => {
  const { out, err } = await lectern(['search', 'news', '--lines', '--', 'harbour', '-gauge'])
  expect(err).toBe('')
  for (const line of sorted(out)) {
    const [, path = '', number = ''] = /^(.+?):(\d+): /.exec(line) ?? []
    expect(readFileSync(join(temp.path, path), 'utf8').split('\n')[Number(number) - 1]).toContain('harbour')
  }
})

it('has a line for what was found by its title or tag alone, and for notes', async () => {
  await lectern(['tag', 'news', 'tide.html', '+water'])
  await lectern(['note', 'news', '2024/harbour.txt', '--text', 'Ask the pilot.'])
  expect((await lectern(['search', 'news', 'tag:water', '--lines'])).out).toBe('news/tide.html:1: Tides\n')
  expect((await lectern(['search', 'news', 'note:pilot', '--lines'])).out).toBe(
    'news/2024/harbour.txt:1: note: Ask the pilot.\n',
  )
})

it('dims the path and marks hits in a terminal, and nowhere with NO_COLOR', async () => {
  const args = ['search', 'news', 'gauge', '--lines']
  const { out } = await lectern(args, { isTerminal: true })
  expect(out).toContain('\u001b[2mnews/tide.html\u001b[22m:5: ')
  expect(out).toContain('\u001b[1mgauge\u001b[22m.\n')
  const plain = await lectern(args, { isTerminal: true, env: { NO_COLOR: '1' } })
  expect(plain.out).toMatch(/^news\/tide\.html:5: .*gauge\.\n$/)
  expect(plain.out).not.toContain('\u001b')
})

it('nothing found is exit code 1; no line is printed', async () => {
  expect(await lectern(['search', 'news', 'zeppelin', '--lines'])).toEqual({
    exitCode: 1,
    out: '',
    err: 'Nothing was found.\n',
  })
})

it('says how many passages were left out of an article that is full of them', async () => {
  const many = Array.from(
    { length: 70 },
    (_, day) => `Day ${day}: the zeppelin passed. ${'Nothing else was seen. '.repeat(20)}\n`,
  )
  writeFileSync(join(temp.path, 'news', 'log.txt'), `Log\n\n${many.join('\n')}`)
  const { out, err } = await lectern(['search', 'news', 'zeppelin', '--lines'])
  expect(sorted(out)).toHaveLength(50)
  expect(err).toBe('20 more passages of 1 article were left out.\n')
  const numbers = out.matchAll(/^news\/log\.txt:(\d+): .*Day (\d+)/gm)
  for (const [, line, day] of numbers) expect(Number(line)).toBe(3 + 2 * Number(day))
})

it('waits for nobody where an article has become a pipe', async () => {
  const file = join(temp.path, 'news', 'garden.md')
  await lectern(['index', 'news'])
  execFileSync('rm', [file])
  execFileSync('mkfifo', [file])
  expect(await lectern(['search', 'news', 'beans', '--lines'])).toMatchObject({ exitCode: 1 })
})

it.each([
  ['/home/me', '/home/me/news/a.txt', 'news/a.txt'],
  ['/home/me/news', '/home/me/news/a.txt', 'a.txt'],
  ['/home/me/news', '/home/me/newspaper/a.txt', '/home/me/newspaper/a.txt'],
  ['/home/me', '/home/me/..odd/a.txt', '..odd/a.txt'],
  ['/srv', '/home/me/a.txt', '/home/me/a.txt'],
])('from %s, %s is %s', (cwd, file, typed) => {
  expect(asTyped(cwd, file)).toBe(typed)
})
