import { X } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { isRanked, isSearching, type Scope, type Sort, sortOf } from '../../desk/state'
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
  const narrowed = searching || state.view !== null || state.scope.kind !== 'all' || state.tags.length > 0
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
            <>
              {list.query !== null && `${formatNumber(list.total)} `}
              <span>
                {list.query === null
                  ? ''
                  : narrowed
                    ? `of ${formatNumber(everything)}`
                    : list.total === 1
                      ? 'article'
                      : 'articles'}
              </span>
            </>
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

function ScopeChoice(): ReactNode {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const scopes: { readonly id: string; readonly name: string; readonly scope: Scope }[] = [
    { id: 'all', name: libraries.length > 1 ? 'All libraries' : 'Whole library', scope: { kind: 'all' } },
    ...libraries
      .filter(() => libraries.length > 1)
      .map(({ id, name }) => ({ id: `library ${id}`, name, scope: { kind: 'library', library: id } as const })),
  ]
  const { scope } = state
  if (scope.kind === 'folder') scopes.push({ id: 'folder', name: scope.path, scope })
  const value =
    scope.kind === 'all'
      ? 'all'
      : scope.kind === 'folder'
        ? 'folder'
        : libraries.length > 1
          ? `library ${scope.library}`
          : 'all'
  return (
    <Choice
      label="Search in"
      value={value}
      options={scopes}
      onChange={(id) => {
        const chosen = scopes.find((option) => option.id === id)
        if (chosen !== undefined) dispatch({ type: 'scope', scope: chosen.scope, view: state.view })
      }}
    />
  )
}
