/** Quitting waits until what the reader wrote is on disk. */
import { app } from 'electron'
import type { SupervisedHost } from '#library/shell/supervisor'
import type { Requests } from './bridge'
import { askToTryAgain } from './dialogs'

/**
 * A closing page sends its last edits before its window goes; they are answered, then everything is flushed, each with a bound.
 * Where that fails the reader decides: try again, or quit.
 */
export function setupQuitting(host: SupervisedHost, requests: Requests): void {
  let state: 'running' | 'saving' | 'saved' = 'running'
  app.on('will-quit', (event) => {
    if (state === 'saved') return
    event.preventDefault()
    if (state === 'saving') return
    state = 'saving'
    void saveEverything(host, requests).then(async () => {
      await host.stop()
      state = 'saved'
      app.quit()
    })
  })
}

async function saveEverything(host: SupervisedHost, requests: Requests): Promise<void> {
  for (;;) {
    await withBound(requests.settled())
    if ((await host.flush()) || !(await askToTryAgain())) return
  }
}

/** Requests of a page that is gone; one that hangs (an open dialog) must not keep Lectern from quitting. */
const patience = 3000

function withBound(promise: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience)
    void promise.finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
