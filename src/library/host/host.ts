/** The open libraries of one process, and the answers to everything a shell may ask about them. */
import type { LibraryId } from '#shared/article'
import type { HandlersOf } from '#shared/contract'
import type { Library } from '../library'
import { workerScript } from '../parse/worker-scripts'
import { SearchService } from '../search/search-service'
import type { hostChannels } from './host-contract'
import { createHandlers } from './host-handlers'
import { type HostOptions, LibraryHost, steadyNow } from './library-host'

export type { HostOptions } from './library-host'

/** The open libraries of one process. */
export interface Host {
  readonly handlers: HandlersOf<typeof hostChannels>
  /** Throws `LecternError` ('not-found') when no such library is open. */
  library(id: LibraryId): Library
  libraries(): readonly Library[]
  /** Ends scans, watches and workers, writes what is not on disk yet, and lets go of every lock. */
  close(): Promise<void>
}

/** Starts a host without any open library; nothing is read or written until `host.open`. Throws `LecternError` 'internal' where the build is incomplete. */
export function openHost(options: HostOptions): Host {
  const host = new LibraryHost(options)
  const search = new SearchService({
    libraries: () => host.libraries(),
    dataDir: options.dataDir,
    now: steadyNow,
    clock: Date.now,
    notify: (notice) => options.emit('notice', notice),
    textWorker: () => workerScript('text-worker', process.env),
    mergeWorker: () => workerScript('merge-worker', process.env),
    onWhole: (library) => host.articlesChanged(library.id),
  })
  return {
    handlers: createHandlers(host, search),
    library: (id) => host.library(id),
    libraries: () => host.libraries(),
    close: async () => {
      try {
        await search.close()
      } finally {
        await host.close()
      }
    },
  }
}
