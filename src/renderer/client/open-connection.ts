import type { PreloadApi } from '#shared/preload-api'
import type { Connection } from './connection'
import { preloadConnection } from './preload-connection'
import { socketConnection } from './socket-connection'

declare global {
  interface Window {
    readonly lectern?: PreloadApi
  }
}

/** Talks to the desktop shell where its preload is there, else to the server this page came from. */
export function openConnection(): Connection {
  if (window.lectern !== undefined) return preloadConnection(window.lectern)
  const address = new URL('/socket', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  return socketConnection(() => new WebSocket(address), onWake)
}

/** Milliseconds between two looks at the clock; a gap of several of them is a sleep. */
const look = 5000

/** Calls the listener when this page may have been cut off: the machine slept, the network came back, the tab is shown again. */
function onWake(listener: () => void): void {
  window.addEventListener('online', listener)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') listener()
  })
  let before = Date.now()
  setInterval(() => {
    const now = Date.now()
    if (now - before > 3 * look) listener()
    before = now
  }, look)
}
