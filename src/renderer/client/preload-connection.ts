import {
  type Channel,
  channels,
  type EventName,
  type EventPayload,
  type Request,
  type Response,
} from '#shared/contract'
import type { PreloadApi } from '#shared/preload-api'
import { readAnswer, readEvent } from '#shared/rpc'
import type { Connection } from './connection'

/** The bridge over the desktop's preload: every answer and event is checked against the contract. */
export function preloadConnection(api: PreloadApi): Connection {
  return {
    async request<C extends Channel & string>(channel: C, request: Request<C>): Promise<Response<C>> {
      return readAnswer(channels, channel, await api.request[channel](request)) as Response<C>
    },
    on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) {
      return api.on(event, (received) => {
        const read = readEvent(event, received)
        if (read !== null) listener(read.payload)
      })
    },
    async openDropped(file) {
      return readAnswer(channels, 'libraries.openDropped', await api.openDropped(file))
    },
    onLost: () => () => undefined,
    // The main process lives as long as the window; a restart of the library process is told by events.
    onReconnect: () => () => undefined,
  }
}
