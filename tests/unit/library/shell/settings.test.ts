import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Conf from 'conf'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrateSettings, openSettings, type SettingsStore, settingsVersion } from '#library/shell/settings'
import type { EventPayload } from '#shared/contract'
import { settingsSchema } from '#shared/settings'

const defaults = settingsSchema.parse({})

describe('the migration chain', () => {
  it('takes nothing at all to the defaults', () => {
    expect(migrateSettings({})).toEqual(defaults)
  })

  it('takes version 0, a file that names no version, to version 1 and keeps what it says', () => {
    expect(migrateSettings({ theme: 'sepia', recent: ['/a'] })).toEqual({
      ...defaults,
      schemaVersion: 1,
      theme: 'sepia',
      recent: ['/a'],
    })
  })

  it('leaves the current version as it is', () => {
    fc.assert(
      fc.property(
        fc.record({
          theme: fc.constantFrom('system', 'light', 'sepia', 'dark', 'contrast'),
          textSize: fc.integer({ min: 15, max: 26 }),
          recent: fc.array(fc.string(), { maxLength: 20 }),
          exportFolder: fc.option(fc.string()),
        }),
        (some) => {
          const settings = { ...defaults, ...some }
          expect(migrateSettings(settings)).toEqual(settings)
        },
      ),
    )
  })

  it('refuses a newer version by its own code', () => {
    expect(() => migrateSettings({ schemaVersion: settingsVersion + 1 })).toThrow(
      expect.objectContaining({ code: 'newer-format' }),
    )
  })

  it.each([[null], ['text'], [[1]], [{ schemaVersion: 'one' }], [{ schemaVersion: -1 }], [{ theme: 'plaid' }]])(
    'calls %j no settings',
    (raw) => {
      expect(() => migrateSettings(raw)).toThrow(expect.objectContaining({ code: 'io' }))
    },
  )
})

describe('the settings on disk', () => {
  let folder = ''
  let notices: EventPayload<'notice'>[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-settings-'))
    notices = []
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const path = (): string => join(folder, 'settings.json')
  const open = (): SettingsStore =>
    openSettings({
      open: () =>
        new Conf({ cwd: folder, configName: 'settings', projectName: 'lectern', accessPropertiesByDotNotation: false }),
      path: path(),
      now: () => 1234,
      notify: (notice) => notices.push(notice),
    })
  const written = async (): Promise<unknown> => JSON.parse(await readFile(path(), 'utf8'))

  it('start with the defaults and are read back as they were changed', async () => {
    const settings = open()
    expect(settings.get()).toEqual(defaults)
    settings.update({ theme: 'dark', rules: { '/a.b/c': { include: [], exclude: ['*.tmp'] } } })
    expect(open().get()).toEqual({
      ...defaults,
      theme: 'dark',
      rules: { '/a.b/c': { include: [], exclude: ['*.tmp'] } },
    })
    expect(await written()).toMatchObject({ schemaVersion: settingsVersion, theme: 'dark' })
  })

  it('leave what a change does not name, also what another shell wrote meanwhile', () => {
    const [one, other] = [open(), open()]
    other.update({ textSize: 22 })
    one.update({ theme: 'sepia', textSize: undefined })
    expect(open().get()).toMatchObject({ theme: 'sepia', textSize: 22 })
  })

  it('tell of each change, with what was before', () => {
    const settings = open()
    const seen: string[] = []
    const stop = settings.onChange((now, before) => seen.push(`${before.theme}>${now.theme}`))
    settings.update({ theme: 'dark' })
    settings.update({ theme: 'light' })
    stop()
    settings.update({ theme: 'dark' })
    expect(seen).toEqual(['system>dark', 'dark>light'])
  })

  it.each([['{"theme": '], ['{"schemaVersion":1,"textSize":"large"}'], [''], ['\0\0\0']])(
    'set a corrupt file (%s) aside, say so, and work',
    async (text) => {
      await writeFile(path(), text)
      const settings = open()
      expect(settings.get()).toEqual(defaults)
      expect(await readFile(`${path()}.corrupt-1234`, 'utf8')).toBe(text)
      expect(notices).toHaveLength(1)
      expect(notices[0]?.message).toContain(`${path()}.corrupt-1234`)
      settings.update({ theme: 'dark' })
      expect(open().get().theme).toBe('dark')
    },
  )

  it('leave the file of a newer Lectern alone, and hold changes in memory', async () => {
    const text = JSON.stringify({ schemaVersion: settingsVersion + 1, theme: 'neon' })
    await writeFile(path(), text)
    const settings = open()
    expect(settings.update({ theme: 'dark' }).theme).toBe('dark')
    expect(settings.get()).toEqual({ ...defaults, theme: 'dark' })
    expect(await readFile(path(), 'utf8')).toBe(text)
    expect(await readdir(folder)).toEqual(['settings.json'])
    expect(notices).toEqual([{ level: 'warning', message: expect.stringContaining('newer Lectern') }])
  })

  it('hold a change in memory, and say so, where it cannot be written', async () => {
    const settings = open()
    await rm(folder, { recursive: true })
    await writeFile(folder, 'a file where the folder was')
    expect(settings.update({ theme: 'dark' }).theme).toBe('dark')
    expect(settings.get().theme).toBe('dark')
    expect(notices).toEqual([{ level: 'error', message: expect.stringContaining('could not be saved') }])
  })
})
