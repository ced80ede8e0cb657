import { ChevronRight, Folder } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useConnection, useQuery } from '../../client/hooks'
import { useNotices } from '../../desk/notices'
import { counted, formatNumber } from '../../ui/format'
import { Problem } from '../../ui/problem'
import styles from './library.module.css'

/** Picks a folder where there is no folder dialog: level by level, below the folder that Lectern was started for. */
export function BrowseFolders({ onOpened }: { readonly onOpened?: () => void }): ReactNode {
  const connection = useConnection()
  const { fail } = useNotices()
  const [place, setPlace] = useState('')
  const [opening, setOpening] = useState(false)
  const { value: here, failure, reload } = useQuery('folders.list', { place })
  const open = (): void => {
    setOpening(true)
    connection
      .request('libraries.openPlace', { place })
      .then(() => onOpened?.(), fail)
      .finally(() => setOpening(false))
  }
  if (failure !== null && here === null) return <Problem failure={failure} onRetry={reload} />
  if (here === null) return <p className={styles.hint}>Looking…</p>
  const levels = here.place === '' ? [] : here.place.split('/')
  return (
    <section className={styles.browser} aria-label="Choose a folder">
      <nav className={styles.crumbs} aria-label="Where you are">
        {['', ...levels].map((name, depth) => {
          const target = levels.slice(0, depth).join('/')
          const isHere = depth === levels.length
          return (
            <span key={target}>
              {depth > 0 && <ChevronRight size={12} aria-hidden />}
              <Button
                className={styles.crumb ?? ''}
                {...(isHere && { 'aria-current': 'location' as const })}
                onPress={() => setPlace(target)}
              >
                {depth === 0 ? 'Start' : name}
              </Button>
            </span>
          )
        })}
      </nav>
      <ul className={styles.places} aria-label={`Folders in ${here.name}`}>
        {here.folders.map((folder) => (
          <li key={folder.place}>
            <Button className={styles.place ?? ''} onPress={() => setPlace(folder.place)}>
              <Folder size={14} aria-hidden />
              <span>{folder.name}</span>
              <ChevronRight size={13} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {here.folders.length === 0 && <p className={styles.hint}>No folders in here.</p>}
      {here.total > here.folders.length && (
        <p className={styles.hint}>The first {formatNumber(here.folders.length)} are shown.</p>
      )}
      <div className="actions">
        <Button className="button primary" isDisabled={opening} onPress={open}>
          Open “{here.name}”
        </Button>
        <span className={styles.hint} aria-live="polite">
          {counted(here.total, 'folder', 'folders')}, {counted(here.files, 'file', 'files')} in it
        </span>
      </div>
    </section>
  )
}
