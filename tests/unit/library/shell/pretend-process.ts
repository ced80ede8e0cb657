import { type HostStart, hostChannels } from '#library/host/host-contract'
import { readStartMessage } from '#library/shell/ports'
import type { LibraryProcess } from '#library/shell/supervisor'
import type { Emit, HandlersOf } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { LecternError } from '#shared/result'
import { type Port, serve } from '#shared/rpc'

/** What a library says of itself when it has nothing to do. */
export const infoOf = (folder: string, change: Partial<LibraryInfo> = {}): LibraryInfo => ({
  ...{ id: `id of ${folder}`, name: folder, location: folder, phase: 'ready', articles: 0, done: 0, total: 0 },
  ...{ timeLeft: null, skipped: 0, ignored: 0, notebookPlace: null, readOnly: false, include: [], exclude: [] },
  ...{ problem: null, ...change },
})

/** A library process that lives in this one: it speaks the real contract over a real port, and can be made to die. */
export interface PretendProcess extends LibraryProcess {
  readonly started: Promise<HostStart>
  readonly requests: (readonly [channel: string, request: unknown])[]
  readonly emit: Emit
  readonly killed: () => boolean
  die(): void
}

/** Handlers by default know `host.open`, `host.close`, `host.setRules`, `host.folderOf` and `host.flush`. */
export function pretendProcess(given: Partial<HandlersOf<typeof hostChannels>> = {}): PretendProcess {
  const { port1, port2 } = new MessageChannel()
  const closed = new Set<() => void>()
  const requests: (readonly [string, unknown])[] = []
  let gone = false
  let killed = false

  const folders = new Map<string, string>()
  const infoById = (library: string): LibraryInfo => {
    const folder = folders.get(library)
    if (folder === undefined) throw new LecternError('not-found', 'There is no such library.')
    return infoOf(folder)
  }
  const known: Partial<HandlersOf<typeof hostChannels>> = {
    'host.open': async ({ folder, include, exclude }) => {
      const info = infoOf(folder, { include, exclude })
      folders.set(info.id, folder)
      return info
    },
    'host.close': async () => null,
    'host.setRules': async ({ library, include, exclude }) => ({ ...infoById(library), include, exclude }),
    'host.setDefaultPlace': async () => null,
    'host.folderOf': async ({ library }) => ({ folder: infoById(library).location }),
    'host.flush': async () => null,
    ...given,
  }
  const handlers = Object.fromEntries(
    Object.keys(hostChannels).map((channel) => [
      channel,
      async (request: unknown) => {
        requests.push([channel, request])
        const handler = known[channel as keyof typeof known] as ((request: unknown) => Promise<unknown>) | undefined
        if (!handler) throw new LecternError('internal', `Nobody pretends to answer ${channel}.`)
        return handler(request)
      },
    ]),
  ) as unknown as HandlersOf<typeof hostChannels>

  const end = (port: MessagePort): Port => ({
    post: (message) => void (gone || port.postMessage(message)),
    onMessage(listener) {
      const receive = (event: MessageEvent): void => void (gone || listener(event.data))
      port.addEventListener('message', receive)
      port.start()
      return () => port.removeEventListener('message', receive)
    },
    onClose(listener) {
      closed.add(listener)
      return () => closed.delete(listener)
    },
  })
  const inside = end(port2)
  let emit: Emit = () => undefined
  const started = new Promise<HostStart>((resolve) => {
    const stop = inside.onMessage((message) => {
      const start = readStartMessage(message)
      if (!start) return
      stop()
      emit = serve(hostChannels, handlers, inside).emit
      resolve(start)
    })
  })
  const die = (): void => {
    if (gone) return
    gone = true
    port1.close()
    for (const listener of closed) listener()
  }
  return {
    port: end(port1),
    kill() {
      killed = true
      die()
    },
    started,
    requests,
    emit: (event, payload) => emit(event, payload),
    killed: () => killed,
    die,
  }
}
