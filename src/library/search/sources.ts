/** Libraries as a search sees them: their articles, what the reader wrote on these, and what is known of each. */
import type { SearchSource } from '#core/search/types'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { AnnotatedArticles } from './annotated-articles'
import { LibraryFacts } from './library-facts'

export class Sources {
  readonly #annotated = new WeakMap<OpenLibrary, AnnotatedArticles>()

  /** The library as a search takes it. Valid until its articles or annotations change. */
  of(library: OpenLibrary): SearchSource {
    const { store } = library.index
    return {
      store,
      annotations: this.#annotatedOf(library).segment(),
      factsOf: (path) => new LibraryFacts(library, path),
    }
  }

  /** The articles that carry a tag, a note or a highlight, by path. */
  annotated(library: OpenLibrary): ReadonlyMap<string, Annotation> {
    return this.#annotatedOf(library).articles()
  }

  #annotatedOf(library: OpenLibrary): AnnotatedArticles {
    const known = this.#annotated.get(library) ?? new AnnotatedArticles(library)
    this.#annotated.set(library, known)
    return known
  }
}
