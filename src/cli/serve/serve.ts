/** `lectern serve`: the browser shell. The same handlers and pages as the desktop's, for tabs instead of windows. */
import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { cacheFolder, dataFolder } from '#library/disk/folders'
import { createFolderBrowser } from '#library/shell/browse'
import { createShellHandlers } from '#library/shell/handlers'
import { createOpenLibraries } from '#library/shell/open-libraries'
import { createPages } from '#library/shell/pages'
import { childProcessPort } from '#library/shell/ports'
import { type LibraryProcess, type SupervisedHost, superviseLibrary } from '#library/shell/supervisor'
import { type AppInfo, channels, type Emit, type EventPayload, libraryEvents } from '#shared/contract'
import { type Port, serve } from '#shared/rpc'
import { findFolder } from '../find'
import { printJson, type ServeOutput } from '../json'
import { plainLine } from '../plain-text'
import { openCliSettings } from '../settings'
import type { ExitCode, Terminal } from '../terminal'
import { keepPort, lastPort } from './last-port'
import { type RunningServer, type ServerOptions, startServer } from './server'

interface ServeOptions {
  readonly json: boolean
  readonly version: string
  /** 0: any free one. */
  readonly port: number
  /** The address to listen on instead of the loopback address; null: that. */
  readonly host: string | null
  /** As typed; null: the home folder. */
  readonly root: string | null
}

/** Runs until it is asked to stop. */
export async function runServe(terminal: Terminal, named: readonly string[], options: ServeOptions): Promise<ExitCode> {
  const stopped = new Promise<void>((stop) => terminal.onStop(stop))
  const folders = await Promise.all(named.map((folder) => findFolder(terminal, folder)))
  const root = options.root === null ? terminal.home : await findFolder(terminal, options.root)
  const dataDir = dataFolder(terminal.env, terminal.platform, terminal.home)
  const cacheDir = cacheFolder(terminal.env, terminal.platform, terminal.home)

  const tabs = new Set<Emit>()
  const emit: Emit = (event, payload) => {
    for (const tell of tabs) tell(event, payload)
  }
  const notify = (notice: EventPayload<'notice'>): void => {
    if (notice.level !== 'info') terminal.stderr.write(`lectern: ${plainLine(notice.message)}\n`)
    emit('notice', notice)
  }

  const settings = openCliSettings(dataDir, terminal.now, notify)
  const host = superviseLibrary({
    spawn: () => spawnLibrary(join(terminal.programFolder, 'library-process.js')),
    start: { dataDir, cacheDir },
    notify,
    now: () => performance.now(),
  })
  let server: RunningServer | null = null
  try {
    for (const event of libraryEvents) host.on(event, (payload) => emit(event, payload as never))
    // A new process gives its articles new ids: every tab asks again for what it shows.
    host.onRestart(() => void announce(host, emit))
    const samplesFolder = join(terminal.programFolder, '../../samples')
    const libraries = createOpenLibraries({ settings, host, notify, samplesFolder, dataDir })
    const exportFolder = join(root, 'Lectern exports')
    const info = appInfo(terminal, options.version, exportFolder)
    const browse = createFolderBrowser(root)
    const handlers = createShellHandlers({ settings, host, libraries, info, emit, exportFolder, browse })

    const given = {
      host: options.host,
      token: randomBytes(32).toString('base64url'),
      cookieName: `lectern-${randomBytes(6).toString('hex')}`,
      pages: (connectSources: readonly string[]) =>
        createPages({
          rendererFolder: resolve(terminal.programFolder, '../renderer'),
          asset: (article, path) => host.request('host.asset', { article, path }),
          connectSources,
        }),
      onTab: (port: Port) => {
        const { emit: tell, stop } = serve(channels, handlers, port)
        tabs.add(tell)
        port.onClose(() => {
          tabs.delete(tell)
          stop()
        })
      },
    } satisfies Omit<ServerOptions, 'port'>
    server = await startWhere(given, options.port, cacheDir)
    await libraries.restore()
    await libraries.openAll(folders)

    if (options.json) printJson<ServeOutput>(terminal.stdout, { address: server.address })
    else terminal.stdout.write(`${server.address}\n`)
    if (options.host !== null) terminal.stderr.write(exposed(options.host))
    if (terminal.stderr.isTerminal)
      terminal.stderr.write('Open this address in a browser on this machine; it is valid until Ctrl+C stops Lectern.\n')
    await stopped
    return 0
  } finally {
    await server?.close()
    await closeHost(host, terminal)
  }
}

/** Starts at `port`; where any will do, at the one of last time if it is free. */
async function startWhere(given: Omit<ServerOptions, 'port'>, port: number, cacheDir: string): Promise<RunningServer> {
  const before = port === 0 ? await lastPort(cacheDir) : port
  const server = await startServer({ ...given, port: before }).catch((error: unknown) => {
    if (before === port) throw error
    return startServer({ ...given, port })
  })
  await keepPort(cacheDir, server.port)
  return server
}

const exposed = (host: string): string =>
  `lectern: warning: --host ${plainLine(host)} lets other machines in this network reach Lectern. The connection is not encrypted: ` +
  'whoever can listen to the network can read your articles and notes, and with the address open and change them. ' +
  'Use it only in a network you trust, for as long as you need it; an SSH tunnel to 127.0.0.1 needs no --host.\n'

async function announce(host: SupervisedHost, emit: Emit): Promise<void> {
  const open = await host.request('libraries.list', null).catch(() => [])
  emit('libraries.changed', open)
  for (const { id } of open) emit('articles.changed', { library: id, articles: null })
}

async function closeHost(host: SupervisedHost, { stderr }: Terminal): Promise<void> {
  if (!(await host.close())) stderr.write('lectern: the last edits could not be saved in time.\n')
}

function appInfo({ platform }: Terminal, version: string, exportFolder: string): AppInfo {
  return {
    shell: 'browser',
    version,
    platform: platform === 'linux' || platform === 'darwin' || platform === 'win32' ? platform : 'other',
    can: { pickFolder: false, dropFolder: false, pickExportFolder: false, browseFolders: true },
    exportFolder,
  }
}

/** Milliseconds in which the library lets go of its locks when it is asked to end; after them it is ended. */
const lastMoments = 2_500

/** A process group of its own: Ctrl+C is for the shell, which lets the library finish what it is writing. */
function spawnLibrary(module: string): LibraryProcess {
  const child = fork(module, {
    serialization: 'advanced',
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const kill = (): void => {
    child.kill()
    setTimeout(() => child.kill('SIGKILL'), lastMoments).unref()
  }
  return { port: childProcessPort(child), kill }
}
