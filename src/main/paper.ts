/** The paper of each theme: what is seen before the page has drawn anything. */
import { assertNever } from '#shared/result'
import type { Settings } from '#shared/settings'

/** The colour of `--paper` in the page's tokens (styles/tokens.css), as `#rrggbb`. */
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
      return systemIsDark ? '#000000' : '#ffffff'
    default:
      return assertNever(theme)
  }
}

/** What Electron is told, for title bar, dialogs and the page's `color-scheme`. */
export function nativeThemeOf(theme: Settings['theme']): 'system' | 'light' | 'dark' {
  switch (theme) {
    case 'system':
    case 'contrast':
      return 'system'
    case 'light':
    case 'sepia':
      return 'light'
    case 'dark':
      return 'dark'
    default:
      return assertNever(theme)
  }
}
