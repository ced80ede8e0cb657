import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { commandNames } from '#shared/commands'
import { themes } from '#shared/settings'
import { type MenuActions, menuTemplate } from '../../../src/main/menu-template'

const quiet: MenuActions = { command: () => undefined, setTheme: () => undefined }
const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
const menu = (platform: NodeJS.Platform, actions = quiet): MenuItemConstructorOptions[] =>
  flat(menuTemplate({ platform, theme: 'sepia', isPackaged: true }, actions))
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

  it('quits, from where that system looks for it, and offers no developer’s tools in a packaged Lectern', () => {
    const roles = menu(platform).map(({ role }) => role)
    expect(roles.filter((role) => role === 'quit')).toHaveLength(1)
    expect(roles).not.toContain('toggleDevTools')
    expect(roles.includes('appMenu')).toBe(platform === 'darwin')
  })
})
