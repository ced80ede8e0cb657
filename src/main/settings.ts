/** The desktop keeps the settings with electron-store; what they mean is `library/shell/settings`. */
import { join } from 'node:path'
import ElectronStore from 'electron-store'
import { openSettings, type SettingsOptions, type SettingsStore } from '#library/shell/settings'

/** Opens `<dataDir>/settings.json`, the same file the browser shell and the terminal read. */
export function setupSettings(dataDir: string, notify: SettingsOptions['notify']): SettingsStore {
  return openSettings({
    open: () =>
      new ElectronStore<Record<string, unknown>>({
        name: 'settings',
        cwd: dataDir,
        accessPropertiesByDotNotation: false,
      }),
    path: join(dataDir, 'settings.json'),
    now: Date.now,
    notify,
  })
}
