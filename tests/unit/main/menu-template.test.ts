import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type CommandName, commandNames, commands } from '#shared/commands'
import type { ChosenKeys } from '#shared/keys'
import { themes } from '#shared/settings'
import { type MenuActions, menuTemplate } from '../../../src/main/menu-template'

const quiet: MenuActions = { command: () => undefined, setTheme: () => undefined }
const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const menu = (platform: NodeJS.Platform, actions = quiet, keys: ChosenKeys = {}): MenuItemConstructorOptions[] =>
  flat(menuTemplate({ platform, theme: 'sepia', keys, isPackaged: true }, actions))
const keyOf = (items: readonly MenuItemConstructorOptions[], name: CommandName): unknown =>
  items.find(({ id }) => id === name)?.accelerator
const choose = (item: MenuItemConstructorOptions | undefined): void =>
  (item?.click as (() => void) | undefined)?.call(undefined)

describe.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', (platform) => {
  it('asks the page for every command, once', () => {
    const asked: string[] = []
    for (const item of menu(platform, { ...quiet, command: (name) => asked.push(name) })) if (item.id) choose(item)
    expect(asked.toSorted()).toEqual([...commandNames].toSorted())
  })

  it('shows the theme and changes it', () => {
    const chosen: string[] = []
    const items = menu(platform, { ...quiet, setTheme: (theme) => chosen.push(theme) }).filter(
      ({ type }) => type === 'radio',
    )
    for (const item of items) choose(item)
    expect(chosen).toEqual(themes)
    expect(items.filter(({ checked }) => checked).map(({ label }) => label)).toEqual(['Sepia'])
  })

  it('gives no key to two items', () => {
    const keys = menu(platform).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('names each command as the registry does', () => {
    for (const { id, label } of menu(platform))
      if (id !== undefined) expect(label).toBe(commands[id as CommandName].title)
  })

  it('takes no single letter: it is typed in fields', () => {
    const keys = menu(platform, quiet, { archive: ['e', 'Mod+E'] }).flatMap(({ accelerator }) => accelerator ?? [])
    expect(keys.filter((key) => [...String(key)].length === 1)).toEqual([])
  })

  it('shows the keys the reader chose, and takes them from what had them before', () => {
    const items = menu(platform, quiet, {
      archive: ['e', 'Mod+Shift+f'],
      search: [],
      export: ['Mod+F'],
      'open-folder': ['Mod+ö'],
    })
    expect(keyOf(items, 'archive')).toBe('CmdOrCtrl+Shift+F')
    expect(keyOf(items, 'export')).toBe('CmdOrCtrl+F')
    for (const name of ['search', 'find', 'open-folder'] as const) expect(keyOf(items, name)).toBeUndefined()
  })

  it('quits, from where that system looks for it, and offers no developer’s tools in a packaged Lectern', () => {
    const roles = menu(platform).map(({ role }) => role)
    expect(roles.filter((role) => role === 'quit')).toHaveLength(1)
    expect(roles).not.toContain('toggleDevTools')
    expect(roles.includes('appMenu')).toBe(platform === 'darwin')
  })
})

it('goes back by Alt and an arrow, but not on a Mac, where that goes by words', () => {
  expect(keyOf(menu('linux'), 'back')).toBe('Alt+Left')
  expect(keyOf(menu('darwin'), 'back')).toBe('CmdOrCtrl+[')
  expect(keyOf(menu('linux'), 'larger-text')).toBe('CmdOrCtrl+=')
  expect(keyOf(menu('linux', quiet, { 'larger-text': ['Mod++'] }), 'larger-text')).toBe('CmdOrCtrl+Plus')
})
