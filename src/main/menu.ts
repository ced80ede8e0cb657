/** Shows the menu, and keeps its theme and keys with the settings. */
import { app, Menu } from 'electron'
import type { SettingsStore } from '#library/shell/settings'
import type { Emit } from '#shared/contract'
import { menuTemplate } from './menu-template'

export function setupMenu(settings: SettingsStore, emit: Emit): void {
  app.setAboutPanelOptions({
    applicationName: app.name,
    applicationVersion: app.getVersion(),
    copyright: 'Reads, searches and annotates the folders of articles you already keep. MIT licence.',
  })
  const show = (): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(
          {
            platform: process.platform,
            theme: settings.get().theme,
            keys: settings.get().keys,
            isPackaged: app.isPackaged,
          },
          { command: (name) => emit('command', { name }), setTheme: (theme) => void settings.update({ theme }) },
        ),
      ),
    )
  show()
  settings.onChange((now, before) => {
    if (now.theme !== before.theme || JSON.stringify(now.keys) !== JSON.stringify(before.keys)) show()
  })
}
