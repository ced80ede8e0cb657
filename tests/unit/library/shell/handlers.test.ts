import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hostChannels } from '#library/host/host-contract'
import { createShellHandlers, type ShellOptions } from '#library/shell/handlers'
import { createOpenLibraries, type OpenLibraries } from '#library/shell/open-libraries'
import { startMessage } from '#library/shell/ports'
import { openSettings, type SettingsStore } from '#library/shell/settings'
import { type AppInfo, type channels, type EventPayload, type HandlersOf, libraryChannels } from '#shared/contract'
import { LecternError } from '#shared/result'
import { connect } from '#shared/rpc'
import { infoOf, type PretendProcess, pretendProcess } from './pretend-process'

const report = { folder: '/out', written: ['a.md'], unchanged: [], kept: [], failed: [] }
const info: AppInfo = {
  ...{ shell: 'desktop', version: '1.2.3', platform: 'linux', exportFolder: null },
  can: { pickFolder: true, dropFolder: true, pickExportFolder: true, browseFolders: false },
}

let root = ''
let library: PretendProcess
let settings: SettingsStore
let libraries: OpenLibraries
let told: [string, unknown][] = []
let notices: EventPayload<'notice'>[] = []
let options: ShellOptions

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'lectern-shell-')))
  for (const folder of ['one', 'two', 'samples/inner']) await mkdir(join(root, folder), { recursive: true })
  await writeFile(join(root, 'samples/inner/a.txt'), 'A sample.')
  await writeFile(join(root, 'a file'), 'text')
  library = pretendProcess({ 'host.export': async () => report, 'libraries.list': async () => [] })
  const host = connect(hostChannels, library.port)
  library.port.post(startMessage({ dataDir: root, cacheDir: root }))
  told = []
  notices = []
  const notify = (notice: EventPayload<'notice'>): void => void notices.push(notice)
  const engine = { path: join(root, 'settings.json'), store: {} as Record<string, unknown> }
  settings = openSettings({ open: () => engine, path: engine.path, now: () => 0, notify })
  libraries = createOpenLibraries({
    settings,
    host,
    notify,
    samplesFolder: join(root, 'samples'),
    dataDir: join(root, 'data'),
  })
  options = {
    ...{ settings, host, libraries, info, exportFolder: null },
    emit: (event, payload) => void told.push([event, payload]),
  }
})
afterEach(async () => {
  library.die()
  await rm(root, { recursive: true, force: true })
})

const at = (name: string): string => join(root, name)
const asked = (channel: string): unknown[] => library.requests.filter(([name]) => name === channel).map(([, it]) => it)
const handlers = (more: Partial<ShellOptions> = {}): HandlersOf<typeof channels> =>
  createShellHandlers({ ...options, ...more })

describe('preferences', () => {
  it('hold nothing that is a path, change one by one, and are told to every page', async () => {
    settings.update({ recent: ['/secret'], open: ['/secret'], exportFolder: '/secret' })
    const shell = handlers()
    expect(await shell['preferences.set']({ theme: 'dark' })).toMatchObject({ theme: 'dark', textSize: 18 })
    expect(await shell['preferences.set']({ textSize: 20 })).toMatchObject({ theme: 'dark', textSize: 20 })
    expect(JSON.stringify(await shell['preferences.get'](null))).not.toContain('secret')
    expect(told.map(([event]) => event)).toEqual(['preferences.changed', 'preferences.changed'])
    expect(JSON.stringify(told)).not.toContain('secret')
  })

  it('are not told where only something else changed', async () => {
    handlers()
    settings.update({ exportFolder: '/elsewhere' })
    expect(told).toEqual([])
  })

  it('tell the library process where notes go from now on', async () => {
    const shell = handlers()
    await shell['preferences.set']({ notesPlace: 'app' })
    await shell['preferences.set']({ notesPlace: 'ask' })
    expect(asked('host.setDefaultPlace')).toEqual([{ notebookPlace: 'app' }, { notebookPlace: null }])
  })
})

