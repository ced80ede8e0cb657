/** The notebooks of a process: one per folder, however many open libraries show its articles. */
import type { NotebookPlace } from '#shared/library'
import { openStates, type States } from '../states/states'
import { openNotebook } from './notebook'
import type { Notebook, NotebookOptions } from './types'

/** What changed in a notebook. */
export interface NotebookChange {
  /** Articles with other tags, notes or highlights: paths relative to the notebook's folder. */
  readonly paths: readonly string[]
  /** Whether the saved searches changed. */
  readonly searches: boolean
  /** Articles that were sorted otherwise, read or unread, or came: paths relative to the notebook's folder. */
  readonly states?: readonly string[]
}

/** Told what changed in the notebook of a folder. */
export type NotebookListener = (folder: string, change: NotebookChange) => void

/** What is kept about the articles of one folder. */
export interface Opened {
  readonly notebook: Notebook
  readonly states: States
}

interface Shared {
  readonly opened: Promise<Opened>
  readonly listeners: Set<NotebookListener>
}

/** Opens each folder's notebook once, and tells everyone who uses it when it changed. */
export class NotebookRegistry {
  readonly #shared = new Map<string, Shared>()
  readonly #libraries = new Set<string>()
  #defaultPlace: NotebookPlace | null = null

  constructor(private readonly options: Omit<NotebookOptions, 'folder' | 'defaultPlace' | 'states'>) {}

  /** Opens the notebook and the states of a real folder, or joins those who have them open. */
  async open(folder: string, onChange: NotebookListener): Promise<Opened> {
    let shared = this.#shared.get(folder)
    if (shared === undefined) {
      shared = { opened: this.#open(folder), listeners: new Set() }
      this.#shared.set(folder, shared)
      // A folder that could not be read now may be readable the next time.
      shared.opened.catch(() => this.#shared.delete(folder))
    }
    shared.listeners.add(onChange)
    return shared.opened
  }

  /** Lets go of a folder; the last one to do so closes its notebook and its states. */
  async release(folder: string, onChange: NotebookListener): Promise<void> {
    const shared = this.#shared.get(folder)
    if (shared === undefined) return
    shared.listeners.delete(onChange)
    if (shared.listeners.size > 0) return
    this.#shared.delete(folder)
    const { notebook, states } = await shared.opened
    const outcomes = await Promise.allSettled([notebook.close(), states.close()])
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
  }

  /** Tells all users of a folder's notebook. */
  changed(folder: string, change: NotebookChange): void {
    for (const listener of this.#shared.get(folder)?.listeners ?? []) listener(folder, change)
  }

  /** What libraries without a notebook do at the first annotation; null: the reader is asked. */
  async setDefaultPlace(place: NotebookPlace | null): Promise<void> {
    this.#defaultPlace = place
    for (const { opened } of this.#shared.values()) (await opened).notebook.setDefaultPlace(place)
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

  async #open(folder: string): Promise<Opened> {
    const { dataDir, now, newId, notify } = this.options
    const onChange = (states: readonly string[]): void => this.changed(folder, { paths: [], searches: false, states })
    const states = await openStates({ folder, dataDir, now, newId, notify, onChange })
    const notebook = await openNotebook({ ...this.options, folder, defaultPlace: this.#defaultPlace, states })
    return { notebook, states }
  }
}
