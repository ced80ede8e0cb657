import { FolderPlus, History } from 'lucide-react'
import { memo, type ReactNode, useCallback, useEffect } from 'react'
import { Button } from 'react-aria-components/Button'
import type { FolderCount, TagCount } from '#shared/library'
import { type Asked, useEvent, useGathered, useQuery } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import type { Scope } from '../../desk/state'
import { IconButton } from '../../ui/icon-button'
import { Problem } from '../../ui/problem'
import { Waiting } from '../../ui/waiting'
import { useSavedSearches } from '../search/use-saved-searches'
import { ViewList } from '../triage/view-list'
import { LibraryTree } from './library-tree'
import { SearchList } from './search-list'
import styles from './sidebar.module.css'
import { TagTree } from './tag-tree'
import { useOpenFolder } from './use-open-folder'

/** Milliseconds to gather changes before folders and tags are counted again. */
const gathering = 500

const noFolders: readonly FolderCount[] = []

/** Libraries with their folders, tags, and saved searches. */
export const Sidebar = memo(function Sidebar(): ReactNode {
  const libraries = useLibraries() ?? []
  const { state, dispatch } = useDesk()
  const openFolder = useOpenFolder()
  const scope = state.scope.kind === 'all' ? null : [state.scope.library]
  const tags = useQuery('tags.list', { scope })
  const folders = useQuery('libraries.folders', { scope: null })
  const searches = useSavedSearches().asked
  // One word for all of them: they come from one place.
  const failed = [folders, tags, searches].find(({ failure }) => failure !== null)
  const again = (): void => {
    for (const { reload } of [folders, tags, searches]) reload()
  }
  const refresh = useGathered(gathering, () => {
    tags.reload()
    folders.reload()
  })
  useEvent('articles.changed', refresh)
  const found = libraries.map(({ id, articles }) => `${id} ${articles}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a library that grew may have more folders
  useEffect(refresh, [found])
  const narrow = useCallback((chosen: Scope) => dispatch({ type: 'scope', scope: chosen }), [dispatch])
  const toggle = useCallback((tag: string) => dispatch({ type: 'toggle-tag', tag }), [dispatch])
  const shown = state.view === null && state.annotations === null ? state.scope : null
  return (
    <nav className={styles.sidebar} aria-label="Libraries, tags and searches">
      <div className={styles.scroll}>
        <h2 className="label">Libraries</h2>
        <LibraryTree libraries={libraries} folders={folders.last ?? noFolders} scope={shown} onScope={narrow} />
        {failed !== undefined && failed.failure !== null && (
          <div className={styles.hint}>
            <Problem failure={failed.failure} onRetry={again} />
          </div>
        )}
        <h2 className="label">Views</h2>
        <ViewList />
        <h2 className="label">Tags</h2>
        <Tags asked={tags} chosen={state.tags} onToggle={toggle} />
        <h2 className="label">Searches</h2>
        <SearchList />
      </div>
      <div className={styles.foot}>
        <Button className="button quiet" onPress={openFolder}>
          <FolderPlus size={15} aria-hidden />
          Open folder…
        </Button>
        <IconButton
          label="Recent libraries"
          onPress={() => dispatch({ type: 'panel', panel: { kind: 'open-folder' } })}
        >
          <History size={15} aria-hidden />
        </IconButton>
      </div>
    </nav>
  )
})

interface TagsProps {
  readonly asked: Asked<readonly TagCount[]>
  /** Those the list is filtered by. */
  readonly chosen: readonly string[]
  readonly onToggle: (tag: string) => void
}

/** The tags as they were last counted, or why there are none to see. */
function Tags({ asked, chosen, onToggle }: TagsProps): ReactNode {
  const { last: tags, failure } = asked
  if (tags === null && failure !== null) return <p className={styles.hint}>Not known just now.</p>
  if (tags === null)
    return (
      <div className={styles.hint}>
        <Waiting>Counting tags…</Waiting>
      </div>
    )
  if (tags.length > 0) return <TagTree tags={tags} chosen={chosen} onToggle={onToggle} />
  return <p className={styles.hint}>Tags you give to articles gather here. A slash nests them: politics/us.</p>
}
