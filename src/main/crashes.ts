/** A page that died is loaded again; one that keeps dying is not. */
import { type BrowserWindow, dialog } from 'electron'
import type { EventPayload } from '#shared/contract'
import { loadPage } from './window'

/** So many deaths within so many milliseconds are not a passing fault. */
const many = { deaths: 3, within: 60_000 }

/** Watches over a window's page. */
export function watchPage(window: BrowserWindow, notify: (notice: EventPayload<'notice'>) => void): void {
  let deaths: number[] = []
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const now = performance.now()
    deaths = [...deaths.filter((death) => now - death < many.within), now]
    if (deaths.length >= many.deaths) {
      dialog.showErrorBox(
        'Lectern’s window keeps stopping',
        `What you wrote up to a second ago is saved. Close Lectern and start it again (${reason}).`,
      )
      return
    }
    notify({
      level: 'warning',
      message:
        'Lectern’s window stopped unexpectedly and was loaded again. What you wrote up to a second ago is saved.',
    })
    loadPage(window)
  })
}
