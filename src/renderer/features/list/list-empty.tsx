import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { isWorking } from '../library/progress'
import styles from './list.module.css'
import { useArticleList } from './use-article-list'

/** What stands in the list's place when it has no rows. */
export function ListEmpty(): ReactNode {
  const { state, dispatch } = useDesk()
  const { pager, list } = useArticleList()
  const libraries = useLibraries() ?? []
  if (list.failure !== null)
    return (
      <div className={styles.empty}>
        <p>{list.failure.message}</p>
        <Button className="button" onPress={() => pager.refresh()}>
          Try again
        </Button>
      </div>
    )
  if (list.query === null || list.total > 0) return null
  const working = libraries.some(isWorking)
  if (isSearching(state))
    return (
      <div className={styles.empty}>
        <p>Nothing here has these words.</p>
        <p>
          {working
            ? 'The library is still being indexed: what is found later appears here by itself.'
            : 'Try fewer words, another spelling, or search all libraries.'}
        </p>
        {(state.scope.kind !== 'all' || state.tags.length > 0) && (
          <Button
            className="button"
            onPress={() => {
              dispatch({ type: 'scope', scope: { kind: 'all' } })
              for (const tag of state.tags) dispatch({ type: 'toggle-tag', tag })
            }}
          >
            Search everything
          </Button>
        )}
      </div>
    )
  if (state.tags.length > 0)
    return (
      <div className={styles.empty}>
        <p>No article here carries {state.tags.length === 1 ? 'this tag' : 'all of these tags'}.</p>
      </div>
    )
  return (
    <div className={styles.empty}>
      <p>
        {working ? 'Reading the folder: articles appear here as they are found.' : 'There are no articles here yet.'}
      </p>
      {!working && <p>Lectern reads .txt, .md and .html files. Put one into the folder and it appears by itself.</p>}
    </div>
  )
}
