/** The notebooks of a process: one per folder, however many open libraries show its articles. */
import type { NotebookPlace } from '#shared/library'
import { type Notebook, type NotebookOptions, openNotebook } from './notebook/notebook'
import type { ReadingStates } from './notebook/types'

/** What changed in a notebook. */
export interface NotebookChange {
  /** Articles with other tags, notes or highlights: paths relative to the notebook's folder. */
  readonly paths: readonly string[]
  /** Whether the saved searches changed. */
  readonly searches: boolean
}

/** Told what changed in the notebook of a folder. */
export type NotebookListener = (folder: string, change: NotebookChange) => void

interface Shared {
  readonly notebook: Promise<Notebook>
  readonly listeners: Set<NotebookListener>
}

/** Opens each folder's notebook once, and tells everyone who uses it when it changed. */
export class NotebookRegistry {
  readonly #shared = new Map<string, Shared>()
  readonly #libraries = new Set<string>()
  #defaultPlace: NotebookPlace | null = null

  constructor(
    private readonly options: Omit<NotebookOptions, 'folder' | 'defaultPlace' | 'states'> & {
      /** The reading states of the articles of a real folder. */
      readonly statesOf?: (folder: string) => ReadingStates
    },
  ) {}

  /** Opens the notebook of a real folder, or joins those who have it open. */
  async open(folder: string, onChange: NotebookListener): Promise<Notebook> {
    let shared = this.#shared.get(folder)
    if (shared === undefined) {
      const { statesOf, ...options } = this.options
      const notebook = openNotebook({
        ...{ ...options, folder, defaultPlace: this.#defaultPlace },
        ...(statesOf !== undefined && { states: statesOf(folder) }),
      })
      shared = { notebook, listeners: new Set() }
      this.#shared.set(folder, shared)
      // A folder that could not be read now may be readable the next time.
      notebook.catch(() => this.#shared.delete(folder))
    }
    shared.listeners.add(onChange)
    return shared.notebook
  }

  /** Lets go of a notebook; the last one to do so closes it. */
  async release(folder: string, onChange: NotebookListener): Promise<void> {
    const shared = this.#shared.get(folder)
    if (shared === undefined) return
    shared.listeners.delete(onChange)
    if (shared.listeners.size > 0) return
    this.#shared.delete(folder)
    await (await shared.notebook).close()
  }

  /** Tells all users of a folder's notebook. */
  changed(folder: string, change: NotebookChange): void {
    for (const listener of this.#shared.get(folder)?.listeners ?? []) listener(folder, change)
  }

  /** What libraries without a notebook do at the first annotation; null: the reader is asked. */
  async setDefaultPlace(place: NotebookPlace | null): Promise<void> {
    this.#defaultPlace = place
    for (const { notebook } of this.#shared.values()) (await notebook).setDefaultPlace(place)
  }

  /** A library of its own is open at this folder: it knows best what is in it. */
  addLibrary(folder: string): void {
    this.#libraries.add(folder)
  }

  removeLibrary(folder: string): void {
    this.#libraries.delete(folder)
  }

  isLibrary(folder: string): boolean {
    return this.#libraries.has(folder)
  }
}
