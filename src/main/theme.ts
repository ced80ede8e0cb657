/** Electron is told the reader's theme, so that title bar, dialogs and the first frame fit the page. */
import { nativeTheme } from 'electron'
import type { SettingsStore } from '#library/shell/settings'
import { nativeThemeOf } from './paper'

/** Keeps Electron's theme with the reader's. */
export function setupTheme(settings: SettingsStore): void {
  nativeTheme.themeSource = nativeThemeOf(settings.get().theme)
  settings.onChange(({ theme }) => {
    nativeTheme.themeSource = nativeThemeOf(theme)
  })
}
