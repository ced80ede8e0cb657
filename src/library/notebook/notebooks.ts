/**
 * The notebooks behind one library: its own, and those of the libraries inside it. The nearest `.lectern` owns an article: a
 * tag or note given to it through the outer library is written where the inner library will find it.
 */
import type { Move } from '#core/notebook/follow-states'
import type { LibraryEdit, LibraryFile } from '#core/notebook/library-file'
import type { KnownFile } from '#core/notebook/reconcile'
import type { ArticleRecord, Edit } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import { compareTags } from '#core/notebook/tags'
import type { NotebookPlace, TagCount } from '#shared/library'
import { LecternError } from '#shared/result'
import { absolute, child, inside, within } from '../paths'
import type { LibraryNotebook } from './library-notebook'
import type { Annotation, ArticleRef, Notebook } from './notebook'
import type { NotebookChange, NotebookListener, NotebookRegistry, Opened } from './notebook-registry'
import type { ArticleEdits, Edited, KeptRecord, Saving, SearchToKeep } from './types'
import type { KeptVersion } from './versions'

/** One notebook, the states beside it, and the part of the library they own (`''`: all that no other one owns). */
export interface Owner extends Opened {
  readonly part: string
  readonly folder: string
}

/**
 * Opens the notebook of a library (`root`: its real folder); `onChange` is told what changed, by this library or by another
 * that shares a notebook with it; of the saved searches only those that are its own.
 */
export async function openNotebooks(
  root: string,
  registry: NotebookRegistry,
  onChange: (change: NotebookChange) => void,
): Promise<Notebooks> {
  const listener: NotebookListener = (folder, { paths, searches, states = [] }) => {
    const part = inside(root, folder)
    if (part === null) return
    const whole = (path: string): string => child(part, path)
    onChange({ paths: paths.map(whole), searches: searches && part === '', states: states.map(whole) })
  }
  const own = { part: '', folder: root, ...(await registry.open(root, listener)) }
  return new Notebooks(own, registry, listener)
}

export class Notebooks implements LibraryNotebook {
  /** The nearest owner of a path stands first. */
  #nested: readonly Owner[] = []
  #owners: readonly Owner[]

  constructor(
    private readonly own: Owner,
    private readonly registry: NotebookRegistry,
    private readonly listener: NotebookListener,
  ) {
    this.#owners = [own]
  }

  get place(): NotebookPlace | null {
    return this.own.notebook.place
  }

  get readOnly(): boolean {
    return this.own.notebook.readOnly
  }

  get problem(): string | null {
    for (const { notebook } of this.#owners) if (notebook.problem !== null) return notebook.problem
    return null
  }

  /** Folders below that are libraries of their own. */
  get nested(): readonly string[] {
    return this.#nested.map(({ part }) => part)
  }

  /** Tells which folders below are libraries of their own, after a whole scan; returns whether that is new. */
  async setNested(parts: readonly string[]): Promise<boolean> {
    const kept = this.#nested.filter(({ part }) => parts.includes(part))
    const dropped = this.#nested.filter((owner) => !kept.includes(owner))
    const added: Owner[] = []
    for (const part of parts.filter((path) => !kept.some((owner) => owner.part === path))) {
      const folder = absolute(this.own.folder, part)
      added.push({ part, folder, ...(await this.registry.open(folder, this.listener)) })
    }
    this.#nested = [...kept, ...added].sort((a, b) => b.part.length - a.part.length)
    this.#owners = [...this.#nested, this.own]
    for (const { folder } of dropped) await this.registry.release(folder, this.listener)
    return added.length + dropped.length > 0
  }

  choosePlace(place: NotebookPlace): void {
    this.own.notebook.choosePlace(place)
  }

  /** Moves the library's own notebook; rejects as `Notebook.move`. */
  move(place: NotebookPlace): Promise<void> {
    return this.own.notebook.move(place)
  }

  annotation(path: string): Annotation {
    const owner = this.#ownerOf(path)
    return owner.notebook.annotation(relativeTo(owner, path))
  }

  record(path: string): ArticleRecord | null {
    const owner = this.#ownerOf(path)
    return owner.notebook.record(relativeTo(owner, path))
  }

  records(): readonly KeptRecord[] {
    return this.#owners.flatMap(({ part, notebook }) =>
      notebook.records().map(({ path, record }) => ({ path: path === null ? null : child(part, path), record })),
    )
  }

  libraryFile(): LibraryFile {
    return this.own.notebook.libraryFile()
  }

