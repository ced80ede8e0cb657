import { useCallback, useMemo } from 'react'
import { citedQuote } from '#core/export/cite'
import type { Article } from '#shared/article'
import type { Colour, PlaceCandidate } from '#shared/highlight'
import { useConnection } from '../../client/hooks'
import { useNotices } from '../../desk/notices'
import { useOpenArticle } from '../../desk/open-article'
import { copyText } from '../reader/copy-text'
import { useUndoToast } from '../undo/undo'

/** What can be done with a highlight that is on disk. What fails is said, and nothing is lost by it. */
export interface HighlightDeeds {
  recolour(id: string, colour: Colour): void
  remove(id: string): void
  /** Null: its passage is gone, and it is kept. */
  place(id: string, place: Pick<PlaceCandidate, 'start' | 'end'> | null): void
  /** Rejects with what went wrong. */
  addTag(id: string, tag: string): Promise<void>
  removeTag(id: string, tag: string): void
  /** Copies words of the article with their citation. */
  copy(quote: string): void
}

/** The deeds on the highlights of an article. */
export function useHighlightDeeds(article: Article): HighlightDeeds {
  const connection = useConnection()
  const { reload } = useOpenArticle()
  const { tell, fail } = useNotices()
  const done = useUndoToast()
  const run = useCallback(
    (asked: Promise<unknown>, what: string | null): void => {
      asked.then(() => {
        reload()
        if (what !== null) done(what)
      }, fail)
    },
    [reload, done, fail],
  )
  return useMemo(
    () => ({
      recolour: (id, colour) => run(connection.request('highlights.change', { article: article.id, id, colour }), null),
      remove: (id) =>
        run(connection.request('highlights.remove', { article: article.id, ids: [id] }), 'Removed a highlight'),
      place: (id, place) =>
        run(
          connection.request('highlights.place', {
            ...{ article: article.id, id },
            place: place === null ? null : { start: place.start, end: place.end },
          }),
          place === null ? 'Kept a highlight without a place' : 'Placed a highlight',
        ),
      async addTag(id, tag) {
        await connection.request('highlights.change', { article: article.id, id, addTag: tag })
        reload()
      },
      removeTag: (id, tag) =>
        run(connection.request('highlights.change', { article: article.id, id, removeTag: tag }), null),
      copy(quote) {
        if (copyText(citedQuote(article, quote)))
          tell('info', 'The quote is in the clipboard, with where it comes from.')
        else tell('warning', 'The quote could not be copied: the system did not give access to the clipboard.')
      },
    }),
    [article, connection, reload, run, tell],
  )
}
