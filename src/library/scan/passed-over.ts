/** The files of a library that are not in its list, with the reasons. */
import type { PassedOver } from '#shared/library'
import { compare } from '../paths'

export class PassedOverFiles {
  readonly #files = new Map<string, PassedOver>()

  count(kind: PassedOver['kind']): number {
    let count = 0
    for (const file of this.#files.values()) if (file.kind === kind) count++
    return count
  }

  /** In the order of their paths. */
  list(kind: PassedOver['kind']): readonly PassedOver[] {
    return [...this.#files.values()].filter((file) => file.kind === kind).sort((a, b) => compare(a.path, b.path))
  }

  /** Forgets what is in a scope, and takes in what was found there. */
  replace(isInScope: (path: string) => boolean, found: readonly PassedOver[]): void {
    for (const path of [...this.#files.keys()]) if (isInScope(path)) this.#files.delete(path)
    for (const file of found) this.#files.set(file.path, file)
  }

  /** A file that was meant to be an article and cannot be read as one. */
  skip({ path, reason }: Pick<PassedOver, 'path' | 'reason'>): void {
    this.#files.set(path, { path, kind: 'skipped', reason })
  }
}
