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
  return socketConnection(() => new WebSocket(address))
}
