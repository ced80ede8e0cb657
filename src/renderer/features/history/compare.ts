/** What an earlier state of an article's notes and highlights has that now is different. */
import type { Version } from '#shared/annotation'
import type { Article } from '#shared/article'
import { type DiffPiece, wordDiff } from './word-diff'

type Written = Pick<Article, 'note' | 'tags' | 'highlights'>

export interface Difference {
  /** From what is there now (`before`) to what would come back (`after`); empty where the notes are equal. */
  readonly note: readonly DiffPiece[]
  /** Quotes, and tags, that would come back, and that would go. */
  readonly back: { readonly quotes: readonly string[]; readonly tags: readonly string[] }
  readonly gone: { readonly quotes: readonly string[]; readonly tags: readonly string[] }
  /** Quotes that are there then and now, with another note or colour. */
  readonly changed: readonly string[]
}

/** Compares an earlier state with what is there now. */
export function compare(now: Written, then: Version): Difference {
  const nowBy = new Map(now.highlights.map((highlight) => [highlight.quote, highlight]))
  const thenBy = new Map(then.highlights.map((highlight) => [highlight.quote, highlight]))
  return {
    note: now.note === then.note ? [] : wordDiff(now.note, then.note),
    back: {
      quotes: [...thenBy.keys()].filter((quote) => !nowBy.has(quote)),
      tags: then.tags.filter((tag) => !now.tags.includes(tag)),
    },
    gone: {
      quotes: [...nowBy.keys()].filter((quote) => !thenBy.has(quote)),
      tags: now.tags.filter((tag) => !then.tags.includes(tag)),
    },
    changed: [...thenBy.values()].flatMap(({ quote, note, colour }) => {
      const other = nowBy.get(quote)
      return other !== undefined && (other.note !== note || other.colour !== colour) ? [quote] : []
    }),
  }
}

/** Whether an earlier state is what is there now. */
export const isSame = ({ note, back, gone, changed }: Difference): boolean =>
  note.length +
    changed.length +
    [back, gone].reduce((sum, { quotes, tags }) => sum + quotes.length + tags.length, 0) ===
  0
