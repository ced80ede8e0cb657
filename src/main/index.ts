/** The desktop shell: puts the parts together, in an order that matters where a comment says so. */
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { createShellHandlers } from '#library/shell/handlers'
import { createOpenLibraries } from '#library/shell/open-libraries'
import type { AppInfo } from '#shared/contract'
import { toFailure } from '#shared/result'
import { setupEvents, setupRequests } from './bridge'
import { foldersOf } from './command-line'
import { watchPage } from './crashes'
import { pickExportFolder, pickFolders } from './dialogs'
import { guardProcess, guardSession } from './guard'
import { setupLibrary } from './library-process'
import { setupMenu } from './menu'
import { registerScheme, setupPages } from './pages'
import { type Profile, setupProfile } from './profile'
import { setupQuitting } from './quitting'
import { setupSettings } from './settings'
import { setupTheme } from './theme'
import { createWindow, loadPage, raiseWindow } from './window'

// All of this before `ready`; the profile first, since the lock and everything Electron keeps lie in it.
const profile = setupProfile()
registerScheme()
guardProcess()

const named = foldersOf({ argv: process.argv, hasAppArgument: !app.isPackaged, cwd: process.cwd() })

/** Folders named by a second start, or dropped on the dock, before there is anyone to open them. */
let openFolders: (folders: readonly string[]) => void = (folders) => void named.push(...folders)

// One instance for each profile: a second one hands its folders to the first and ends. Its command line may arrive rewritten
// by Chromium, so the folders travel apart from it.
if (app.requestSingleInstanceLock({ folders: named })) {
  app.on('second-instance', (_event, _argv, _cwd, data) => openFolders(foldersIn(data)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFolders([path])
  })
  // Never `await` at the top level: `ready` waits for this module to end.
  app
    .whenReady()
    .then(() => start(profile), failStart)
    .catch(failStart)
} else {
  app.quit()
}

function start({ dataDir, cacheDir }: Profile): void {
  const events = setupEvents()
  const { emit, notify } = events
  const settings = setupSettings(dataDir, notify)
  const host = setupLibrary({ dataDir, cacheDir }, notify)
  for (const event of ['libraries.changed', 'articles.changed', 'searches.changed', 'notice'] as const)
    host.on(event, (payload) => emit(event, payload as never))
  const libraries = createOpenLibraries({
    settings,
    host,
    notify,
    dataDir,
    samplesFolder: join(app.getAppPath(), 'samples'),
  })

  let window: BrowserWindow | null = null
  const requests = setupRequests(
    createShellHandlers({
      settings,
      host,
      libraries,
      emit,
      info: appInfo(),
      exportFolder: null,
      pickFolders: () => pickFolders(window),
      pickExportFolder: (suggested) => pickExportFolder(window, suggested),
      openLink: (url) => shell.openExternal(url),
    }),
  )
  guardSession()
  setupPages(host)
  setupTheme(settings)
  setupMenu(settings, emit)
  setupQuitting(host, requests)

  const showWindow = (): void => {
    if (window) {
      raiseWindow(window)
      return
    }
    const opened = createWindow(settings)
    window = opened
    opened.on('closed', () => {
      window = null
    })
    events.attach(opened)
    watchPage(opened, notify)
    loadPage(opened)
  }
  app.on('activate', showWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  showWindow()

  const open = (folders: readonly string[]): Promise<void> =>
    libraries.openAll(folders).then(
      () => undefined,
      (error: unknown) => notify({ level: 'warning', message: toFailure(error).message }),
    )
  openFolders = (folders) => {
    showWindow()
    void open(folders)
  }
  void libraries.restore().then(() => open(named))
}

function appInfo(): AppInfo {
  const { platform } = process
  return {
    shell: 'desktop',
    version: app.getVersion(),
    platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
    can: { pickFolder: true, dropFolder: true, pickExportFolder: true, browseFolders: false },
    exportFolder: null,
  }
}

function foldersIn(data: unknown): readonly string[] {
  const folders = typeof data === 'object' && data !== null && 'folders' in data ? data.folders : []
  return Array.isArray(folders) ? folders.filter((folder) => typeof folder === 'string') : []
}

function failStart(error: unknown): void {
  dialog.showErrorBox(
    'Lectern could not start',
    `${toFailure(error).message}\n\nYour articles and notes are not affected.`,
  )
  app.exit(1)
}
