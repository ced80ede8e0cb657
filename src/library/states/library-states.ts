/** The reading states of one library's articles, each kept by the nearest folder that owns it. */
import type { Move } from '#core/notebook/follow-states'
import { contentMark } from '#core/notebook/states'
import { allOf } from '../concurrency'
import type { FoundFile } from '../disk/file-state'
import type { Catalog, CatalogRow } from '../index/catalog'
import type { Owner } from '../notebook/owners'
import type { ReadingState } from '../notebook/types'
import { within } from '../paths'
import type { StatedArticle, StateEdit, StateWish } from './state-edits'
import type { FoundArticle, States } from './states'

/** Edits that were prepared, and how they are taken back. */
export interface StateStep {
  /** How many articles it changes. */
  readonly articles: readonly StatedArticle[]
  /** Shown at once; resolves when it is on disk. Throws and rejects as `States.set`. */
  readonly apply: () => Promise<void>
  readonly undo: () => Promise<void>
}

interface LibraryStatesOptions {
  readonly catalog: Catalog
  /** The library's own folder and those inside it that own their articles, the nearest first. */
  readonly owners: () => readonly Owner[]
  /** Whether a library of its own is open at a real folder: it knows best what is in it. */
  readonly isOpen: (folder: string) => boolean
}

export class LibraryStates {
  constructor(private readonly options: LibraryStatesOptions) {}

  /** Makes no object where the library has no others inside it. */
  of(path: string): ReadingState {
    const owner = this.#ownerOf(path)
    return owner.states.of(relativeTo(owner, path))
  }

  /** The article was opened: it is read. */
  open({ path, hash }: StatedArticle): void {
    const owner = this.#ownerOf(path)
    owner.states.open({ path: relativeTo(owner, path), hash })
  }

  /** What a wish comes to. Paths are looked up again when it is undone: the article may have been moved. */
  prepare(articles: readonly StatedArticle[], wish: StateWish): StateStep {
    const changed: StatedArticle[] = []
    const back: StateEdit[] = []
    for (const [owner, own] of this.#byOwner(articles)) {
      const prepared = owner.states.changed(own, wish)
      const whole = (edit: StateEdit): StateEdit => ({
        ...edit,
        articles: edit.articles.map(({ path, hash }) => ({ path: absoluteTo(owner, path), hash })),
      })
      changed.push(...whole(prepared.changed).articles)
      back.push(...prepared.back.map(whole))
    }
    return {
      articles: changed,
      apply: () => this.#set([{ ...wish, articles: changed }]),
      undo: () => this.#set(back),
    }
  }

  /** Fits all states to the articles that are there, after the whole folder was looked through. */
  async reconcile(rows: Iterable<CatalogRow>, moves: readonly Move[]): Promise<void> {
    const owners = this.options.owners()
    const found = new Map(owners.map((owner) => [owner, new Map<string, FoundArticle>()]))
    for (const row of rows) {
      const owner = this.#ownerOf(row.path)
      found.get(owner)?.set(relativeTo(owner, row.path), row)
    }
    for (const [owner, own] of found) {
      if (owner.part !== '' && this.options.isOpen(owner.folder)) continue
      const isOwn = (path: string): boolean => this.#ownerOf(path) === owner
      const ownMoves = moves
        .filter(({ from, to }) => isOwn(from) && isOwn(to))
        .map(({ from, to }) => ({ from: relativeTo(owner, from), to: relativeTo(owner, to) }))
      await owner.states.reconcile(own, ownMoves)
    }
  }

  /**
   * When an article that the catalog does not know came to the library, as the logs say; null where they do not. In the first
   * whole scan (`isFirstScan`) a file that is older than the first opening was there then, whenever this copy of it was made.
   */
  arrivalOf({ path, modified }: FoundFile, hash: string, isFirstScan: boolean): number | null {
    const owner = this.#ownerOf(path)
    const kept = owner.states.kept(relativeTo(owner, path))
    const logged = kept?.arrived?.value ?? null
    if (logged !== null && (isFirstScan || kept?.hash.value === contentMark(hash))) return logged
    const first = owner.states.firstOpened
    return isFirstScan && first !== null && modified <= first ? modified : null
  }

  async #set(edits: readonly StateEdit[]): Promise<void> {
    const groups = new Map<States, StateEdit[]>()
    for (const edit of edits) {
      for (const [{ states }, articles] of this.#byOwner(this.#whereNow(edit.articles))) {
        const group = groups.get(states)
        if (group === undefined) groups.set(states, [{ ...edit, articles }])
        else group.push({ ...edit, articles })
      }
    }
    await allOf(Array.from(groups, ([states, group]) => states.set(group)))
  }

  /** The articles where they are now, found by their content where nothing is at their path any more. */
  #whereNow(articles: readonly StatedArticle[]): readonly StatedArticle[] {
    const { catalog } = this.options
    return articles.map(({ path, hash }) => {
      const now = catalog.at(path) === undefined ? catalog.withContent(hash).at(-1)?.path : undefined
      return { path: now ?? path, hash }
    })
  }

  #byOwner(articles: readonly StatedArticle[]): ReadonlyMap<Owner, readonly StatedArticle[]> {
    const groups = new Map<Owner, StatedArticle[]>()
    for (const { path, hash } of articles) {
      const owner = this.#ownerOf(path)
      const article = { path: relativeTo(owner, path), hash }
      const group = groups.get(owner)
      if (group === undefined) groups.set(owner, [article])
      else group.push(article)
    }
    return groups
  }

  #ownerOf(path: string): Owner {
    const owners = this.options.owners()
    for (const owner of owners) if (within(owner.part, path)) return owner
    throw new RangeError('A library owns all that lies in it.')
  }
}

const relativeTo = ({ part }: Owner, path: string): string => (part === '' ? path : path.slice(part.length + 1))
const absoluteTo = ({ part }: Owner, path: string): string => (part === '' ? path : `${part}/${path}`)
