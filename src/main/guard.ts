/** What no page can do, whatever gets into it: leave, load from elsewhere, open windows, ask for devices, download. */
import { app, session, type WebContents } from 'electron'
import { isOwn, mayNavigate } from './addresses'

/** Must run before `ready`: every renderer in the sandbox, and no name is ever looked up in a network. */
export function guardProcess(): void {
  app.enableSandbox()
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND')
  app.on('web-contents-created', (_, contents) => guardContents(contents))
}

/** Closes the session to everything but our own pages. */
export function guardSession(): void {
  const { defaultSession } = session
  // Without a filter: an empty one is deprecated, and a pattern might leave out a scheme.
  defaultSession.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !mayLoad(url) }))
  defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.setDevicePermissionHandler(() => false)
  // Elsewhere than on macOS, the speller fetches its dictionaries from a server, past every request filter.
  defaultSession.setSpellCheckerEnabled(process.platform === 'darwin')
  defaultSession.on('will-download', (event) => event.preventDefault())
}

const mayLoad = (address: string): boolean => isOwn(address) || (!app.isPackaged && address.startsWith('devtools:'))

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url, event.isMainFrame)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
