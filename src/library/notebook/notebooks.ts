/**
 * The notebooks behind one library: its own, and those of the libraries inside it. The nearest `.lectern` owns an article: a
 * tag or note given to it through the outer library is written where the inner library will find it.
 */
import type { Move } from '#core/notebook/follow-states'
import type { LibraryEdit, LibraryFile } from '#core/notebook/library-file'
import type { KnownFile } from '#core/notebook/reconcile'
import type { ArticleRecord } from '#core/notebook/record'
import type { KeptSearch } from '#core/notebook/saved-search'
import type { NotebookPlace, TagCount } from '#shared/library'
import { child, inside } from '../paths'
import type { LibraryNotebook } from './library-notebook'
import type { NotebookChange, NotebookListener, NotebookRegistry } from './notebook-registry'
import { type Owner, Owners, relativeTo } from './owners'
import { mergeTagCounts } from './tag-counts'
import type {
  Annotation,
  ArticleEdits,
  ArticleRef,
  Bond,
  Edited,
  EditFailures,
  KeptRecord,
  Notebook,
  Saving,
  SearchToKeep,
} from './types'
import type { KeptVersion } from './versions'

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
  return new Notebooks(new Owners(own, registry, listener), registry)
}

export class Notebooks implements LibraryNotebook {
  constructor(
    readonly owners: Owners,
    private readonly registry: NotebookRegistry,
  ) {}

  get place(): NotebookPlace | null {
    return this.owners.own.notebook.place
  }

  get readOnly(): boolean {
    return this.owners.own.notebook.readOnly
  }

  get problem(): string | null {
    for (const { notebook } of this.owners.all) if (notebook.problem !== null) return notebook.problem
    return null
  }

  choosePlace(place: NotebookPlace): void {
    this.owners.own.notebook.choosePlace(place)
  }

  /** Moves the library's own notebook; rejects as `Notebook.move`. */
  move(place: NotebookPlace): Promise<void> {
    return this.owners.own.notebook.move(place)
  }

  annotation(path: string): Annotation {
    const owner = this.owners.of(path)
    return owner.notebook.annotation(relativeTo(owner, path))
  }

  record(path: string): ArticleRecord | null {
    const owner = this.owners.of(path)
    return owner.notebook.record(relativeTo(owner, path))
  }

  records(): readonly KeptRecord[] {
    return this.owners.all.flatMap(({ part, notebook }) =>
      notebook.records().map(({ path, record }) => ({ path: path === null ? null : child(part, path), record })),
    )
  }

  libraryFile(): LibraryFile {
    return this.owners.own.notebook.libraryFile()
  }

  change(changes: readonly ArticleEdits[], bond: Bond = 'together'): Saving {
    let groups: ReadonlyMap<Owner, readonly ArticleEdits[]>
    try {
      groups = this.owners.group(changes)
    } catch (error) {
      return { edited: [], failures: Promise.reject(error) }
    }
    const made = Array.from(groups, ([owner, group]) => this.#change(owner, group, bond))
    return { edited: made.flatMap(({ edited }) => edited), failures: joined(made.map(({ failures }) => failures)) }
  }

  async edit(changes: readonly ArticleEdits[]): Promise<void> {
    for (const failure of (await this.change(changes).failures).values()) throw failure
  }

  editLibrary(edits: readonly LibraryEdit[]): Promise<void> {
    return this.#changeLibrary((notebook) => notebook.editLibrary(edits))
  }

  versions(path: string): Promise<readonly KeptVersion[]> {
    const owner = this.owners.of(path)
    return owner.notebook.versions(relativeTo(owner, path))
  }

  keepVersion(path: string): Promise<void> {
    const owner = this.owners.of(path)
    return owner.notebook.keepVersion(relativeTo(owner, path))
  }

  tagCounts(): readonly TagCount[] {
    return mergeTagCounts(this.owners.all.map(({ notebook }) => notebook.tagCounts()))
  }

  annotatedPaths(): readonly string[] {
    return this.owners.all.flatMap(({ part, notebook }) => notebook.annotatedPaths().map((path) => child(part, path)))
  }

  searches(): readonly KeptSearch[] {
    return this.owners.own.notebook.searches()
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
    for (const { notebook, states } of this.owners.all) {
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
    for (const owner of this.owners.all) files.set(owner, new Map())
    for (const { path, hash, title, sketch } of articles) {
      const owner = this.owners.of(path)
      files.get(owner)?.set(relativeTo(owner, path), { hash, title, sketch, isNew: isNew(path) })
    }
    for (const [owner, own] of files) {
      // Where the inner library is open as well, its own rules say what is in it.
      if (owner !== this.owners.own && this.registry.isLibrary(owner.folder)) continue
      const outcome = await owner.notebook.reconcile(own)
      const paths = [...outcome.changed, ...outcome.moved.flatMap(({ from, to }) => [from, to])]
      const { part } = owner
      moves.push(...outcome.moved.map(({ from, to }) => ({ from: child(part, from), to: child(part, to) })))
      const { searches } = outcome
      if (paths.length > 0 || searches) this.registry.changed(owner.folder, { paths, searches })
    }
    return moves
  }

  close(): Promise<void> {
    return this.owners.close()
  }

  #change({ part, folder, notebook }: Owner, changes: readonly ArticleEdits[], bond: Bond): Saving {
    const { edited, failures } = notebook.change(changes, bond)
    const paths = new Set([...changes.map(({ article }) => article.path), ...edited.map(({ article }) => article.path)])
    // An edit that could not be written is kept in memory, so what is shown changed all the same.
    const told = failures.finally(() => this.registry.changed(folder, { paths: [...paths], searches: false }))
    const asSeen = (one: Edited): Edited => ({
      ...one,
      article: { ...one.article, path: child(part, one.article.path) },
    })
    const whole = (all: EditFailures): EditFailures =>
      new Map(Array.from(all, ([path, failure]) => [child(part, path), failure]))
    return { edited: edited.map(asSeen), failures: told.then(whole) }
  }

  async #changeLibrary<T>(change: (notebook: Notebook) => Promise<T>): Promise<T> {
    const { folder, notebook } = this.owners.own
    try {
      return await change(notebook)
    } finally {
      this.registry.changed(folder, { paths: [], searches: true })
    }
  }
}

/** Waits for all, whatever becomes of the others; rejects with the first that was refused as a whole. */
async function joined(all: readonly Promise<EditFailures>[]): Promise<EditFailures> {
  await Promise.allSettled(all)
  return new Map((await Promise.all(all)).flatMap((failures) => [...failures]))
}
