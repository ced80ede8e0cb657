import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { AnnotationFilter } from '#shared/notebook-channels'
import { useConnection, useEvent, useGathered } from '../../client/hooks'
import { ItemPages, type ItemSnapshot } from './item-pages'

/** Milliseconds to gather changes before what is in view is asked for again. */
const gathering = 300

/** The highlights and notes of a filter, live. */
export function useAnnotations(filter: AnnotationFilter): { readonly pages: ItemPages; readonly found: ItemSnapshot } {
  const connection = useConnection()
  const pages = useMemo(
    () =>
      new ItemPages((asked, offset, limit) => connection.request('annotations.list', { filter: asked, offset, limit })),
    [connection],
  )
  const found = useSyncExternalStore(pages.subscribe, pages.snapshot)
  const key = JSON.stringify(filter)
  useEffect(() => pages.setFilter(JSON.parse(key) as AnnotationFilter), [pages, key])
  useEvent(
    'articles.changed',
    useGathered(gathering, () => pages.refresh()),
  )
  useEffect(() => connection.onReconnect(() => pages.refresh()), [connection, pages])
  useEffect(() => {
    if (found.failure?.code !== 'unavailable') return
    const timer = setTimeout(() => pages.refresh(), 1000)
    return () => clearTimeout(timer)
  }, [found.failure, pages])
  return { pages, found }
}
