/** Articles, and what readers wrote about them, to segments: analysis and index in one pass. */
import { type ArticleField, articleFields, searchFields } from './fields'
import { packSegment, type Segment, viewSegment } from './segment'
import { SegmentBuilder } from './segment-builder'
import { stemmersOf } from './stemmers'
import { tokenise } from './tokens'
import type { SearchableAnnotation, SearchableArticle } from './types'

const tagField = searchFields.indexOf('tag')
const noteField = searchFields.indexOf('note')
const highlightField = searchFields.indexOf('highlight')

/** Positions between two pieces of a field, such as two highlights: no phrase crosses them, nor does a NEAR of this width. */
const gap = 100

/** Builds a segment of articles, numbered in the order given. */
export function freezeArticles(articles: readonly SearchableArticle[]): Uint8Array {
  const freezer = new ArticleFreezer()
  for (const article of articles) freezer.add(article)
  return freezer.finish()
}

/** Takes articles one by one, so that the time of each can be watched, and makes one segment of them. */
export class ArticleFreezer {
  readonly #builder = new SegmentBuilder(0, articleFields.length)

  /** Analyses an article. Where that throws, it is as if it had not been given. */
  add(article: SearchableArticle): void {
    const builder = this.#builder
    const languages = stemmersOf(article.language)
    builder.document(article.key, article.language, () => {
      articleFields.forEach((name, field) => {
        let from = 0
        for (const piece of piecesOf(article, name)) {
          const start = from
          tokenise(piece, languages, (word, _start, _end, _part, position) => {
            builder.token(field, word, start + position)
            from = Math.max(from, start + position + 1 + gap)
          })
        }
      })
    })
  }

  /** The segment of all articles given. */
  finish(): Uint8Array {
    return packSegment(this.#builder.content())
  }
}

/** The pieces of a field. */
function piecesOf(article: SearchableArticle, field: ArticleField): readonly string[] {
  if (field === 'keyword') return article.keywords ?? []
  const text = article[field]
  return text === null ? [] : [text]
}

/**
 * Builds the segment of what readers added: tags, notes, highlights, and titles, authors and sources put right. A word is indexed under the term of each of
 * `languages` (those of the articles' stemmers), and the levels of a tag are words that follow each other.
 */
export function freezeAnnotations(annotations: readonly SearchableAnnotation[], languages: readonly string[]): Segment {
  const builder = new SegmentBuilder(0, searchFields.length)
  for (const { key, tags, note, highlights, corrected = {} } of annotations) {
    builder.document(key, null, () => {
      let from = 0
      for (const tag of tags) {
        for (const level of tag.split('/')) from = addPiece(builder, tagField, level, from, languages)
        from += gap
      }
      addPiece(builder, noteField, note, 0, languages)
      from = 0
      for (const highlight of highlights) from = addPiece(builder, highlightField, highlight, from, languages) + gap
      for (const name of ['title', 'author', 'source'] as const)
        addPiece(builder, searchFields.indexOf(name), corrected[name] ?? '', 0, languages)
    })
  }
  return viewSegment(packSegment(builder.content()))
}

/** Adds a piece of a field, its first word standing at `from`; returns where the next word would stand. */
function addPiece(
  builder: SegmentBuilder,
  field: number,
  text: string,
  from: number,
  languages: readonly string[],
): number {
  let next = from
  const given = new Set<string>()
  const readings = languages.length === 0 ? [[]] : languages.map((language) => [language])
  for (const reading of readings) {
    tokenise(text, reading, (word, start, end, _part, position) => {
      next = Math.max(next, from + position + 1)
      if (readings.length > 1) {
        const name = `${start} ${end} ${word.term}`
        if (given.has(name)) return
        given.add(name)
      }
      builder.token(field, word, from + position)
    })
  }
  return next
}
