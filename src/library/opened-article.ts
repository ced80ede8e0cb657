/** An article as it is opened: what its file says now, and everything the reader wrote on it. */
import type { ParsedArticle } from '#core/formats/format'
import { shownCorrections } from '#core/notebook/corrections'
import { noteToken } from '#core/notebook/note'
import type { Article, ArticleCopy, LibraryId } from '#shared/article'
import type { LibraryHighlights } from './anchoring/library-highlights'
import { asWritten, type CorrectedFields, corrected } from './corrected'
import type { CatalogRow } from './index/catalog'
import type { LibraryIndex } from './index/library-index'
import type { Notebooks } from './notebook/notebooks'
import type { Positions } from './positions'

/** An article's file, read just now. */
export interface ReadFile {
  readonly row: CatalogRow
  /** SHA-256 of its bytes, hex. */
  readonly hash: string
  readonly parsed: ParsedArticle
}

/** What of a library an opened article shows. */
interface ArticleSurroundings {
  readonly id: LibraryId
  readonly index: LibraryIndex
  readonly notebook: Notebooks
  readonly highlights: LibraryHighlights
  readonly positions: Positions
}

/** Puts together what a page shows of an article. */
export function openedArticle({ row, hash, parsed }: ReadFile, library: ArticleSurroundings): Article {
  const { path } = row
  const { notebook } = library
  const record = notebook.record(path)
  const corrections = correctionsOf(notebook, path)
  const { keywords: _ownKeywords, ...shown } = corrected(parsed, corrections)
  const { tags, note, highlights, triage, unread } = notebook.annotation(path)
  const kept = {
    ...{ tags, note, triage, unread },
    noteSeen: record === null ? '' : noteToken(record.note),
    highlights: library.highlights.placements.place({ path, hash }, shown.text, highlights),
    added: row.added,
    asWritten: asWritten(parsed, corrections),
    copies: copiesOf(row, library),
  }
  const position = Math.min(library.positions.get(path), shown.text.length)
  return { id: row.id, library: library.id, path, ...shown, ...kept, position }
}

/** What the reader put right about an article. */
export function correctionsOf(notebook: Notebooks, path: string): CorrectedFields {
  const record = notebook.record(path)
  return record === null ? {} : shownCorrections(record.corrections)
}

/** Articles of the library with exactly the same content. */
function copiesOf({ id, hash }: CatalogRow, { index, notebook }: ArticleSurroundings): readonly ArticleCopy[] {
  const others = index.catalog.withContent(hash).filter((row) => row.id !== id)
  return others.map((row) => {
    const { highlights, note } = notebook.annotation(row.path)
    return { article: row.id, path: row.path, highlights: highlights.length, hasNote: note !== '' }
  })
}
