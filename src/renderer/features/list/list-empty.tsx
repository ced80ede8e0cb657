import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { assertNever } from '#shared/result'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { isWorking } from '../library/progress'
import { emptyViews } from '../triage/views'
import styles from './list.module.css'
import { type Loosening, loosen } from './loosen-query'
import { useArticleList } from './use-article-list'

/** What stands in the list's place when it has no rows. */
export function ListEmpty(): ReactNode {
  const { state } = useDesk()
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
  if (isSearching(state)) return <NothingFound working={working} />
  if (state.tags.length === 0 && state.view !== null) {
    const [what, next] = emptyViews[state.view]
    return (
      <div className={styles.empty}>
        <p>{what}</p>
        <p>{next}</p>
      </div>
    )
  }
  if (state.tags.length > 0)
    return (
      <div className={styles.empty}>
        <p>No article here carries {state.tags.length === 1 ? 'this tag' : 'all of these tags'}.</p>
        <p>Take a tag off above to see more.</p>
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

/** What was understood, and one step on. */
function NothingFound({ working }: { readonly working: boolean }): ReactNode {
  const { state, dispatch } = useDesk()
  const { list } = useArticleList()
  const step = loosen(state.text, state.scope.kind !== 'all' || state.view !== null || state.tags.length > 0)
  const take = (): void => {
    if (step === null) return
    if (step.kind === 'everywhere') dispatch({ type: 'run-search', text: state.text, scope: { kind: 'all' }, tags: [] })
    else dispatch({ type: 'search', text: step.text })
  }
  return (
    <div className={styles.empty}>
      <p>Nothing was found.</p>
      {list.explanation !== '' && <p>Understood as: {list.explanation}</p>}
      {working && <p>The library is still being indexed: what is found later appears here by itself.</p>}
      {step !== null && (
        <Button className="button" onPress={take}>
          {nameOf(step)}
        </Button>
      )}
    </div>
  )
}

function nameOf({ kind }: Loosening): string {
  switch (kind) {
    case 'everywhere':
      return 'Search everything'
    case 'dates':
      return 'Search all dates'
    case 'filters':
      return 'Search without filters'
    case 'spelling':
      return 'Try similar spellings'
    default:
      return assertNever(kind)
  }
}
