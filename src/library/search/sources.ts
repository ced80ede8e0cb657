/** Libraries as a search sees them: their articles, what the reader wrote on these, and what is known of each. */
import type { SearchSource } from '#core/search/types'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { AnnotationOverlay } from './annotation-overlay'
import { localDay } from './local-day'

/** The annotated articles of a library by path, as they were at a revision. */
interface Annotated {
  readonly revision: number
  readonly articles: ReadonlyMap<string, Annotation>
}

export class Sources {
  readonly #annotated = new WeakMap<OpenLibrary, Annotated>()
  readonly #overlays = new WeakMap<OpenLibrary, AnnotationOverlay>()

  /** The library as a search takes it. Valid until its articles or annotations change. */
  of(library: OpenLibrary): SearchSource {
    const { catalog, store } = library.index
    return {
      store,
      annotations: this.#overlayOf(library).at(this.annotated(library), store.languages),
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
    const known = this.#annotated.get(library)
    if (known?.revision === library.annotations) return known.articles
    const { notebook, annotations: revision } = library
    const articles = new Map(notebook.annotatedPaths().map((path) => [path, notebook.annotation(path)]))
    this.#annotated.set(library, { revision, articles })
    return articles
  }

  #overlayOf(library: OpenLibrary): AnnotationOverlay {
    const overlay = this.#overlays.get(library) ?? new AnnotationOverlay()
    this.#overlays.set(library, overlay)
    return overlay
  }
}
