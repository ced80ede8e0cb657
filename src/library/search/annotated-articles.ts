/** The articles of a library that the reader wrote on, and the same as a segment of the search; kept up to date change by change. */
import { freezeAnnotations, joinSegments } from '#core/search/index'
import { type Segment, viewSegment } from '#core/search/segment'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'

/** When more than this share of the articles changed, all of them are read anew. */
const manyChanged = 0.5

type Articles = ReadonlyMap<string, Annotation>

export class AnnotatedArticles {
  #revision = -1
  #articles = new Map<string, Annotation>()
  #segment: Segment | null = null
  #languages = ''
  /** Paths that the segment does not know as they are now; null: all. */
  #unread: Set<string> | null = null

  constructor(private readonly library: OpenLibrary) {}

  /** By path. */
  articles(): Articles {
    const { annotations, notebook } = this.library
    if (this.#revision === annotations) return this.#articles
    const changed = this.#revision === -1 ? null : this.library.annotatedSince(this.#revision)
    if (changed === null) {
      this.#articles = new Map(notebook.annotatedPaths().map((path) => [path, notebook.annotation(path)]))
      this.#unread = null
    } else {
      for (const path of changed) {
        const now = notebook.annotation(path)
        if (isEmpty(now)) this.#articles.delete(path)
        else this.#articles.set(path, now)
        this.#unread?.add(path)
      }
    }
    this.#revision = annotations
    return this.#articles
  }

  /** Null where there are none. */
  segment(): Segment | null {
    const articles = this.articles()
    const { languages } = this.library.index.store
    const name = languages.join()
    const isOther = name !== this.#languages || this.#unread === null
    if (isOther || (this.#unread?.size ?? 0) > articles.size * manyChanged) this.#segment = freeze(articles, languages)
    else if (this.#unread !== null && this.#unread.size > 0) this.#readChanged(this.#unread, languages)
    this.#languages = name
    this.#unread = new Set()
    return this.#segment
  }

  #readChanged(paths: ReadonlySet<string>, languages: readonly string[]): void {
    const changed = new Map<string, Annotation>()
    for (const path of paths) {
      const annotation = this.#articles.get(path)
      if (annotation !== undefined) changed.set(path, annotation)
    }
    const added = freeze(changed, languages)
    const before = this.#segment
    if (before === null) {
      this.#segment = added
      return
    }
    const dead = Uint8Array.from(before.keys, (path) => (paths.has(path) ? 1 : 0))
    const inputs = [{ bytes: before.bytes, dead }, ...(added === null ? [] : [{ bytes: added.bytes, dead: null }])]
    this.#segment = this.#articles.size === 0 ? null : viewSegment(joinSegments(inputs))
  }
}

const isEmpty = ({ tags, note, highlights, corrections }: Annotation): boolean =>
  tags.length === 0 && note === '' && highlights.length === 0 && Object.keys(corrections).length === 0

function freeze(articles: Articles, languages: readonly string[]): Segment | null {
  if (articles.size === 0) return null
  const written = Array.from(articles, ([key, { tags, note, highlights, corrections }]) => ({
    ...{ key, tags, note, corrected: corrections },
    highlights: highlights.flatMap((highlight) => [highlight.quote, highlight.note].filter((text) => text !== '')),
  }))
  return freezeAnnotations(written, languages)
}
