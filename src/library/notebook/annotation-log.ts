/** Which articles got other annotations, change by change. */

/** Changes remembered. */
const remembered = 64

export class AnnotationLog {
  /** By number, the latest ones; null: nobody knows which articles. */
  readonly #changes = new Map<number, readonly string[] | null>()
  #revision = 0

  /** How many changes there were. */
  get revision(): number {
    return this.#revision
  }

  /** Takes note of a change. */
  add(paths: readonly string[] | null): void {
    this.#changes.set(this.#revision, paths)
    this.#revision += 1
    this.#changes.delete(this.#revision - remembered - 1)
  }

  /** The paths of all changes from the one of that number on; null: nobody knows. */
  since(revision: number): ReadonlySet<string> | null {
    const paths = new Set<string>()
    for (let number = revision; number < this.#revision; number++) {
      const change = this.#changes.get(number)
      if (change === undefined || change === null) return null
      for (const path of change) paths.add(path)
    }
    return paths
  }
}
