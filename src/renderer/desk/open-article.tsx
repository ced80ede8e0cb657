import { createContext, type ReactNode, useContext, useEffect } from 'react'
import type { Article } from '#shared/article'
import { type Asked, useEvent, useGathered, useQuery } from '../client/hooks'
import { useLibraries } from '../client/libraries'
import { useDesk } from './desk-context'

const OpenArticleContext = createContext<Asked<Article> | null>(null)

/** The open article as reader and margin share it; its value is the last one until the next has arrived. */
export function useOpenArticle(): Asked<Article> {
  const asked = useContext(OpenArticleContext)
  if (asked === null) throw new Error('No open article is provided.')
  return asked
}

/** Asks for the open article, and again when it changed on disk or in the notebook. */
export function OpenArticleProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { state, dispatch } = useDesk()
  const id = state.open?.id ?? null
  const asked = useQuery('articles.open', { article: id ?? '-' }, id !== null)
  const refresh = useGathered(200, asked.reload)
  useEvent('articles.changed', ({ library, articles }) => {
    const open = asked.value
    if (open !== null && open.library === library && (articles === null || articles.includes(open.id))) refresh()
  })
  const libraries = useLibraries()
  const gone = asked.value !== null && libraries?.every((library) => library.id !== asked.value?.library) === true
  useEffect(() => {
    if (gone && asked.value?.id === id) dispatch({ type: 'close-article' })
  }, [gone, asked.value, id, dispatch])
  return <OpenArticleContext value={asked}>{children}</OpenArticleContext>
}
