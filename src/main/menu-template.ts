/** The menu as each system expects it; what the page can do itself it is asked to do, by name. */
import type { MenuItemConstructorOptions } from 'electron'
import type { CommandName } from '#shared/commands'
import { type Settings, themes } from '#shared/settings'

export interface MenuActions {
  command(name: CommandName): void
  setTheme(theme: Settings['theme']): void
}

export interface MenuState {
  readonly platform: NodeJS.Platform
  readonly theme: Settings['theme']
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

/** Describes the whole menu. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = state.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const item = (label: string, name: CommandName, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => actions.command(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const settings = item('Settings…', 'settings', 'CmdOrCtrl+,')

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
      item('Open folder…', 'open-folder', 'CmdOrCtrl+O'),
      item('Export…', 'export', 'CmdOrCtrl+E'),
      separator,
      ...(isMac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
    ],
  }
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      ...[{ role: 'undo' } as const, { role: 'redo' } as const, separator],
      ...[{ role: 'cut' } as const, { role: 'copy' } as const, { role: 'paste' } as const],
      ...[{ role: 'selectAll' } as const, separator],
      item('Search library', 'search', 'CmdOrCtrl+Shift+F'),
      item('Save this search…', 'save-search', 'CmdOrCtrl+D'),
      item('Find in article', 'find', 'CmdOrCtrl+F'),
      separator,
      item('Add tag', 'tag'),
      item('Write a note', 'note'),
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
      item('Larger text', 'larger-text', 'CmdOrCtrl+='),
      item('Smaller text', 'smaller-text', 'CmdOrCtrl+-'),
      item('Usual text size', 'default-text', 'CmdOrCtrl+0'),
      separator,
      { role: 'togglefullscreen' },
      ...(state.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
    ],
  }
  const go: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: [
      item('Back', 'back', isMac ? 'Cmd+[' : 'Alt+Left'),
      item('Forward', 'forward', isMac ? 'Cmd+]' : 'Alt+Right'),
      separator,
      item('Next article', 'next-article'),
      item('Previous article', 'previous-article'),
      separator,
      item('Next hit', 'next-hit', 'CmdOrCtrl+G'),
      item('Previous hit', 'previous-hit', 'CmdOrCtrl+Shift+G'),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      item('What can be searched for', 'search-help', 'F1'),
      item('Keyboard shortcuts', 'shortcuts'),
      ...(isMac ? [] : [separator, { role: 'about' } as const]),
    ],
  }
  return [...(isMac ? [appMenu] : []), file, edit, view, go, ...(isMac ? [{ role: 'windowMenu' } as const] : []), help]
}
