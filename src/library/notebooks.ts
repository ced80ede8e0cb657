/**
 * The notebooks behind one library: its own, and those of the libraries inside it. The nearest `.lectern` owns an article: a
 * tag or note given to it through the outer library is written where the inner library will find it.
 */
import type { KeptSearch } from '#core/notebook/saved-search'
import { compareTags } from '#core/notebook/tags'
import type { NotebookPlace, TagCount } from '#shared/library'
import type { Annotation, ArticleRef, Notebook } from './notebook/notebook'
import type { SearchToKeep } from './notebook/types'
import type { NotebookChange, NotebookListener, NotebookRegistry } from './notebook-registry'
import { absolute, child, inside, within } from './paths'

/** Tags and notes of one library's articles, and the searches kept with it. Writing rejects with `LecternError` 'place-needed' until a place is chosen. */
export interface LibraryNotebook {
  /** Null until the first annotation decides. */
  readonly place: NotebookPlace | null
  /** Nothing can be written beside the articles. */
  readonly readOnly: boolean
  /** Set while an edit could not be saved: in plain words. */
  readonly problem: string | null
  choosePlace(place: NotebookPlace): void
  annotation(path: string): Annotation
  addTag(articles: readonly ArticleRef[], tag: string): Promise<void>
  removeTag(articles: readonly ArticleRef[], tag: string): Promise<void>
  setNote(article: ArticleRef, note: string): Promise<void>
  tagCounts(): readonly TagCount[]
  /** Paths of the articles that carry a tag, a note or a highlight. */
  annotatedPaths(): readonly string[]
  /** The searches kept with this library itself, by name. */
  searches(): readonly KeptSearch[]
  saveSearch(search: SearchToKeep): Promise<KeptSearch>
  /** Rejects with 'not-found' too. */
  renameSearch(id: string, name: string): Promise<void>
  removeSearch(id: string): Promise<void>
  /** Waits until every edit is on disk. */
  flush(): Promise<void>
}

/** One notebook and the part of the library it owns (`''`: all that no other one owns). */
interface Owner {
  readonly part: string
  readonly folder: string
  readonly notebook: Notebook
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
  const listener: NotebookListener = (folder, { paths, searches }) => {
    const part = inside(root, folder)
    if (part !== null) onChange({ paths: paths.map((path) => child(part, path)), searches: searches && part === '' })
  }
  const own = { part: '', folder: root, notebook: await registry.open(root, listener) }
  return new Notebooks(own, registry, listener)
}

export class Notebooks implements LibraryNotebook {
  /** The nearest owner of a path stands first. */
  #nested: readonly Owner[] = []

  constructor(
    private readonly own: Owner,
    private readonly registry: NotebookRegistry,
    private readonly listener: NotebookListener,
  ) {}

  get place(): NotebookPlace | null {
    return this.own.notebook.place
  }

  get readOnly(): boolean {
    return this.own.notebook.readOnly
  }

  get problem(): string | null {
    for (const { notebook } of this.#all()) if (notebook.problem !== null) return notebook.problem
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
      added.push({ part, folder, notebook: await this.registry.open(folder, this.listener) })
    }
    this.#nested = [...kept, ...added].sort((a, b) => b.part.length - a.part.length)
    for (const { folder } of dropped) await this.registry.release(folder, this.listener)
    return added.length + dropped.length > 0
  }

  choosePlace(place: NotebookPlace): void {
    this.own.notebook.choosePlace(place)
  }

  annotation(path: string): Annotation {
    const owner = this.#ownerOf(path)
    return owner.notebook.annotation(relativeTo(owner, path))
  }

  addTag(articles: readonly ArticleRef[], tag: string): Promise<void> {
    return this.#each(articles, (notebook, refs) => notebook.addTag(refs, tag))
  }

  removeTag(articles: readonly ArticleRef[], tag: string): Promise<void> {
    return this.#each(articles, (notebook, refs) => notebook.removeTag(refs, tag))
  }

