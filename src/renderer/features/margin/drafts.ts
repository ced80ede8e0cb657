/** Typed text that is not on disk yet, kept where a closed window or a crash does not reach it. */
import { z } from 'zod'
import type { Article } from '#shared/article'

type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** What was typed, and what of the note was on the screen then (null: nobody knows). */
interface Draft {
  readonly text: string
  readonly seen: string | null
}

const draftSchema = z.object({ text: z.string(), seen: z.string() })

/** The name of a draft, of an article's note or a highlight's: by library and path, since ids live only as long as the library process. */
export const draftKey = (article: Pick<Article, 'library' | 'path'>, highlight: string | null = null): string =>
  `lectern.draft ${article.library} ${article.path}${highlight === null ? '' : `\n${highlight}`}`

/** Keeps a draft; a store that is full or switched off is no reason to disturb who is typing. */
export function keepDraft(store: DraftStore, key: string, text: string, seen: string): void {
  try {
    store.setItem(key, JSON.stringify({ text, seen }))
  } catch {
    // The text is still in memory and on its way to the disk.
  }
}

/** Takes a draft away once its text is on disk. */
export const dropDraft = (store: DraftStore, key: string): void => store.removeItem(key)

/** A draft left behind by a window that closed before its text was on disk; null where there is none. */
export function findDraft(store: DraftStore, key: string): Draft | null {
  const stored = store.getItem(key)
  if (stored === null) return null
  try {
    const read = draftSchema.safeParse(JSON.parse(stored))
    if (read.success) return read.data
  } catch {
    // Written before drafts told what was seen: the text alone.
  }
  return { text: stored, seen: null }
}
