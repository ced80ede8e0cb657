/** The desktop shell: puts the parts together, in an order that matters where a comment says so. */
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { createShellHandlers } from '#library/shell/handlers'
import { createOpenLibraries } from '#library/shell/open-libraries'
import { type AppInfo, type EventPayload, libraryEvents } from '#shared/contract'
import { toFailure } from '#shared/result'
import { setupEvents, setupRequests } from './bridge'
import { type Wanted, wantedBy } from './command-line'
import { watchPage } from './crashes'
import { pickExportFolder, pickFolders } from './dialogs'
import { guardProcess, guardSession } from './guard'
import { setupLibrary } from './library-process'
import { followLink } from './links'
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

const wanted = wantedBy({ argv: process.argv, hasAppArgument: !app.isPackaged, cwd: process.cwd() })

/** What a second start, the dock or another program wants opened; kept until there is anyone to open it. */
const early: Wanted[] = [wanted]
let openWanted: (wanted: Wanted) => void = (more) => void early.push(more)

// One instance for each profile: a second one hands what it was started with to the first and ends. Its command line may
// arrive rewritten by Chromium, so that travels apart from it.
if (app.requestSingleInstanceLock({ ...wanted })) {
  app.on('second-instance', (_event, _argv, _cwd, data) => openWanted(wantedIn(data)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openWanted({ folders: [path], links: [] })
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    openWanted({ folders: [], links: [link] })
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
  const { emit } = events
  const notify = (notice: EventPayload<'notice'>): void => emit('notice', notice)
  const settings = setupSettings(dataDir, notify)
  const host = setupLibrary({ dataDir, cacheDir }, notify)
  for (const event of libraryEvents) host.on(event, (payload) => emit(event, payload as never))
  const libraries = createOpenLibraries({
    settings,
    host,
    notify,
    dataDir,
    samplesFolder: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'samples'),
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

  const open = async ({ folders, links }: Wanted): Promise<void> => {
    const tell = (error: unknown): void => notify({ level: 'warning', message: toFailure(error).message })
    await libraries.openAll(folders).catch(tell)
    for (const link of links) await followLink(link, { libraries, host, emit }).catch(tell)
  }
  openWanted = (more) => {
    showWindow()
    void open(more)
  }
  void libraries.restore().then(async () => {
    for (const one of early) await open(one)
  })
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

function wantedIn(data: unknown): Wanted {
  const texts = (name: 'folders' | 'links'): readonly string[] => {
    const found = typeof data === 'object' && data !== null && name in data ? (data as Wanted)[name] : []
    return Array.isArray(found) ? found.filter((text) => typeof text === 'string') : []
  }
  return { folders: texts('folders'), links: texts('links') }
}

function failStart(error: unknown): void {
  dialog.showErrorBox(
    'Lectern could not start',
    `${toFailure(error).message}\n\nYour articles and notes are not affected.`,
  )
  app.exit(1)
}