  setNote(article: ArticleRef, note: string): Promise<void> {
    return this.#each([article], async (notebook, [ref]) => ref && notebook.setNote(ref, note))
  }

  tagCounts(): readonly TagCount[] {
    return mergeTagCounts(this.#all().map(({ notebook }) => notebook.tagCounts()))
  }

  annotatedPaths(): readonly string[] {
    return this.#all().flatMap(({ part, notebook }) => notebook.annotatedPaths().map((path) => child(part, path)))
  }

  searches(): readonly KeptSearch[] {
    return this.own.notebook.searches()
  }

  saveSearch(search: SearchToKeep): Promise<KeptSearch> {
    return this.#changeSearches((notebook) => notebook.saveSearch(search))
  }

  renameSearch(id: string, name: string): Promise<void> {
    return this.#changeSearches((notebook) => notebook.renameSearch(id, name))
  }

  removeSearch(id: string): Promise<void> {
    return this.#changeSearches((notebook) => notebook.removeSearch(id))
  }

  async flush(): Promise<void> {
    for (const { notebook } of this.#all()) await notebook.flush()
  }

  /**
   * Fits the notebooks to the articles that are there now, and takes in what others wrote; tells the listeners of what
   * changed by that. An article's notes do not follow it from one library into another.
   */
  async reconcile(articles: Iterable<ArticleRef>): Promise<void> {
    const files = new Map<Owner, Map<string, { hash: string; title: string }>>()
    for (const owner of this.#all()) files.set(owner, new Map())
    for (const { path, hash, title } of articles) {
      const owner = this.#ownerOf(path)
      files.get(owner)?.set(relativeTo(owner, path), { hash, title })
    }
    for (const [owner, own] of files) {
      // Where the inner library is open as well, its own rules say what is in it.
      if (owner !== this.own && this.registry.isLibrary(owner.folder)) continue
      const outcome = await owner.notebook.reconcile(own)
      const paths = [...outcome.changed, ...outcome.moved.flatMap(({ from, to }) => [from, to])]
      const { searches } = outcome
      if (paths.length > 0 || searches) this.registry.changed(owner.folder, { paths, searches })
    }
  }

  async close(): Promise<void> {
    for (const { folder } of this.#all()) await this.registry.release(folder, this.listener)
  }

  #all(): readonly Owner[] {
    return [...this.#nested, this.own]
  }

  #ownerOf(path: string): Owner {
    return this.#nested.find(({ part }) => within(part, path)) ?? this.own
  }

  async #each(
    articles: readonly ArticleRef[],
    edit: (notebook: Notebook, refs: readonly ArticleRef[]) => Promise<void>,
  ): Promise<void> {
    for (const owner of this.#all()) {
      const refs = articles
        .filter(({ path }) => this.#ownerOf(path) === owner)
        .map(({ path, hash, title }) => ({ path: relativeTo(owner, path), hash, title }))
      if (refs.length === 0) continue
      try {
        await edit(owner.notebook, refs)
      } finally {
        // An edit that could not be written is kept in memory, so what is shown changed all the same.
        this.registry.changed(owner.folder, { paths: refs.map(({ path }) => path), searches: false })
      }
    }
  }

  async #changeSearches<T>(change: (notebook: Notebook) => Promise<T>): Promise<T> {
    const { folder, notebook } = this.own
    try {
      return await change(notebook)
    } finally {
      this.registry.changed(folder, { paths: [], searches: true })
    }
  }
}

const relativeTo = ({ part }: Owner, path: string): string => (part === '' ? path : path.slice(part.length + 1))

/** Adds up the tags of several notebooks. */
export function mergeTagCounts(lists: readonly (readonly TagCount[])[]): readonly TagCount[] {
  const tags = new Map<string, TagCount>()
  for (const tag of lists.flat()) {
    const known = tags.get(tag.name)
    tags.set(tag.name, { ...tag, count: tag.count + (known?.count ?? 0), colour: known?.colour ?? tag.colour })
  }
  return [...tags.values()].sort((a, b) => compareTags(a.name, b.name))
}