  change(changes: readonly ArticleEdits[]): Saving {
    const groups = new Map<Owner, ArticleEdits[]>()
    try {
      for (const change of changes) {
        const owner = this.#ownerOfRecord(change) ?? this.#ownerOf(change.article.path)
        const group = groups.get(owner) ?? []
        group.push(this.#within(owner, change))
        groups.set(owner, group)
      }
    } catch (error) {
      return { edited: [], saved: Promise.reject(error) }
    }
    const made = Array.from(groups, ([owner, group]) => this.#change(owner, group))
    return { edited: made.flatMap(({ edited }) => edited), saved: allSaved(made.map(({ saved }) => saved)) }
  }

  edit(changes: readonly ArticleEdits[]): Promise<void> {
    return this.change(changes).saved
  }

  editLibrary(edits: readonly LibraryEdit[]): Promise<void> {
    return this.#changeLibrary((notebook) => notebook.editLibrary(edits))
  }

  versions(path: string): Promise<readonly KeptVersion[]> {
    const owner = this.#ownerOf(path)
    return owner.notebook.versions(relativeTo(owner, path))
  }

  keepVersion(path: string): Promise<void> {
    const owner = this.#ownerOf(path)
    return owner.notebook.keepVersion(relativeTo(owner, path))
  }

  tagCounts(): readonly TagCount[] {
    return mergeTagCounts(this.#owners.map(({ notebook }) => notebook.tagCounts()))
  }

  annotatedPaths(): readonly string[] {
    return this.#owners.flatMap(({ part, notebook }) => notebook.annotatedPaths().map((path) => child(part, path)))
  }

  searches(): readonly KeptSearch[] {
    return this.own.notebook.searches()
  }

  saveSearch(search: SearchToKeep): Promise<KeptSearch> {
    return this.#changeLibrary((notebook) => notebook.saveSearch(search))
  }

  renameSearch(id: string, name: string): Promise<void> {
    return this.#changeLibrary((notebook) => notebook.renameSearch(id, name))
  }

  removeSearch(id: string): Promise<void> {
    return this.#changeLibrary((notebook) => notebook.removeSearch(id))
  }

  async flush(): Promise<void> {
    for (const { notebook, states } of this.#owners) {
      await notebook.flush()
      await states.flush()
    }
  }

  /**
   * Fits the notebooks to the articles that are there now, and takes in what others wrote; tells the listeners of what
   * changed by that, and returns which articles were moved. An article's notes do not follow it from one library into another.
   */
  async reconcile(
    articles: Iterable<ArticleRef>,
    isNew: (path: string) => boolean = () => false,
  ): Promise<readonly Move[]> {
    const moves: Move[] = []
    const files = new Map<Owner, Map<string, KnownFile>>()
    for (const owner of this.#owners) files.set(owner, new Map())
    for (const { path, hash, title, sketch } of articles) {
      const owner = this.#ownerOf(path)
      files.get(owner)?.set(relativeTo(owner, path), { hash, title, sketch, isNew: isNew(path) })
    }
    for (const [owner, own] of files) {
      // Where the inner library is open as well, its own rules say what is in it.
      if (owner !== this.own && this.registry.isLibrary(owner.folder)) continue
      const outcome = await owner.notebook.reconcile(own)
      const paths = [...outcome.changed, ...outcome.moved.flatMap(({ from, to }) => [from, to])]
      const { part } = owner
      moves.push(...outcome.moved.map(({ from, to }) => ({ from: child(part, from), to: child(part, to) })))
      const { searches } = outcome
      if (paths.length > 0 || searches) this.registry.changed(owner.folder, { paths, searches })
    }
    return moves
  }

  async close(): Promise<void> {
    for (const { folder } of this.#owners) await this.registry.release(folder, this.listener)
  }

  /** The folders that own the library's articles; the nearest owner of a path stands first. */
  get owners(): readonly Owner[] {
    return this.#owners
  }

  #ownerOf(path: string): Owner {
    return this.#nested.find(({ part }) => within(part, path)) ?? this.own
  }

  /** Whose notebook keeps a record that is named; null where none is, or nobody knows it. */
  #ownerOfRecord({ record }: ArticleEdits): Owner | null {
    if (record === undefined) return null
    return this.#owners.find(({ notebook }) => notebook.keeps(record)) ?? null
  }

  /** A change as the notebook of its owner reads it. Throws 'invalid' where it would carry a record to another library. */
  #within(owner: Owner, { article, record, edits }: ArticleEdits): ArticleEdits {
    const relative = (ref: ArticleRef): ArticleRef => {
      const { path, hash, title, sketch } = ref
      return { path: relativeTo(owner, path), hash, title, sketch }
    }
    const own = edits.map((edit): Edit => {
      if (edit.kind !== 'follow') return edit
      if (this.#ownerOf(edit.article.path) !== owner) throw elsewhere(edit.article.path)
      return { ...edit, article: relative(edit.article) }
    })
    return { article: relative(article), record, edits: own }
  }

  #change({ part, folder, notebook }: Owner, changes: readonly ArticleEdits[]): Saving {
    const { edited, saved } = notebook.change(changes)
    const paths = new Set([...changes.map(({ article }) => article.path), ...edited.map(({ article }) => article.path)])
    // An edit that could not be written is kept in memory, so what is shown changed all the same.
    const told = saved.finally(() => this.registry.changed(folder, { paths: [...paths], searches: false }))
    const asSeen = (one: Edited): Edited => ({
      ...one,
      article: { ...one.article, path: child(part, one.article.path) },
    })
    return { edited: edited.map(asSeen), saved: told }
  }

  async #changeLibrary<T>(change: (notebook: Notebook) => Promise<T>): Promise<T> {
    const { folder, notebook } = this.own
    try {
      return await change(notebook)
    } finally {
      this.registry.changed(folder, { paths: [], searches: true })
    }
  }
}

const relativeTo = ({ part }: Owner, path: string): string => (part === '' ? path : path.slice(part.length + 1))

const elsewhere = (path: string): LecternError =>
  new LecternError(
    'invalid',
    `“${path}” lies in a folder that is a library of its own, with a notebook of its own. Nothing was changed.`,
  )

/** Waits for all, whatever becomes of the others; rejects with the first failure. */
async function allSaved(saving: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(saving)) if (outcome.status === 'rejected') throw outcome.reason
}

/** Adds up the tags of several notebooks. */
export function mergeTagCounts(lists: readonly (readonly TagCount[])[]): readonly TagCount[] {
  const tags = new Map<string, TagCount>()
  for (const tag of lists.flat()) {
    const known = tags.get(tag.name)
    tags.set(tag.name, { ...tag, count: tag.count + (known?.count ?? 0), colour: known?.colour ?? tag.colour })
  }
  return [...tags.values()].sort((a, b) => compareTags(a.name, b.name))
}
