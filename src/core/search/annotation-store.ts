/** What readers wrote about the articles of a library, in a store of its own that a search lays over that of the articles. */
import { type ArticleField, searchFields } from './fields'
import { createStore } from './store'
import type { SearchAnnotations, SearchableAnnotation, SearchStore } from './types'

export class AnnotationStore implements SearchAnnotations {
  readonly store: SearchStore = createStore(searchFields.length)
  readonly #corrected = new Map<string, readonly ArticleField[]>()

  get corrected(): ReadonlyMap<string, readonly ArticleField[]> {
    return this.#corrected
  }

  /** Takes in annotations in place of those known under the same keys; `segment`: what `freezeAnnotations` made of them. */
  add(annotations: readonly SearchableAnnotation[], segment: Uint8Array): void {
    this.store.add(segment)
    for (const { key, corrected = {} } of annotations) {
      const fields = (['title', 'author', 'source'] as const).filter((field) => corrected[field] !== undefined)
      if (fields.length > 0) this.#corrected.set(key, fields)
      else this.#corrected.delete(key)
    }
  }

  remove(key: string): void {
    this.store.remove(key)
    this.#corrected.delete(key)
  }
}
