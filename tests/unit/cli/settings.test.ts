import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRules } from '../../../src/cli/rules'
import { openCliSettings } from '../../../src/cli/settings'

let folder: string
let data: string
let file: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lectern-settings-')))
  data = join(folder, 'data')
  file = join(data, 'settings.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (notices: string[] = []) =>
  openCliSettings(
    data,
    () => 7,
    ({ message }) => notices.push(message),
  )

describe('the settings of the browser shell', () => {
  it('are kept by conf in settings.json, and read again', async () => {
    expect(open().get().theme).toBe('system')
    open().update({ theme: 'sepia', rules: { '/a.b/c': { include: ['*.md'], exclude: [] } } })
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ schemaVersion: 1, theme: 'sepia' })
    expect(open().get()).toMatchObject({ theme: 'sepia', rules: { '/a.b/c': { include: ['*.md'], exclude: [] } } })
  })

  it('write no file by being opened', async () => {
    open()
    expect(await readdir(data)).toEqual([])
  })

  it('set a corrupt file aside and say so', async () => {
    await mkdir(data)
    await writeFile(file, '{"theme": ')
    const notices: string[] = []
    expect(open(notices).get().theme).toBe('system')
    expect(notices).toEqual([expect.stringContaining('settings.json.corrupt-7')])
    expect(await readFile(`${file}.corrupt-7`, 'utf8')).toBe('{"theme": ')
  })
})

describe('the rules of a folder', () => {
  it('are those set in the app', async () => {
    const rules = { include: ['*.md'], exclude: ['drafts/**'] }
    open().update({ rules: { [folder]: rules } })
    const warnings: string[] = []
    const warn = (message: string) => warnings.push(message)
    expect(await readRules(data, folder, warn)).toEqual(rules)
    expect(await readRules(data, tmpdir(), warn)).toEqual({ include: [], exclude: [] })
    expect(warnings).toEqual([])
  })

  it('are none without settings, quietly', async () => {
    const warnings: string[] = []
    const warn = (message: string) => warnings.push(message)
    expect(await readRules(data, folder, warn)).toEqual({ include: [], exclude: [] })
    expect(warnings).toEqual([])
  })

  it.each(['{"theme": ', '{"schemaVersion": 99}', '[]'])(
    '%s: are left out, the file untouched, and that is said',
    async (text) => {
      await mkdir(data)
      await writeFile(file, text)
      const warnings: string[] = []
      const warn = (message: string) => warnings.push(message)
      expect(await readRules(data, folder, warn)).toEqual({ include: [], exclude: [] })
      expect(warnings).toEqual([expect.stringContaining(file)])
      expect(await readdir(data)).toEqual(['settings.json'])
      expect(await readFile(file, 'utf8')).toBe(text)
    },
  )
})
