/** What all records of a notebook say together. */
import type { RecordBook } from './record-book'
import type { Orphan, WrittenAnnotation } from './types'

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

/** What is written on the articles that are there, by path; kept to see later what changed. */
export function annotationsOf(book: RecordBook): ReadonlyMap<string, WrittenAnnotation> {
  const all = new Map<string, WrittenAnnotation>()
  for (const { path, annotation } of book.entries) if (path !== null) all.set(path, annotation)
  return all
}

/** Paths on which something else is written now than before. */
export function changedPaths(book: RecordBook, before: ReadonlyMap<string, WrittenAnnotation>): readonly string[] {
  const after = annotationsOf(book)
  const gone = [...before.keys()].filter((path) => !after.has(path))
  const changed = [...after].filter(([path, annotation]) => !isSame(before.get(path), annotation))
  return [...gone, ...changed.map(([path]) => path)]
}

/** An entry remembers its annotation until something is done to it: nearly all are the same object. */
function isSame(before: WrittenAnnotation | undefined, after: WrittenAnnotation): boolean {
  return before === after || (before !== undefined && JSON.stringify(before) === JSON.stringify(after))
}