describe('open folders', () => {
  it('are remembered, newest first in the recent list, and once however they are written', async () => {
    await symlink(at('one'), at('link'))
    await libraries.open(at('one'))
    await libraries.open(at('two'))
    await libraries.open(`${at('link')}/`)
    expect(settings.get().recent).toEqual([at('link'), at('two')])
    expect(settings.get().open).toEqual([at('two'), at('link')])
  })

  it('are opened again at the next start; one that is gone is named and stays in the recent list', async () => {
    settings.update({ open: [at('one'), at('gone'), at('two')], recent: [at('gone')] })
    await libraries.restore()
    expect(asked('host.open')).toMatchObject([{ folder: at('one') }, { folder: at('two') }])
    expect(notices).toEqual([{ level: 'warning', message: expect.stringContaining(at('gone')) }])
    expect(await handlers()['libraries.recent'](null)).toContainEqual(
      expect.objectContaining({ location: at('gone'), exists: false }),
    )
  })

  it('carry their own rules and the setting for their notes', async () => {
    settings.update({ notesPlace: 'beside' })
    const { id } = await libraries.open(at('one'))
    await handlers()['libraries.setRules']({ library: id, include: [], exclude: ['drafts/**'] })
    await libraries.close(id)
    await libraries.open(at('one'))
    await libraries.open(at('two'))
    expect(asked('host.open').slice(1)).toEqual([
      { folder: at('one'), include: [], exclude: ['drafts/**'], notebookPlace: 'beside' },
      { folder: at('two'), include: [], exclude: [], notebookPlace: 'beside' },
    ])
  })

  it('are forgotten when closed, though not from the recent list', async () => {
    const { id } = await libraries.open(at('one'))
    await handlers()['libraries.close']({ library: id })
    expect(settings.get()).toMatchObject({ open: [], recent: [at('one')] })
    expect(asked('host.close')).toEqual([{ library: id }])
  })

  it('are opened from the recent list by an id that tells no path', async () => {
    await libraries.open(at('one'))
    const shell = handlers()
    const [recent] = await shell['libraries.recent'](null)
    expect(recent).toMatchObject({ name: 'one', location: at('one'), exists: true })
    expect(recent?.id).toMatch(/^[0-9a-f]{32}$/)
    expect(await shell['libraries.openRecent']({ id: recent?.id ?? '' })).toEqual(infoOf(at('one')))
    await expect(shell['libraries.openRecent']({ id: at('two') })).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([['gone'], ['a file']])('must be folders: %s is refused and not remembered', async (name) => {
    await expect(libraries.open(at(name))).rejects.toMatchObject({ code: 'not-found' })
    expect(settings.get()).toMatchObject({ open: [], recent: [] })
    expect(library.requests).toEqual([])
  })

  it('picked together are opened as far as possible', async () => {
    const picked = await handlers({ pickFolders: async () => [at('one'), at('gone'), at('two')] })['libraries.pick'](
      null,
    )
    expect(picked.map(({ location }) => basename(location))).toEqual(['one', 'two'])
    expect(notices).toHaveLength(1)
    await expect(handlers({ pickFolders: async () => [at('gone')] })['libraries.pick'](null)).rejects.toThrow(
      LecternError,
    )
    expect(await handlers({ pickFolders: async () => [] })['libraries.pick'](null)).toEqual([])
  })

  it('can be dropped, but not named by a file without a path', async () => {
    const shell = handlers()
    expect(await shell['libraries.openDropped']({ path: at('one') })).toEqual(infoOf(at('one')))
    for (const path of ['', '.', 'one'])
      await expect(shell['libraries.openDropped']({ path })).rejects.toMatchObject({ code: 'not-found' })
    expect(settings.get().recent).toEqual([at('one')])
  })
})

describe('the sample library', () => {
  it('is copied once, so that the reader may write in it', async () => {
    const opened = await handlers()['libraries.openSample'](null)
    const copy = join(root, 'data', 'sample-library')
    expect(opened.location).toBe(copy)
    await writeFile(join(copy, 'inner/a.txt'), 'Edited.')
    await handlers()['libraries.openSample'](null)
    expect(await readFile(join(copy, 'inner/a.txt'), 'utf8')).toBe('Edited.')
    expect(await readdir(join(root, 'data'))).toEqual(['sample-library'])
    expect(await readFile(at('samples/inner/a.txt'), 'utf8')).toBe('A sample.')
  })

  it('leaves nothing half-made where it cannot be copied', async () => {
    await rm(at('samples'), { recursive: true })
    await expect(handlers()['libraries.openSample'](null)).rejects.toMatchObject({ code: 'io' })
    expect(await readdir(join(root, 'data'))).toEqual([])
  })
})

describe('an export', () => {
  const selection = { kind: 'articles' as const, articles: ['a'] }

  it('goes to the picked folder, which is suggested the next time', async () => {
    const suggested: (string | null)[] = []
    const shell = handlers({
      pickExportFolder: async (suggestion) => {
        suggested.push(suggestion)
        return '/out'
      },
    })
    expect(await shell['export.run'](selection)).toEqual(report)
    await shell['export.run'](selection)
    expect(suggested).toEqual([null, '/out'])
    expect(asked('host.export')[0]).toEqual({ selection, to: '/out' })
  })

  it('is not made when the dialog was closed', async () => {
    expect(await handlers({ pickExportFolder: async () => null })['export.run'](selection)).toBeNull()
    expect(library.requests).toEqual([])
  })

  it('goes to the shell’s own folder where there is no dialog', async () => {
    await handlers({ exportFolder: '/shell' })['export.run'](selection)
    expect(asked('host.export')).toEqual([{ selection, to: '/shell' }])
  })
})

describe('links', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTP://EXAMPLE.org', 'http://example.org/'],
    [' mailto:a@example.org', 'mailto:a@example.org'],
  ])('%s is opened as %s', async (url, opened) => {
    const seen: string[] = []
    await handlers({ openLink: async (link) => void seen.push(link) })['link.open']({ url })
    expect(seen).toEqual([opened])
  })

  it.each([
    ...[
      'file:///etc/passwd',
      'smb://host/share',
      'javascript:alert(1)',
      'data:text/html,x',
      'lectern://app/index.html',
    ],
    ...['vscode://file/a', '//example.org', 'C:\\Windows', 'java\nscript:alert(1)', ''],
  ])('%s is refused', async (url) => {
    const shell = handlers({ openLink: () => Promise.reject(new Error('opened')) })
    await expect(shell['link.open']({ url })).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('what a shell cannot do', () => {
  it('is said to be impossible here', async () => {
    const shell = handlers({ info: { ...info, can: { ...info.can, dropFolder: false } } })
    const tried = [
      shell['libraries.pick'](null),
      shell['libraries.openDropped']({ path: at('one') }),
      shell['link.open']({ url: 'https://example.org' }),
      shell['export.run']({ kind: 'articles', articles: ['a'] }),
    ]
    for (const attempt of tried) await expect(attempt).rejects.toMatchObject({ code: 'unavailable' })
  })
})

describe('the channels of the library', () => {
  it('are handed on, every one', async () => {
    const shell = handlers()
    expect(await shell['libraries.list'](null)).toEqual([])
    await expect(shell['tags.list']({ scope: ['x'] })).rejects.toThrow('tags.list')
    expect(asked('tags.list')).toEqual([{ scope: ['x'] }])
    expect(Object.keys(libraryChannels).filter((channel) => !(channel in shell))).toEqual([])
  })
})
