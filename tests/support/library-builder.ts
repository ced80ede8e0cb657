/** Builds small real folders of articles, and opens them. */
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Host, type HostOptions, openHost } from '#library/host/host'
import type { Library } from '#library/library'
import type { EventName, EventPayload } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { tempFolder } from './temp-library'

/** A folder that is being filled; paths are relative to it, with `/`. */
export interface FolderBuilder {
  readonly path: string
  /** Writes files; what is in the way is replaced. */
  write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>
  remove(...paths: readonly string[]): Promise<void>
  /** Sets a file's times. */
  touch(path: string, time: Date): Promise<void>
}

/** Fills a folder (made where it is missing). */
export function folderBuilder(path: string): FolderBuilder {
  return {
    path,
    async write(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = join(path, name)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, content)
      }
    },
    async remove(...paths) {
      for (const name of paths) await rm(join(path, name), { recursive: true, force: true })
    },
    touch: (name, time) => utimes(join(path, name), time, time),
  }
}

/** A dated article in the news form: the header line with date and standfirst, then paragraphs. */
export const newsText = (date: string, title: string, ...paragraphs: readonly string[]): string =>
  `${[` date ${date} ${title}`, ...paragraphs].join('\n\n')}\n`

/** Something that was told to the shell. */
export type Told = { readonly [E in EventName]: { readonly event: E; readonly payload: EventPayload<E> } }[EventName]

/** A host in a temporary place of its own. */
export interface TestHost {
  readonly host: Host
  readonly folder: FolderBuilder
  readonly dataDir: string
  readonly cacheDir: string
  readonly told: readonly Told[]
  /** Opens a folder (by default the test's own) and waits until it is up to date. */
  open(folder?: string): Promise<Library>
  /** The same, but returns what `host.open` answers, at once. */
  openAtOnce(folder?: string): Promise<LibraryInfo>
  /** Closes the host and starts another one over the same data and cache. */
  restart(): Promise<void>
  /** Closes the host and deletes everything. */
  close(): Promise<void>
}

/** Starts a host with an empty library folder, and data and cache folders of its own. */
export async function testHost(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const temp = tempFolder('host')
  const told: Told[] = []
  const folder = folderBuilder(join(temp.path, 'library'))
  await mkdir(folder.path)
  const [dataDir, cacheDir] = [join(temp.path, 'data'), join(temp.path, 'cache')]
  const start = (): Host =>
    openHost({
      dataDir,
      cacheDir,
      emit: (event, payload) => told.push({ event, payload } as Told),
      workers: 1,
      ...options,
    })
  let host = start()
  const openAtOnce = (path = folder.path): Promise<LibraryInfo> =>
    host.handlers['host.open']({ folder: path, include: [], exclude: [], notebookPlace: 'beside' })
  return {
    ...{ folder, dataDir, cacheDir, told, openAtOnce },
    get host() {
      return host
    },
    async open(path) {
      const { id } = await openAtOnce(path)
      const library = host.library(id)
      await library.refresh()
      return library
    },
    async restart() {
      await host.close()
      host = start()
    },
    async close() {
      await host.close()
      temp.remove()
    },
  }
}

/** Asks again and again until it is so; fails after `patience` milliseconds with what was seen last. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  isSo: (seen: T) => boolean,
  patience = 10_000,
): Promise<T> {
  const end = performance.now() + patience
  for (;;) {
    const seen = await ask()
    if (isSo(seen)) return seen
    if (performance.now() > end) throw new Error(`It did not become so. Seen last: ${JSON.stringify(seen)}`)
    await delay(15)
  }
}
