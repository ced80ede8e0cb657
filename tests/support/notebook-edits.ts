/** The plainest edits of a notebook, as tests make them. */
import type { ArticleRef, Notebook } from '#library/notebook/types'

/** Gives articles a tag; rejects as `Notebook.edit`. */
export function addTag(notebook: Notebook, articles: readonly ArticleRef[], tag: string): Promise<void> {
  return notebook.edit(articles.map((article) => ({ article, edits: [{ kind: 'add-tag', tag }] })))
}

/** Takes a tag off articles; rejects as `Notebook.edit`. */
export function removeTag(notebook: Notebook, articles: readonly ArticleRef[], tag: string): Promise<void> {
  return notebook.edit(articles.map((article) => ({ article, edits: [{ kind: 'remove-tag', tag }] })))
}

/** Replaces an article's note by somebody who saw all that it says; rejects as `Notebook.edit`. */
export function setNote(notebook: Notebook, article: ArticleRef, text: string): Promise<void> {
  const known = notebook.record(article.path)?.note.seen ?? new Map()
  return notebook.edit([{ article, edits: [{ kind: 'set-note', text, known }] }])
}
