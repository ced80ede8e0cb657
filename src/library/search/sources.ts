/** Libraries as a search sees them: their articles, what the reader wrote on these, and what is known of each. */
import { freezeAnnotations } from '#core/search/index'
import type { Segment } from '#core/search/segment'
import type { SearchSource } from '#core/search/types'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { localDay } from './local-day'

/** The annotated articles of a library by path, as they were at a revision. */
interface Annotated {
  readonly revision: number
  readonly articles: ReadonlyMap<string, Annotation>
  /** Made when first searched, and anew when the library has other languages. */
  overlay: { readonly languages: string; readonly segment: Segment | null } | null
}

export class Sources {
  readonly #annotated = new WeakMap<OpenLibrary, Annotated>()

  /** The library as a search takes it. Valid until its articles or annotations change. */
  of(library: OpenLibrary): SearchSource {
    const { catalog, store } = library.index
    return {
      store,
      annotations: this.#overlay(library),
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
    return this.#annotatedOf(library).articles
  }

  #annotatedOf(library: OpenLibrary): Annotated {
    const known = this.#annotated.get(library)
    if (known?.revision === library.annotations) return known
    const { notebook, annotations: revision } = library
    const articles = new Map(notebook.annotatedPaths().map((path) => [path, notebook.annotation(path)]))
    const annotated: Annotated = { revision, articles, overlay: null }
    this.#annotated.set(library, annotated)
    return annotated
  }

  #overlay(library: OpenLibrary): Segment | null {
    const annotated = this.#annotatedOf(library)
    const { languages } = library.index.store
    const name = languages.join()
    if (annotated.overlay?.languages !== name) {
      annotated.overlay = { languages: name, segment: freeze(annotated.articles, languages) }
    }
    return annotated.overlay.segment
  }
}

function freeze(articles: ReadonlyMap<string, Annotation>, languages: readonly string[]): Segment | null {
  if (articles.size === 0) return null
  const written = Array.from(articles, ([key, { tags, note, highlights }]) => ({
    ...{ key, tags, note },
    highlights: highlights.flatMap((highlight) => [highlight.quote, highlight.note].filter((text) => text !== '')),
  }))
  return freezeAnnotations(written, languages)
}
