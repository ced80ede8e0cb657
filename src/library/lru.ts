/** A few things that took long to make, the least recently used of which is dropped. */
export class Lru<V> {
  readonly #entries = new Map<string, V>()

  constructor(private readonly capacity: number) {}

  /** The entry under `key`, as it stands in line. */
  peek(key: string): V | undefined {
    return this.#entries.get(key)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  /** The entry under `key`, made now if it is not there. */
  get(key: string, make: () => V): V {
    const found = this.#entries.get(key)
    const value = found === undefined ? make() : found
    this.#entries.delete(key)
    this.#entries.set(key, value)
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.capacity) break
      this.#entries.delete(oldest)
    }
    return value
  }
}
