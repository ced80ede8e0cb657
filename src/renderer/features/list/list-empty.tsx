import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { assertNever } from '#shared/result'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { useLate } from '../../ui/use-late'
import { isWorking } from '../library/progress'
import { emptyViews } from '../triage/views'
import styles from './list.module.css'
import { type Loosening, loosen } from './loosen-query'
import { NoArticles } from './no-articles'
import { useArticleList } from './use-article-list'

/** What stands in the list's place when it has no rows. */
export function ListEmpty(): ReactNode {
  const { state } = useDesk()
  const { pager, list } = useArticleList()
  const libraries = useLibraries() ?? []
  // With rows, the failure stands over them.
  if (list.failure !== null && list.total > 0) return null
  if (list.failure?.code === 'unavailable')
    return (
      <div className={styles.empty} role="alert">
        <p>{list.failure.message}</p>
        <p>The list comes back by itself as soon as Lectern answers.</p>
      </div>
    )
  if (list.failure !== null)
    return (
      <div className={styles.empty} role="alert">
        <p>{list.failure.message}</p>
        <Button className="button" onPress={() => pager.refresh()}>
          Try again
        </Button>
      </div>
    )
  if (list.query === null) return <Arriving />
  if (list.total > 0) return null
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
  return <NoArticles />
}

/** Milliseconds the first rows may take before their places are shown. */
const patience = 300

/** The places of the first rows, so that nothing jumps when they come. */
function Arriving(): ReactNode {
  if (!useLate(patience)) return null
  return (
    <div aria-live="polite">
      <p className="spoken">Looking up the articles…</p>
      {['first', 'second', 'third', 'fourth', 'fifth'].map((row) => (
        <div key={row} className={styles.placeholder} aria-hidden />
      ))}
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
