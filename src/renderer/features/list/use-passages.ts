import { useCallback, useState } from 'react'
import type { ArticleId } from '#shared/article'
import type { Response } from '#shared/contract'
import type { Failure } from '#shared/result'
import { useQuery } from '../../client/hooks'

/** Passages that are listed under a row. */
const mostPassages = 12

/** Heights under a row, CSS pixels, as the style sheet draws them. */
const heights = { passage: 46, note: 24, foot: 10 }

/** The one row that shows more passages of its article. */
export interface Passages {
  /** Null: no row does. */
  readonly article: ArticleId | null
  /** Null while it is under way. */
  readonly answer: Response<'articles.passages'> | null
  readonly failure: Failure | null
  /** What they add to their row's height, CSS pixels. */
  readonly height: number
  show(article: ArticleId | null): void
}

/** Asks for the passages of one article that answer a search; another search closes them. */
export function usePassages(text: string): Passages {
  const [shown, setShown] = useState<{ readonly article: ArticleId; readonly text: string } | null>(null)
  const article = shown !== null && shown.text === text ? shown.article : null
  const asked = useQuery(
    'articles.passages',
    { article: article ?? '-', text, limit: mostPassages },
    article !== null && text.trim() !== '',
  )
  const answer = asked.pending ? null : asked.value
  const failure = asked.pending ? null : asked.failure
  const show = useCallback((next: ArticleId | null) => setShown(next === null ? null : { article: next, text }), [text])
  const noted = failure !== null || (answer !== null && (answer.total === 0 || answer.total > answer.passages.length))
  const height =
    article === null || (answer === null && failure === null)
      ? 0
      : (answer?.passages.length ?? 0) * heights.passage + (noted ? heights.note : 0) + heights.foot
  return { article, answer, failure, height, show }
}
