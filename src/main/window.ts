/** The window: where it was, shown when it has something to show, with a page that can do nothing but show. */
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { SettingsStore } from '#library/shell/settings'
import { appAddress } from './addresses'
import { paperColour } from './paper'
import { placeWindow, smallestWindow } from './window-state'

/** Milliseconds after the last move or resize until the place is written. */
const settle = 500

/** Makes the window, not yet loaded nor shown. */
export function createWindow(settings: SettingsStore): BrowserWindow {
  const { window: saved, theme } = settings.get()
  const { maximized, ...place } = placeWindow(
    saved,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...place,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: app.name,
    backgroundColor: paperColour(theme, nativeTheme.shouldUseDarkColors),
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // As for the session: only macOS brings a speller that needs no network.
      spellcheck: process.platform === 'darwin',
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  rememberPlace(window, settings)
  const stop = settings.onChange(({ theme: now }) =>
    window.setBackgroundColor(paperColour(now, nativeTheme.shouldUseDarkColors)),
  )
  window.on('closed', stop)
  return window
}

/** Loads the app page. */
export function loadPage(window: BrowserWindow): void {
  let closing = false
  window.once('close', () => {
    closing = true
  })
  window.loadURL(appAddress).catch((error: unknown) => {
    // Closing breaks a load off, which is no failure.
    if (!closing) console.error(`The page could not be loaded: ${String(error)}`)
  })
}

/** Brings the window to the reader. */
export function raiseWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

function rememberPlace(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined
  const remember = (): void => {
    clearTimeout(timer)
    timer = undefined
    const { x, y, width, height } = window.getNormalBounds()
    settings.update({ window: { x, y, width, height, maximized: window.isMaximized() } })
  }
  const later = (): void => {
    clearTimeout(timer)
    timer = setTimeout(remember, settle)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('close', remember)
  window.on('closed', () => clearTimeout(timer))
}
