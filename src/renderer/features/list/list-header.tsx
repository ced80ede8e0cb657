import { X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { isNarrowed, isRanked, isSearching, type Scope, type Sort, sortOf } from '../../desk/state'
import { Choice } from '../../ui/choice'
import { formatNumber } from '../../ui/format'
import { Problem } from '../../ui/problem'
import { viewNames } from '../triage/views'
import { Filter } from './filter'
import styles from './list.module.css'
import { Timeline } from './timeline'
import { useArticleList } from './use-article-list'

const sortNames: Readonly<Record<Sort, string>> = {
  relevance: 'Best match',
  'date-newest': 'Newest first',
  'date-oldest': 'Oldest first',
  added: 'Recently added',
  title: 'Title',
  path: 'Folder and file',
}

/** How many, of what, in which order; and what the query means, in plain words. */
export const ListHeader = memo(function ListHeader(): ReactNode {
  const { state, dispatch } = useDesk()
  const { pager, list, selection } = useArticleList()
  const libraries = useLibraries() ?? []
  const searching = isSearching(state)
  const sorts = (Object.keys(sortNames) as Sort[]).filter((sort) => isRanked(state) || sort !== 'relevance')
  const everything = libraries.reduce((sum, library) => sum + library.articles, 0)
  const hasScope = libraries.length > 1 || state.scope.kind !== 'all'
  const chosen = selection.chosen.size
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        <h2 className={styles.count} aria-live="polite">
          {chosen > 1 ? (
            <>
              {formatNumber(chosen)} <span>chosen of {formatNumber(list.total)}</span>
            </>
          ) : (
            list.query !== null && <Total listed={list.total} of={isNarrowed(state) ? everything : null} />
          )}
        </h2>
        <span className={styles.space} />
        {everything > 0 && <Filter />}
        <Choice
          label="Sort by"
          value={sortOf(state)}
          options={sorts.map((sort) => ({ id: sort, name: sortNames[sort] }))}
          onChange={(sort) => dispatch({ type: 'sort', sort })}
        />
      </div>
      {everything > 0 && <Timeline />}
      {(hasScope || state.view !== null || state.tags.length > 0) && (
        <div className={styles.filters}>
          {hasScope && <ScopeChoice />}
          {state.view !== null && (
            <Button
              className="chip removable"
              aria-label={`Remove filter ${viewNames[state.view]}`}
              onPress={() => dispatch({ type: 'view', view: null })}
            >
              {viewNames[state.view]}
              <X size={12} aria-hidden />
            </Button>
          )}
          {state.tags.map((tag) => (
            <Button
              key={tag}
              className="chip removable"
              aria-label={`Remove filter ${tag}`}
              onPress={() => dispatch({ type: 'toggle-tag', tag })}
            >
              {tag}
              <X size={12} aria-hidden />
            </Button>
          ))}
        </div>
      )}
      <div aria-live="polite">
        {list.partial && <p className={styles.partial}>No article has all of these words; these have some.</p>}
        {searching && list.total > 0 && list.explanation !== '' && (
          <p className={styles.explanation} title={list.explanation}>
            {list.explanation}
          </p>
        )}
        {list.failure !== null && list.total > 0 && <Problem failure={list.failure} onRetry={() => pager.refresh()} />}
        {list.shortfall !== null && <p className={styles.shortfall}>{list.shortfall}</p>}
      </div>
    </header>
  )
})

/** How many articles are listed; `of`: out of how many, where the list is narrowed. */
function Total({ listed, of }: { readonly listed: number; readonly of: number | null }): ReactNode {
  const noun = listed === 1 ? 'article' : 'articles'
  return (
    <>
      {formatNumber(listed)} <span>{of === null ? noun : `of ${formatNumber(of)}`}</span>
    </>
  )
}

function ScopeChoice(): ReactNode {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const { scope } = state
  const areMany = libraries.length > 1
  const scopes: { readonly id: string; readonly name: string; readonly scope: Scope }[] = [
    { id: 'all', name: areMany ? 'All libraries' : 'Whole library', scope: { kind: 'all' } },
  ]
  if (areMany) for (const { id, name } of libraries) scopes.push({ id, name, scope: { kind: 'library', library: id } })
  if (scope.kind === 'folder') scopes.push({ id: 'folder', name: scope.path, scope })
  const shown = scope.kind === 'library' ? scope.library : scope.kind
  return (
    <Choice
      label="Search in"
      // The only library is all there is.
      value={scopes.some(({ id }) => id === shown) ? shown : 'all'}
      options={scopes}
      onChange={(id) => {
        const chosen = scopes.find((option) => option.id === id)
        if (chosen !== undefined) dispatch({ type: 'scope', scope: chosen.scope, view: state.view })
      }}
    />
  )
}
