/** The open libraries of one process, and the answers to everything a shell may ask about them. */
import type { LibraryId } from '#shared/article'
import type { Emit, HandlersOf } from '#shared/contract'
import type { hostChannels } from './host-contract'
import type { Library } from './library'

/** Where a host keeps its own things, and whom it tells. */
export interface HostOptions {
  /** Notebooks kept by the app, positions, locks; absolute. */
  readonly dataDir: string
  /** Catalogs, texts and indexes; absolute, disposable. */
  readonly cacheDir: string
  readonly emit: Emit
  /** The bundled parse worker; by default `parse-worker.js` beside this bundle, or what LECTERN_PARSE_WORKER names. */
  readonly parseWorker?: URL
}

/** The open libraries of one process. */
export interface Host {
  readonly handlers: HandlersOf<typeof hostChannels>
  /** Throws `LecternError` ('not-found') when no such library is open. */
  library(id: LibraryId): Library
  libraries(): readonly Library[]
  /** Ends scans, watches and workers, writes what is not on disk yet, and lets go of every lock. */
  close(): Promise<void>
}

/** Starts a host without any open library; nothing is read or written until `host.open`. */
export declare function openHost(options: HostOptions): Host
