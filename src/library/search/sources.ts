/** Libraries as a search sees them: their articles, what the reader wrote on these, and what is known of each. */
import type { SearchSource } from '#core/search/types'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { AnnotatedArticles } from './annotated-articles'
import { LibraryFacts } from './library-facts'

export class Sources {
  readonly #annotated = new WeakMap<OpenLibrary, AnnotatedArticles>()

  /** `mergeWorker`: the bundled script. `onWhole` is told when all is found in a library that an earlier search missed. */
  constructor(
    private readonly mergeWorker: () => URL,
    private readonly onWhole: (library: OpenLibrary) => void,
  ) {}

  /** The library as a search takes it. Valid until its articles or annotations change. */
  of(library: OpenLibrary): SearchSource {
    const { store } = library.index
    return {
      store,
      annotations: this.#annotatedOf(library).index(),
      factsOf: (path) => new LibraryFacts(library, path),
    }
  }

  /** The articles that carry a tag, a note, a highlight or something put right, by path. */
  annotated(library: OpenLibrary): ReadonlyMap<string, Annotation> {
    return this.#annotatedOf(library).articles()
  }

  /** Grows whenever a library's `annotations` find other articles than before; what is new to them begins to be read. */
  versionOf(library: OpenLibrary): number {
    return this.#annotatedOf(library).version
  }

  /** Articles on which something is written that a search cannot find yet; it is told to `onWhole` when it can. */
  missingIn(library: OpenLibrary): number {
    const annotated = this.#annotatedOf(library)
    const { missing } = annotated
    if (missing > 0) annotated.miss()
    return missing
  }

  /** Resolves when everything that is written in these libraries can be found. */
  async whole(libraries: readonly OpenLibrary[]): Promise<void> {
    await Promise.all(libraries.map((library) => this.#annotatedOf(library).whole()))
  }

  #annotatedOf(library: OpenLibrary): AnnotatedArticles {
    const known =
      this.#annotated.get(library) ?? new AnnotatedArticles(library, this.mergeWorker(), () => this.onWhole(library))
    this.#annotated.set(library, known)
    return known
  }
}
