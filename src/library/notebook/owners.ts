/** Whose notebook an article of a library belongs to: the library's own, or that of the nearest library inside it. */
import type { Edit } from '#core/notebook/record'
import { LecternError } from '#shared/result'
import { absolute, within } from '../paths'
import type { NotebookListener, NotebookRegistry, Opened } from './notebook-registry'
import type { ArticleEdits, ArticleRef } from './types'

/** One notebook, the states beside it, and the part of the library they own (`''`: all that no other one owns). */
export interface Owner extends Opened {
  readonly part: string
  readonly folder: string
}

/** A library's own notebook, and those of the libraries inside it. */
export class Owners {
  /** The nearest owner of a path stands first. */
  #nested: readonly Owner[] = []
  #all: readonly Owner[]

  constructor(
    readonly own: Owner,
    private readonly registry: NotebookRegistry,
    private readonly listener: NotebookListener,
  ) {
    this.#all = [own]
  }

  /** The nearest owner of a path stands first, the library's own last. */
  get all(): readonly Owner[] {
    return this.#all
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
    this.#all = [...this.#nested, this.own]
    for (const { folder } of dropped) await this.registry.release(folder, this.listener)
    return added.length + dropped.length > 0
  }

  of(path: string): Owner {
    return this.#nested.find(({ part }) => within(part, path)) ?? this.own
  }

  /** Changes by whose notebook they are made in, as it reads them. Throws 'invalid' where one would carry a record to another library. */
  group(changes: readonly ArticleEdits[]): ReadonlyMap<Owner, readonly ArticleEdits[]> {
    const groups = new Map<Owner, ArticleEdits[]>()
    for (const change of changes) {
      const owner = this.#ofRecord(change) ?? this.of(change.article.path)
      const group = groups.get(owner) ?? []
      group.push(this.#within(owner, change))
      groups.set(owner, group)
    }
    return groups
  }

  async close(): Promise<void> {
    for (const { folder } of this.#all) await this.registry.release(folder, this.listener)
  }

  /** Whose notebook keeps a record that is named; null where none is, or nobody knows it. */
  #ofRecord({ record }: ArticleEdits): Owner | null {
    if (record === undefined) return null
    return this.#all.find(({ notebook }) => notebook.keeps(record)) ?? null
  }

  #within(owner: Owner, { article, record, edits }: ArticleEdits): ArticleEdits {
    const relative = (ref: ArticleRef): ArticleRef => {
      const { path, hash, title, sketch } = ref
      return { path: relativeTo(owner, path), hash, title, sketch }
    }
    const own = edits.map((edit): Edit => {
      if (edit.kind !== 'follow') return edit
      if (this.of(edit.article.path) !== owner) throw elsewhere(edit.article.path)
      return { ...edit, article: relative(edit.article) }
    })
    return { article: relative(article), record, edits: own }
  }
}

/** A path of the library as its owner names it. */
export const relativeTo = ({ part }: Owner, path: string): string => (part === '' ? path : path.slice(part.length + 1))

const elsewhere = (path: string): LecternError =>
  new LecternError(
    'invalid',
    `“${path}” lies in a folder that is a library of its own, with a notebook of its own. Nothing was changed.`,
  )
