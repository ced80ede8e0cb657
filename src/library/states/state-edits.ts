/** What the reader says of articles, and how it is taken back. */
import type { StateBook } from '#core/notebook/states'
import type { Triage } from '#shared/highlight'

/** An article as it is now. */
export interface StatedArticle {
  readonly path: string
  readonly hash: string
}

/** What the reader says of articles; what is not named stays. Null: as if never sorted. */
export interface StateWish {
  readonly triage?: Triage | null
  readonly read?: boolean
}

/** A wish for some articles. */
export interface StateEdit extends StateWish {
  readonly articles: readonly StatedArticle[]
}

/** Of these articles those that a wish changes in a book, and the edits that would take the change back. */
export function whatChanges(
  book: StateBook,
  articles: readonly StatedArticle[],
  wish: StateWish,
): { readonly changed: StateEdit; readonly back: readonly StateEdit[] } {
  const { triage, read } = wish
  const changed: StatedArticle[] = []
  const back = new Map<string, StateEdit & { readonly articles: StatedArticle[] }>()
  for (const article of articles) {
    const shown = book.shown(article.path)
    const kept = book.at(article.path)
    const former = kept?.triage?.value ?? null
    const isSorted = triage !== undefined && (triage === null ? former !== null : shown.triage !== triage)
    const isRead = read !== undefined && shown.unread === read
    if (!isSorted && !isRead) continue
    changed.push(article)
    const key = `${isSorted} ${former} ${isRead}`
    const group = back.get(key) ?? {
      ...(isSorted && { triage: former }),
      ...(isRead && { read: !read }),
      articles: [],
    }
    group.articles.push(article)
    back.set(key, group)
  }
  return { changed: { ...wish, articles: changed }, back: [...back.values()] }
}
