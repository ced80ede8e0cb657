import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useConnection, useQuery } from '../../client/hooks'
import { useNotices } from '../../desk/notices'
import styles from './library.module.css'

/** Folders that were open before, one press away. */
export function RecentLibraries({ onOpened }: { readonly onOpened?: () => void }): ReactNode {
  const connection = useConnection()
  const { fail } = useNotices()
  const recent = useQuery('libraries.recent', null).value ?? []
  if (recent.length === 0) return null
  return (
    <section className={styles.recent} aria-label="Recent libraries">
      <h2 className="label">Recent</h2>
      <ul>
        {recent.map((library) => (
          <li key={library.id}>
            <Button
              className={styles.recentRow ?? ''}
              isDisabled={!library.exists}
              onPress={() =>
                connection.request('libraries.openRecent', { id: library.id }).then(() => onOpened?.(), fail)
              }
            >
              <strong>{library.name}</strong>
              <span>{library.exists ? library.location : `${library.location} – not there now`}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
