import { describe, expect, it } from 'vitest'
import { commandNames, examples } from '../../../src/cli/examples'
import { run } from '../../../src/cli/run'
import { fakeTerminal } from './fake-terminal'

async function lectern(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const terminal = fakeTerminal('/nowhere')
  return { exitCode: await run(terminal, args, '9.9.9'), out: terminal.out(), err: terminal.err() }
}

describe('wrong use', () => {
  it.each([
    ['no command', [], 'index, search, show, tag, note, triage, export, annotations, doctor or serve'],
    ['an unknown command', ['find', 'x'], "unknown command 'find' (see lectern --help)"],
    ['no folder', ['index'], "missing required argument 'folder' (see lectern index --help)"],
    ['no query', ['search', '/f'], "missing required argument 'query'"],
    ['a blank query', ['search', '/f', ' '], 'what to search for'],
    [
      'a query that looks like options',
      ['search', '/f', 'israel', '-hamas'],
      "unknown option '-hamas'; write -- before",
    ],
    ['an odd limit', ['search', '/f', 'x', '--limit', '-3'], 'whole number'],
    ['a port out of range', ['serve', '--port', '70000'], '65535'],
    ['a host that is no address', ['serve', '--host', 'all'], 'own addresses'],
    ['a host that is every network', ['serve', '--host', '0.0.0.0'], 'own addresses'],
    ['a host that is every network, longer', ['serve', '--host', '::'], 'own addresses'],
    ['an unknown place', ['tag', '/f', 'p', '+a', '--notebook', 'here'], 'beside'],
    ['lines for editors and for programs at once', ['search', '/f', 'x', '--lines', '--json'], '--lines'],
    ['no tag', ['tag', '/f', 'p'], '+name'],
    ['a tag without +', ['tag', '/f', 'p', 'politics'], '+politics'],
    ['an export to nowhere', ['export', '/f'], '--to'],
    ['an empty query to export', ['export', '/f', '--to', 'x', '--query', ' '], '--query is empty'],
    ['annotations to nowhere', ['annotations', 'export', '/f'], '--to'],
    ['annotations from nowhere', ['annotations', 'import', '/f'], "missing required argument 'file'"],
    ['an unknown thing to do with annotations', ['annotations', 'burn'], "unknown command 'burn'"],
    ['one path too many', ['show', '/f', 'a', 'b'], 'too many arguments'],
  ])('%s: exit code 2 and one line that says what is wrong', async (_, args, message) => {
    const { exitCode, out, err } = await lectern(...args)
    expect(err).toContain(message)
    expect(err).toMatch(/^lectern: .*\n$/)
    expect([exitCode, out]).toEqual([2, ''])
  })

  it.each([
    ['index'],
    ['search', 'words'],
    ['show', 'a'],
    ['tag', 'a', '+b'],
    ['note', 'a'],
    ['export', '--to', 'x'],
    ['doctor'],
    ['serve'],
  ])('%s on a folder that is not there: exit code 3, naming it', async (command, ...rest) => {
    const { exitCode, out, err } = await lectern(command, '/nowhere/articles', ...rest)
    expect(err).toBe('lectern: There is no folder /nowhere/articles.\n')
    expect([exitCode, out]).toEqual([3, ''])
  })
})

describe('help', () => {
  it.each(commandNames)('of %s ends with examples that are right as they stand', async (command) => {
    const { exitCode, out, err } = await lectern(...command.split(' '), '--help')
    expect([exitCode, err]).toEqual([0, ''])
    for (const [line, what] of examples[command]) {
      expect(out).toContain(`  $ lectern ${line}\n      ${what}\n`)
      const typed = line.replace(/ < \S+$/, '').replaceAll('~', '/nowhere')
      const words = [...typed.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word)
      // Understood as far as to the folder, which is not there.
      expect(words.join(' ').startsWith(`${command} `)).toBe(true)
      expect(await lectern(...words), line).toMatchObject({
        exitCode: 3,
        err: expect.stringContaining('There is no folder'),
      })
    }
  })

  it('is on standard output, with the version, and not an error', async () => {
    expect(await lectern('--version')).toEqual({ exitCode: 0, out: '9.9.9\n', err: '' })
    const { exitCode, out, err } = await lectern('search', '--help')
    expect([exitCode, err]).toEqual([0, ''])
    expect(out).toContain('Usage: lectern search [options] <folder> <query...>')
  })
})
