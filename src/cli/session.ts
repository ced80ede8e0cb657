/** A host in this very process, with the folders a command names: opened, brought up to date, and closed again at the end. */
import { cacheFolder, dataFolder } from '#library/disk/folders'
import { openHost } from '#library/host/host'
import { hostChannels } from '#library/host/host-contract'
import type { Library, RefreshReport } from '#library/library'
import type { RequestOf, ResponseOf } from '#shared/contract'
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { answer, readAnswer } from '#shared/rpc'
import { findFolder } from './find'
import { plainLine } from './plain-text'
import { createProgress } from './progress'
import { readRules } from './rules'
import type { ExitCode, Terminal } from './terminal'

type HostChannels = typeof hostChannels

/** An open folder and what bringing it up to date came to. */
export interface OpenFolder {
  readonly library: Library
  readonly report: RefreshReport
}

/** What commands work with. */
export interface Session {
  readonly folders: readonly OpenFolder[]
  /** Asks the host, checked like a page's request. Rejects with `LecternError`. */
  ask<C extends keyof HostChannels & string>(
    channel: C,
    request: RequestOf<HostChannels, C>,
  ): Promise<ResponseOf<HostChannels, C>>
}

interface SessionOptions {
  /** Where the first annotation goes. */
  readonly notebook: NotebookPlace
  /** Warnings are not passed on. */
  readonly silent?: boolean
}

/** Opens folders as the terminal names them, runs `use`, and closes everything, edits saved, however it ends. */
export async function withFolders(
  terminal: Terminal,
  named: readonly string[],
  options: SessionOptions,
  use: (session: Session) => Promise<ExitCode>,
): Promise<ExitCode> {
  const paths = await Promise.all(named.map((folder) => findFolder(terminal, folder)))
  const dataDir = dataFolder(terminal.env, terminal.platform, terminal.home)
  const progress = createProgress(terminal)
  const notices: string[] = []
  const host = openHost({
    dataDir,
    cacheDir: cacheFolder(terminal.env, terminal.platform, terminal.home),
    isReader: false,
    // A command ends before anything it could be told of changes.
    watch: { subscribe: async () => ({ unsubscribe: async () => undefined }) },
    emit: (event, payload) => {
      if (event === 'libraries.changed') progress.show(host.libraries().map((library) => library.info()))
      if (event === 'notice' && payload !== null && 'message' in payload && payload.level !== 'info')
        notices.push(payload.message)
    },
  })
  const ask: Session['ask'] = async (channel, request) =>
    readAnswer(hostChannels, channel, await answer(hostChannels, host.handlers, channel, request))

  let result: ExitCode
  try {
    const folders: OpenFolder[] = []
    for (const folder of paths) {
      const rules = await readRules(dataDir, folder, (message) => notices.push(message))
      const { id } = await ask('host.open', { folder, ...rules, notebookPlace: options.notebook })
      const library = host.library(id)
      if (!folders.some((open) => open.library === library)) folders.push({ library, report: await library.refresh() })
    }
    progress.end()
    result = await use({ folders, ask })
    await ask('host.flush', null)
  } finally {
    progress.end()
    await host.close()
  }
  // Only here: a command that fails says so itself, in one line.
  if (options.silent !== true) for (const text of notices) terminal.stderr.write(`lectern: ${plainLine(text)}\n`)
  return result
}

/** Opens one folder; otherwise as `withFolders`. */
export function withFolder(
  terminal: Terminal,
  named: string,
  options: SessionOptions,
  use: (session: Session, folder: OpenFolder) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withFolders(terminal, [named], options, async (session) => {
    const [folder] = session.folders
    if (folder === undefined) throw new LecternError('internal', `${named} was not opened.`)
    return use(session, folder)
  })
}
