/** The files of a library that are not in its list, with the reasons. */
import type { PassedOver } from '#shared/library'
import { compare } from '../paths'

type Kind = PassedOver['kind']

/** By path and kind; a path is of one kind at a time. */
export class PassedOverFiles {
  readonly #files: Readonly<Record<Kind, Map<string, PassedOver>>> = { skipped: new Map(), ignored: new Map() }
  /** Lists that were asked for, until something changes: a long one is asked for page by page. */
  readonly #lists = new Map<Kind, readonly PassedOver[]>()

  count(kind: Kind): number {
    return this.#files[kind].size
  }

  /** In the order of their paths. */
  list(kind: Kind): readonly PassedOver[] {
    let list = this.#lists.get(kind)
    if (list === undefined) {
      list = [...this.#files[kind].values()].sort((a, b) => compare(a.path, b.path))
      this.#lists.set(kind, list)
    }
    return list
  }

  /** Forgets what is in a scope, and takes in what was found there. */
  replace(isInScope: (path: string) => boolean, found: readonly PassedOver[]): void {
    for (const files of Object.values(this.#files)) {
      for (const path of [...files.keys()]) if (isInScope(path)) files.delete(path)
    }
    for (const file of found) this.#put(file)
    this.#lists.clear()
  }

  /** A file that was meant to be an article and cannot be read as one. */
  skip({ path, reason }: Pick<PassedOver, 'path' | 'reason'>): void {
    this.#put({ path, kind: 'skipped', reason })
    this.#lists.clear()
  }

  #put(file: PassedOver): void {
    this.#files[file.kind === 'skipped' ? 'ignored' : 'skipped'].delete(file.path)
    this.#files[file.kind].set(file.path, file)
  }
}
