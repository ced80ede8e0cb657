/** Edits of articles' records, in memory: found, checked, and made. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Edit, newRecord } from '#core/notebook/record'
import { LecternError } from '#shared/result'
import { effectiveEdits, normaliseEdit } from './edits'
import type { Entry } from './entry'
import { newerMessage } from './notices'
import type { RecordBook } from './record-book'
import type { ArticleEdits, ArticleRef, Bond, Edited, EditFailures } from './types'

interface ArticleEditorOptions {
  /** The library's folder. */
  readonly folder: string
  readonly book: RecordBook
  readonly replica: string
  readonly newId: () => string
  /** Throws where nothing can be written yet. */
  readonly assertPlace: () => void
  /** The file that keeps a newer Lectern's records of this article, or of all; null where there is none. */
  readonly newerOf: (article: ArticleRef) => string | null
}

/** What edits came to in memory. */
interface Made {
  readonly edited: readonly Edited[]
  /** What is to be saved, with the path of the article. */
  readonly touched: ReadonlyMap<Entry, string>
  readonly refused: EditFailures
}

export class ArticleEditor {
  constructor(private readonly options: ArticleEditorOptions) {}

  /** Makes edits. Throws 'place-needed', 'newer-format' where they are made together, 'invalid'. */
  make(changes: readonly ArticleEdits[], bond: Bond): Made {
    const { book, newId, assertPlace } = this.options
    this.#follow(changes)
    const found = changes.map((change) => this.#find(change))
    const refused = new Map<string, LecternError>()
    const effective = found.filter(({ article, entry, edits }) => {
      const refusal = edits.length === 0 ? null : this.#refusal(article, entry)
      if (refusal !== null && bond === 'together') throw refusal
      if (refusal !== null) refused.set(article.path, refusal)
      return edits.length > 0 && refusal === null
    })
    if (effective.length > 0) assertPlace()
    const edited = effective.map(({ article, entry, edits, before }) => {
      const into = entry?.current ?? book.at(article.path) ?? book.create(article, newId())
      this.#add(into, edits, article)
      return { article, before, after: into.shown, edits }
    })
    // What was there already may still be on its way to the disk: answered means saved.
    const touched = new Map<Entry, string>()
    for (const { article, entry = book.at(article.path) } of found)
      if (entry && entry.edits.length > 0) touched.set(entry, article.path)
    return { edited, touched, refused }
  }

  #follow(changes: readonly ArticleEdits[]): void {
    const { book, folder } = this.options
    // What is named by its record needs no finding, and its article may be gone.
    const articles = changes.flatMap(({ article, record }) =>
      record !== undefined && book.withId(record) ? [] : [article],
    )
    book.follow(articles, (path) => !existsSync(join(folder, path)))
  }

  #find(change: ArticleEdits) {
    const { book, replica } = this.options
    const entry = (change.record !== undefined && book.withId(change.record)) || book.at(change.article.path)
    // The caller knows an article better than the last scan did, except where it went meanwhile.
    const article = entry && entry.path !== change.article.path ? entry.article : change.article
    const before = entry?.shown ?? newRecord('', article, replica)
    const edits = change.edits.map((edit) => normaliseEdit(before, edit))
    return { article, entry, before, edits: effectiveEdits(before, edits, replica) }
  }

  #add(entry: Entry, edits: readonly Edit[], article: ArticleRef): void {
    for (const edit of edits) if (edit.kind === 'follow') this.options.book.assign(entry, edit.article)
    entry.add(edits.map((edit) => ({ edit, article: edit.kind === 'follow' ? edit.article : article })))
  }

  #refusal(article: ArticleRef, entry: Entry | undefined): LecternError | null {
    const newer = this.options.newerOf(article) ?? (entry?.newer ? article.path : null)
    return newer === null ? null : new LecternError('newer-format', newerMessage(newer))
  }
}
