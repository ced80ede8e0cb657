import { useEffect, useMemo, useState } from 'react'
import type { Article, Mark } from '#shared/article'
import { useQuery } from '../../client/hooks'
import { findInText } from './hits'

/** What is marked in the open article, and why. */
export interface Hits {
  /** What the marks answer: the words typed into find, or the search of the list. */
  readonly source: 'find' | 'search' | null
  readonly text: readonly Mark[]
  readonly title: readonly Mark[]
  /** The hit the reader is at, by its place in `text`; -1 before the first step. */
  readonly current: number
  /** The search these hits answer, once there is an answer for this article, or a failure: then it has none. */
  readonly answered: string | null
  setCurrent(index: number): void
}

const none: readonly Mark[] = []

/** The hits of find while it has words, else those of the search. */
export function useHits(article: Article, search: string, find: string): Hits {
  const searching = search.trim() !== ''
  const asked = useQuery('articles.hits', { article: article.id, text: search }, searching)
  const found = useMemo(() => (find.trim() === '' ? none : findInText(article.text, find)), [article.text, find])
  const source = find.trim() !== '' ? 'find' : searching ? 'search' : null
  const fromSearch = searching && !asked.pending ? asked.value : null
  const text = source === 'find' ? found : (fromSearch?.text ?? none)
  const [current, setCurrent] = useState(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another place
  useEffect(() => setCurrent(-1), [article.id, source, search, find])
  return {
    source,
    text,
    title: fromSearch?.title ?? none,
    current: current < text.length ? current : -1,
    answered: searching && !asked.pending ? search : null,
    setCurrent,
  }
}
