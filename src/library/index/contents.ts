/** Where each content is, so that the copies of an article are found without looking at every other. */
import { compare } from '../paths'

/** Paths by the SHA-256 of what is in their files. */
export class Contents {
  /** Nearly every content has one path only, which then stands by itself. */
  readonly #paths = new Map<string, string | Set<string>>()

  add(hash: string, path: string): void {
    const known = this.#paths.get(hash)
    if (known === undefined) this.#paths.set(hash, path)
    else if (typeof known !== 'string') known.add(path)
    else if (known !== path) this.#paths.set(hash, new Set([known, path]))
  }

  remove(hash: string, path: string): void {
    const known = this.#paths.get(hash)
    if (known === path) this.#paths.delete(hash)
    if (known === undefined || typeof known === 'string') return
    known.delete(path)
    const [last] = known
    if (known.size === 1 && last !== undefined) this.#paths.set(hash, last)
  }

  /** In the order of their names. */
  at(hash: string): readonly string[] {
    const known = this.#paths.get(hash) ?? []
    return typeof known === 'string' ? [known] : [...known].sort(compare)
  }
}
