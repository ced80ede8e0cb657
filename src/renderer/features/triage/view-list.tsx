import { Archive, Clock, Highlighter, Inbox, type LucideIcon } from 'lucide-react'
import { memo, type ReactNode, useEffect } from 'react'
import { Tree } from 'react-aria-components/Tree'
import { useEvent, useGathered, useQuery } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import type { View } from '../../desk/state'
import { counted } from '../../ui/format'
import styles from '../library/sidebar.module.css'
import { SidebarRow } from '../library/sidebar-row'
import { viewNames, views } from './views'

/** Milliseconds to gather changes before articles are counted again. */
const gathering = 300

const icons: Readonly<Record<View, LucideIcon>> = { inbox: Inbox, later: Clock, archived: Archive }

const none = { text: '', kinds: [], colours: [], tags: [], from: null, to: null, only: 'all', sort: 'newest' } as const

/** Articles by how they were sorted, and the reader's own highlights and notes. */
export const ViewList = memo(function ViewList(): ReactNode {
  const { state, dispatch } = useDesk()
  const scope = state.scope.kind === 'all' ? null : [state.scope.library]
  const counts = useQuery('states.counts', { scope })
  const own = useQuery('annotations.list', { filter: { ...none, scope }, offset: 0, limit: 1 })
  const refresh = useGathered(gathering, () => {
    counts.reload()
    own.reload()
  })
  useEvent('articles.changed', refresh)
  const found = (useLibraries() ?? []).map(({ id, articles }) => `${id} ${articles}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a library that grew may have more in its inbox
  useEffect(refresh, [found])
  const known = counts.value
  const total = own.value?.total ?? 0
  const shown = state.annotations === null ? state.view : null
  const count = { inbox: known?.inboxUnread ?? 0, later: known?.later ?? 0, archived: known?.archived ?? 0 }
  return (
    <Tree aria-label="Views" className={styles.tree ?? ''} dependencies={[known, total, shown, state.annotations]}>
      {views.map((view) => {
        const Icon = icons[view]
        const unread = view === 'inbox' ? 'unread ' : ''
        return (
          <SidebarRow
            key={view}
            id={view}
            name={viewNames[view]}
            spoken={`${viewNames[view]}, ${counted(count[view], `${unread}article`, `${unread}articles`)}`}
            count={count[view] === 0 ? null : count[view]}
            current={shown === view}
            icon={<Icon size={14} aria-hidden />}
            onAction={() => dispatch({ type: 'view', view })}
          />
        )
      })}
      <SidebarRow
        id="own"
        name="Highlights"
        spoken={`Highlights and notes, ${total}`}
        count={total === 0 ? null : total}
        current={state.annotations !== null}
        icon={<Highlighter size={14} aria-hidden />}
        onAction={() => dispatch({ type: 'annotations', tab: 'all' })}
      />
    </Tree>
  )
})
