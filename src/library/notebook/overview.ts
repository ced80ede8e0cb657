/** What all records of a notebook say together. */
import type { RecordBook } from './record-book'
import type { Orphan } from './types'

/** Paths of the articles that carry a tag, a note or a highlight. */
export function annotatedPathsOf(book: RecordBook): readonly string[] {
  return [...book.entries].flatMap((entry) => (entry.path !== null && !entry.annotation.isEmpty ? [entry.path] : []))
}

/** What was written on articles that are gone. */
export function orphansOf(book: RecordBook): readonly Orphan[] {
  return book.orphans().map(({ shown: { id, article }, annotation }) => {
    const { tags, note, highlights, corrections } = annotation
    return { id, path: article.path, title: article.title, tags, note, highlights, corrections }
  })
}

/** By path, in a form that can be compared. */
export function annotationsOf(book: RecordBook): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const entry of book.entries) if (entry.path !== null) all.set(entry.path, JSON.stringify(entry.annotation))
  return all
}
