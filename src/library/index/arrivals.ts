/** When articles came to the library: which time a row gets, and how it follows an article that is moved. */

import type { FoundFile } from '../disk/file-state'
import type { CatalogRow } from './catalog'

/** Articles remembered that left, and that came, since the library was opened. */
const mostRemembered = 50_000

/** What is known of the comings and goings since the library was opened. Times in milliseconds since the epoch. */
export class Arrivals {
  /** By content: when the article came that is gone now. */
  readonly #left = new Map<string, number>()
  /** By content: where an article came to. */
  readonly #came = new Map<string, string>()

  /**
   * When an article that was not there before came: if its content left another place, when it came there; in the first whole
   * scan of a library when its file was made (or last changed, where nobody knows), else now.
   */
  added(hash: string, file: FoundFile, isFirstScan: boolean, now: number): number {
    const before = this.#left.get(hash)
    this.#left.delete(hash)
    remember(this.#came, hash, file.path)
    if (before !== undefined) return before
    return isFirstScan ? Math.min(now, file.born > 0 ? file.born : file.changed) : now
  }

  /** Takes note that an article left; returns where its content may have been moved to before that was seen. */
  left({ hash, added }: CatalogRow): string | undefined {
    remember(this.#left, hash, added)
    return this.#came.get(hash)
  }
}

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > mostRemembered && oldest !== undefined) map.delete(oldest)
}
