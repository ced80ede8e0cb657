/** Libraries as a search sees them: their articles, what the reader wrote on these, and what is known of each. */
import type { SearchSource } from '#core/search/types'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { AnnotatedArticles } from './annotated-articles'
import { localDay } from './local-day'

export class Sources {
  readonly #annotated = new WeakMap<OpenLibrary, AnnotatedArticles>()

  /** The library as a search takes it. Valid until its articles or annotations change. */
  of(library: OpenLibrary): SearchSource {
    const { catalog, store } = library.index
    return {
      store,
      annotations: this.#annotatedOf(library).segment(),
      factsOf: (path) => {
        const row = catalog.at(path)
        const { tags, note, highlights, triage, unread } = library.notebook.annotation(path)
        return {
          path,
          date: row?.date.iso ?? null,
          added: localDay(row?.added ?? 0),
          format: row?.format ?? 'plain-text',
          language: row?.language ?? null,
          tags,
          hasNote: note !== '',
          hasHighlight: highlights.length > 0,
          triage,
          unread,
        }
      },
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
