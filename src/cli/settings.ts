/** The settings without Electron: kept by conf, the engine under electron-store, in the same file as the desktop's. */
import { basename, join } from 'node:path'
import Conf from 'conf'
import { openSettings, type SettingsOptions, type SettingsStore } from '#library/shell/settings'
import { settingsFile } from './settings-file'

/** Opens the settings for reading and changing; `notify` hears what was wrong with them. */
export function openCliSettings(dataDir: string, now: () => number, notify: SettingsOptions['notify']): SettingsStore {
  return openSettings({
    open: () =>
      new Conf({
        cwd: dataDir,
        configName: basename(settingsFile, '.json'),
        projectName: 'lectern',
        accessPropertiesByDotNotation: false,
      }),
    path: join(dataDir, settingsFile),
    now,
    notify,
  })
}
