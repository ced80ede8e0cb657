/** `lectern annotations` on real folders, over the real host. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { annotationsExportOutputSchema, annotationsImportOutputSchema } from '../../../src/cli/json'
import { run } from '../../../src/cli/run'
import { folderState, tempFolder } from '../../support/temp-library'
import { fakeTerminal } from './fake-terminal'

let temp: { readonly path: string; remove(): void }
beforeEach(() => {
  temp = tempFolder('cli-annotations')
  for (const folder of ['news', 'copy', 'other']) mkdirSync(join(temp.path, folder))
  for (const folder of ['news', 'copy'])
    writeFileSync(join(temp.path, folder, 'harbour.txt'), 'The harbour opens again\n\nShips returned to the harbour.\n')
  writeFileSync(join(temp.path, 'other', 'x.txt'), 'Something else\n\nOther words.\n')
})
afterEach(() => temp.remove())

async function lectern(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const terminal = fakeTerminal(temp.path)
  const exitCode = await run(terminal, args, '0.0.0')
  return { exitCode, out: terminal.out(), err: terminal.err() }
}

async function exported(): Promise<string> {
  await lectern('note', 'news', 'harbour.txt', '--text', 'My note')
  await lectern('tag', 'news', 'harbour.txt', '+ships')
  const { exitCode, out, err } = await lectern('annotations', 'export', 'news', '--to', 'out', '--json')
  expect([exitCode, err]).toEqual([0, ''])
  const { file, annotations } = annotationsExportOutputSchema.parse(JSON.parse(out))
  expect([file, annotations]).toEqual([join(temp.path, 'out', 'news annotations.jsonld'), 1])
  return file
}

describe('annotations', () => {
  it('go into a file and out of it', async () => {
    const file = await exported()
    const imported = await lectern('annotations', 'import', 'copy', file, '--json')
    expect(annotationsImportOutputSchema.parse(JSON.parse(imported.out))).toEqual({
      ...{ articles: 1, highlights: 0, notes: 1, known: 0, skipped: [] },
    })
    expect(await lectern('show', 'copy', 'harbour.txt', '--json')).toMatchObject({
      out: expect.stringContaining('My note'),
    })
    expect(await lectern('annotations', 'import', 'copy', file)).toEqual({
      ...{ exitCode: 0, err: '', out: '0 highlights and 0 notes on 0 articles taken in, 1 known before, 0 left out\n' },
    })
    expect(readFileSync(join(temp.path, 'copy', 'harbour.txt'), 'utf8')).toContain('Ships returned')
  })

  it('are told of where they are left out, and nothing is written then', async () => {
    const one = { type: 'Annotation', bodyValue: 'x', target: 'https://example.org/\u001b[31mletter' }
    writeFileSync(join(temp.path, 'theirs.json'), JSON.stringify([one]))
    const before = folderState(join(temp.path, 'other'))
    const { exitCode, out, err } = await lectern('annotations', 'import', 'other', 'theirs.json')
    expect([exitCode, out]).toEqual([
      1,
      '0 highlights and 0 notes on 0 articles taken in, 0 known before, 1 left out\n',
    ])
    expect(err).toMatch(/^lectern: “x” was not taken in: No article here is the one it is about/)
    expect(err).not.toContain('\u001b')
    expect(folderState(join(temp.path, 'other'))).toEqual(before)
  })

  it.each([
    ['no file', 'none.json', 3, 'There is no file'],
    ['no JSON', 'a.json', 2, 'is no JSON'],
    ['no text', 'b.json', 2, 'not UTF-8'],
  ])('are not taken in from %s', async (_, file, code, message) => {
    writeFileSync(join(temp.path, 'a.json'), '{')
    writeFileSync(join(temp.path, 'b.json'), Uint8Array.of(0xff, 0xfe))
    const { exitCode, out, err } = await lectern('annotations', 'import', 'news', file)
    expect([exitCode, out]).toEqual([code, ''])
    expect(err).toContain(message)
  })

  it('are not written where there are none', async () => {
    const { exitCode, out, err } = await lectern('annotations', 'export', 'other', '--to', 'out')
    expect([exitCode, out]).toEqual([1, ''])
    expect(err).toContain('no file was made')
  })
})
