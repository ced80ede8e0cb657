/** The window's own colours: Electron is told the theme, so that title bar, dialogs and the first frame fit the page. */
import { nativeTheme } from 'electron'
import type { SettingsStore } from '#library/shell/settings'
import { assertNever } from '#shared/result'
import type { Settings } from '#shared/settings'

/** The paper of each theme, as in the page's tokens: what is seen before the page has drawn anything. */
export function paperColour(theme: Settings['theme'], systemIsDark: boolean): string {
  switch (theme) {
    case 'system':
      return systemIsDark ? '#17181b' : '#fbfaf7'
    case 'light':
      return '#fbfaf7'
    case 'sepia':
      return '#f4ecdc'
    case 'dark':
      return '#17181b'
    case 'contrast':
      return '#ffffff'
    default:
      return assertNever(theme)
  }
}

/** Keeps Electron's theme with the reader's. */
export function setupTheme(settings: SettingsStore): void {
  const follow = ({ theme }: Settings): void => {
    nativeTheme.themeSource = theme === 'system' || theme === 'dark' ? theme : 'light'
  }
  follow(settings.get())
  settings.onChange(follow)
}
