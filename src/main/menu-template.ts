/** The menu as each system expects it; what the page can do itself it is asked to do, by name. */
import type { MenuItemConstructorOptions } from 'electron'
import { type CommandName, commands } from '#shared/commands'
import { type ChosenKeys, keymapOf, keysOf } from '#shared/keys'
import { type Settings, themes } from '#shared/settings'
import { acceleratorOf } from './accelerators'

export interface MenuActions {
  command(name: CommandName): void
  setTheme(theme: Settings['theme']): void
}

interface MenuState {
  readonly platform: NodeJS.Platform
  readonly theme: Settings['theme']
  /** As the reader chose them. */
  readonly keys: ChosenKeys
  /** A packaged Lectern has no developer's tools. */
  readonly isPackaged: boolean
}

const themeLabels: Readonly<Record<Settings['theme'], string>> = {
  system: 'As the system',
  light: 'Light',
  sepia: 'Sepia',
  dark: 'Dark',
  contrast: 'High contrast',
}

/** What stands in each menu, in groups; `-` parts them. */
const menus = {
  file: ['open-folder', '-', 'export', 'export-annotations', 'import-annotations', '-', 'check-notebook'],
  edit: ['search', 'save-search', 'find', '-', 'select-all', 'choose-next', 'choose-previous'],
  view: [
    'larger-text',
    'smaller-text',
    'default-text',
    '-',
    'focus-mode',
    'toggle-sidebar',
    'toggle-list',
    'toggle-margin',
  ],
  go: [
    ...(['back', 'forward', '-', 'next-article', 'previous-article', '-', 'next-hit', 'previous-hit'] as const),
    ...(['next-highlight', 'previous-highlight', '-', 'same-day', 'same-week', '-'] as const),
    ...(['show-all', 'show-inbox', 'show-later', 'show-archive', 'show-annotations', 'review'] as const),
  ],
  article: [
    ...(['archive', 'later', 'inbox', 'toggle-read', '-', 'highlight', 'note', 'tag', 'copy-quote', '-'] as const),
    ...(['correct', 'history', '-', 'manage-tags'] as const),
  ],
  help: ['palette', 'shortcuts', 'search-help'],
} as const satisfies Record<string, readonly (CommandName | '-')[]>

/** Describes the whole menu. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = state.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const keymap = keymapOf(state.keys)
  const item = (name: CommandName): MenuItemConstructorOptions => {
    const accelerator = keysOf(name, state.keys).flatMap((key) => acceleratorOf(key, name, keymap, isMac) ?? [])[0]
    return {
      id: name,
      label: commands[name].title,
      click: () => actions.command(name),
      ...(accelerator === undefined ? {} : { accelerator }),
    }
  }
  const items = (names: readonly (CommandName | '-')[]): MenuItemConstructorOptions[] =>
    names.map((name) => (name === '-' ? separator : item(name)))
  const settings = item('settings')

  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      ...[{ role: 'about' } as const, separator, settings, separator],
      ...[{ role: 'services' } as const, separator],
      ...[{ role: 'hide' } as const, { role: 'hideOthers' } as const, { role: 'unhide' } as const, separator],
      { role: 'quit' },
    ],
  }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      ...items(menus.file),
      separator,
      ...(isMac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      ...[...items(['undo', 'redo']), separator],
      ...[{ role: 'cut' } as const, { role: 'copy' } as const, { role: 'paste' } as const],
      ...[{ role: 'selectAll' } as const, separator],
      ...items(menus.edit),
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      {
        label: 'Theme',
        submenu: themes.map((theme) => ({
          label: themeLabels[theme],
          type: 'radio',
          checked: theme === state.theme,
          click: () => actions.setTheme(theme),
        })),
      },
      separator,
      ...items(menus.view),
      separator,
      { role: 'togglefullscreen' },
      ...(state.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [...items(menus.help), ...(isMac ? [] : [separator, { role: 'about' } as const])],
  }
  const go: MenuItemConstructorOptions = { label: '&Go', submenu: items(menus.go) }
  const article: MenuItemConstructorOptions = { label: '&Article', submenu: items(menus.article) }
  const window = isMac ? [{ role: 'windowMenu' } as const] : []
  return [...(isMac ? [appMenu] : []), file, edit, view, go, article, ...window, help]
}
