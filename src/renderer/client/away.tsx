import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Channel, Request, Response } from '#shared/contract'
import { type Failure, toFailure } from '#shared/result'
import type { Connection } from './connection'
import { ConnectionContext } from './hooks'
import { Presence } from './presence'

const AwayContext = createContext<Failure | null>(null)

/** Why nobody answers for the libraries just now; null while somebody does. */
export const useAway = (): Failure | null => useContext(AwayContext)

/** Milliseconds between two questions whether somebody is back. */
const pause = 1000

interface ConnectionProviderProps {
  readonly connection: Connection
  readonly children: ReactNode
}

/** Provides the connection, and notices when it is lost or what is behind it has stopped. */
export function ConnectionProvider({ connection, children }: ConnectionProviderProps): ReactNode {
  const presence = useMemo(
    () =>
      new Presence(
        () => connection.request('libraries.list', null),
        (action) => setTimeout(action, pause),
      ),
    [connection],
  )
  const watched = useMemo<Connection>(
    () => ({
      ...connection,
      async request<C extends Channel & string>(channel: C, request: Request<C>): Promise<Response<C>> {
        try {
          return await connection.request(channel, request)
        } catch (thrown) {
          if (toFailure(thrown).code === 'unavailable') presence.doubt()
          throw thrown
        }
      },
    }),
    [connection, presence],
  )
  useEffect(() => connection.onLost(() => presence.doubt()), [connection, presence])
  const away = useSyncExternalStore(presence.subscribe, presence.failure)
  return (
    <ConnectionContext value={watched}>
      <AwayContext value={away}>{children}</AwayContext>
    </ConnectionContext>
  )
}
