/** Typed text that is not on disk yet, kept where a closed window or a crash does not reach it. */
import type { Article } from '#shared/article'

type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The name of an article's draft: by library and path, since ids live only as long as the library process. */
export const draftKey = (article: Pick<Article, 'library' | 'path'>): string =>
  `lectern.draft ${article.library} ${article.path}`

/** Keeps a draft; a store that is full or switched off is no reason to disturb who is typing. */
export function keepDraft(store: DraftStore, key: string, text: string): void {
  try {
    store.setItem(key, text)
  } catch {
    // The text is still in memory and on its way to the disk.
  }
}

/** Takes a draft away once its text is on disk. */
export const dropDraft = (store: DraftStore, key: string): void => store.removeItem(key)

/** A draft left behind by a window that closed before its text was on disk; null where there is none. */
export const findDraft = (store: DraftStore, key: string): string | null => store.getItem(key)
