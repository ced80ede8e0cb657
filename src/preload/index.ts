/**
 * The only thing between a page and the shell: one function for each channel, by name. Runs sandboxed and apart from the page's
 * own world; carries no schemas, since both ends check what they get.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channelNames, eventNames } from '#shared/channel-names'
import type { PreloadApi } from '#shared/preload-api'
import type { Result } from '#shared/result'

type EventName = (typeof eventNames)[number]

/** Payloads that came before anyone listened: a notice of the start must not be lost while the page is still building itself. */
const early = new Map<EventName, unknown[]>(eventNames.map((event) => [event, []]))
const mostEarly = 50

for (const event of eventNames)
  ipcRenderer.on(event, (_, payload: unknown) => {
    const waiting = early.get(event)
    if (waiting && waiting.length < mostEarly) waiting.push(payload)
  })

const invoke = (channel: (typeof channelNames)[number], request: unknown): Promise<unknown> =>
  ipcRenderer.invoke(channel, request)

const noPath: Result<never> = {
  ok: false,
  error: { code: 'invalid', message: 'A page cannot name a folder; drop it on the window instead.' },
}

const api: PreloadApi = {
  request: Object.fromEntries(
    channelNames.map((channel) => [
      channel,
      channel === 'libraries.openDropped' ? async () => noPath : (request: unknown) => invoke(channel, request),
    ]),
  ) as PreloadApi['request'],
  on(event, listener) {
    if (!eventNames.includes(event)) throw new Error(`There is no event “${String(event)}”.`)
    const receive = (_: unknown, payload: unknown): void => listener(payload)
    ipcRenderer.on(event, receive)
    const waiting = early.get(event) ?? []
    early.delete(event)
    for (const payload of waiting) listener(payload)
    return () => void ipcRenderer.off(event, receive)
  },
  // A file that no reader dropped has no path, and the shell refuses an empty one.
  openDropped: (file) => invoke('libraries.openDropped', { path: webUtils.getPathForFile(file as File) }),
}

contextBridge.exposeInMainWorld('lectern', api)
