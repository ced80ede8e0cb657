/** The page's end of the contract over Electron's IPC: one handler for each channel, events to every window. */
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import { channelNames } from '#shared/channel-names'
import { channels, type Emit, type HandlersOf } from '#shared/contract'
import { fail } from '#shared/result'
import { answer } from '#shared/rpc'
import { isAppPage } from './addresses'

/** Requests that are being answered, so that quitting can wait for the last ones of a closing window. */
export interface Requests {
  settled(): Promise<void>
}

/** Registers every channel of the contract and none besides. */
export function setupRequests(handlers: HandlersOf<typeof channels>): Requests {
  const underWay = new Set<Promise<unknown>>()
  for (const channel of channelNames)
    ipcMain.handle(channel, (event, request: unknown) => {
      if (!isTrusted(event)) {
        console.error(`Refused “${channel}” from ${event.senderFrame?.url ?? 'a frame that is gone'}.`)
        return fail('invalid', `“${channel}” can be asked by Lectern’s own page alone.`)
      }
      const answered = answer(channels, handlers, channel, request).finally(() => underWay.delete(answered))
      underWay.add(answered)
      return answered
    })
  return {
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}

/** The app page in a window's own frame; an article's frame has the same origin and no business here. */
function isTrusted({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isAppPage(senderFrame.url)
}

/** Sends events to the pages. */
interface Events {
  /** Notices, and where a link leads, wait until a page can take them; all else is state, which a new page asks for. */
  readonly emit: Emit
  /** To be called for each window, before it loads. */
  attach(window: BrowserWindow): void
}

/** Makes the way from shell to pages. */
export function setupEvents(): Events {
  const waiting: (() => void)[] = []
  const ready = new Set<BrowserWindow>()
  const send: Emit = (event, payload) => {
    for (const window of ready) window.webContents.send(event, payload)
  }
  return {
    emit(event, payload) {
      if (ready.size > 0) send(event, payload)
      else if (event === 'notice' || event === 'navigate') waiting.push(() => send(event, payload))
    },
    attach(window) {
      const { webContents } = window
      webContents.on('dom-ready', () => {
        ready.add(window)
        for (const tell of waiting.splice(0)) tell()
      })
      webContents.on('render-process-gone', () => ready.delete(window))
      window.on('closed', () => ready.delete(window))
    },
  }
}
