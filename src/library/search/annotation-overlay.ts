/** What the reader wrote on the articles of a library, as a segment of the search; kept up to date by what changed. */
import { freezeAnnotations, joinSegments } from '#core/search/index'
import { type Segment, viewSegment } from '#core/search/segment'
import type { WrittenAnnotation } from '../notebook/types'

type Articles = ReadonlyMap<string, WrittenAnnotation>

/** When more than this share of the articles changed, all of them are read anew. */
const manyChanged = 0.5

export class AnnotationOverlay {
  #languages = ''
  #articles: Articles = new Map()
  #segment: Segment | null = null

  /** The segment of these articles, read in these languages; null where there are none. */
  at(articles: Articles, languages: readonly string[]): Segment | null {
    const name = languages.join()
    if (articles === this.#articles && name === this.#languages) return this.#segment
    this.#segment = name === this.#languages ? this.#changed(articles, languages) : freeze(articles, languages)
    this.#articles = articles
    this.#languages = name
    return this.#segment
  }

  #changed(articles: Articles, languages: readonly string[]): Segment | null {
    const before = this.#articles
    const segment = this.#segment
    const changed = new Map([...articles].filter(([path, now]) => !isSame(before.get(path), now)))
    const isGone = (path: string): boolean => changed.has(path) || !articles.has(path)
    if (segment === null || changed.size > articles.size * manyChanged) return freeze(articles, languages)
    const dead = new Uint8Array(segment.documents)
    segment.keys.forEach((path, document) => {
      if (isGone(path)) dead[document] = 1
    })
    const added = freeze(changed, languages)
    if (added === null && !dead.includes(1)) return segment
    if (articles.size === 0) return null
    const inputs = [{ bytes: segment.bytes, dead }, ...(added === null ? [] : [{ bytes: added.bytes, dead: null }])]
    return viewSegment(joinSegments(inputs))
  }
}

/** A notebook gives the same lists again as long as nothing in them changes. */
const isSame = (before: WrittenAnnotation | undefined, now: WrittenAnnotation): boolean =>
  before !== undefined && before.tags === now.tags && before.note === now.note && before.highlights === now.highlights

function freeze(articles: Articles, languages: readonly string[]): Segment | null {
  if (articles.size === 0) return null
  const written = Array.from(articles, ([key, { tags, note, highlights }]) => ({
    ...{ key, tags, note },
    highlights: highlights.flatMap((highlight) => [highlight.quote, highlight.note].filter((text) => text !== '')),
  }))
  return freezeAnnotations(written, languages)
}
