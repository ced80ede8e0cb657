import { useEffect, useState } from 'react'
import type { ArticleQuery } from '#shared/article-query'
import type { Facets } from '#shared/contract'
import { type Asked, useEvent, useGathered, useQuery } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { asker } from './asker'

/** Milliseconds that a question has to stand still before it is asked, and that changes of the library are gathered. */
const settling = 150
const gathering = 1500

/**
 * How the articles of a query spread, asked once the list has its rows and again when the library changed; the last answer
 * stays until the next. `line`: two facets on one line end each other's questions.
 */
export function useFacets(query: ArticleQuery | null, line: string): Asked<Facets> {
  const key = query === null ? null : JSON.stringify({ ...query, sort: 'path', refine: false } satisfies ArticleQuery)
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), settling)
    return () => clearTimeout(timer)
  }, [key])
  const asked = useQuery(
    'articles.facets',
    { query: settled === null ? everything : (JSON.parse(settled) as ArticleQuery), asker: `${asker} ${line}` },
    settled !== null,
  )
  const refresh = useGathered(gathering, asked.reload)
  useEvent('articles.changed', refresh)
  const found = (useLibraries() ?? []).map(({ id, articles }) => `${id} ${articles}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a library that grew has other counts
  useEffect(refresh, [found])
  return asked
}

const everything: ArticleQuery = { text: '', scope: null, folder: null, tags: [], sort: 'path', refine: false }
