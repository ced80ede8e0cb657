/** New highlights that are not on disk yet, kept where a closed window or a crash does not reach them. */

import { z } from 'zod'
import type { Article } from '#shared/article'
import { markSchema } from '#shared/article'
import { colourSchema } from '#shared/highlight'
import type { HighlightDraft, NewHighlight } from './highlight-keeper'

type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const draftsSchema = z.array(z.object({ mark: markSchema, quote: z.string(), colour: colourSchema }))

/** By library and path, since ids live only as long as the library process. */
const keyOf = ({ library, path }: NewHighlight['article']): string => `lectern.marks ${library} ${path}`

/** Replaces the drafts of an article; a store that is full or switched off is no reason to disturb who is reading. */
export function keepHighlightDrafts(
  store: DraftStore,
  article: NewHighlight['article'],
  drafts: readonly HighlightDraft[],
): void {
  try {
    if (drafts.length === 0) store.removeItem(keyOf(article))
    else store.setItem(keyOf(article), JSON.stringify(drafts))
  } catch {
    // They are still in memory and on their way to the disk.
  }
}

/**
 * The drafts that a closed window left behind for an article, at their words as they stand now; those that did reach the disk,
 * and those whose words are gone, are left out.
 */
export function findHighlightDrafts(
  store: DraftStore,
  article: Pick<Article, 'id' | 'library' | 'path' | 'text' | 'highlights'>,
): readonly HighlightDraft[] {
  const { text, highlights } = article
  return parsed(store.getItem(keyOf(article))).flatMap((draft) => {
    const start = text.startsWith(draft.quote, draft.mark[0]) ? draft.mark[0] : text.indexOf(draft.quote)
    if (start < 0 || draft.quote === '') return []
    const end = start + draft.quote.length
    const isThere = highlights.some(
      ({ standing }) => standing.kind === 'placed' && standing.start === start && standing.end === end,
    )
    return isThere ? [] : [{ ...draft, mark: [start, end] as const }]
  })
}

function parsed(stored: string | null): readonly HighlightDraft[] {
  if (stored === null) return []
  try {
    const read = draftsSchema.safeParse(JSON.parse(stored))
    return read.success ? read.data : []
  } catch {
    return []
  }
}
