import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { useQuery } from '../../client/hooks'
import { counted } from '../../ui/format'
import { Panel } from '../../ui/panel'
import styles from './library.module.css'

/** Files shown at a time. */
const step = 200

interface PassedOverProps {
  readonly library: LibraryInfo
  readonly files: 'skipped' | 'ignored'
  readonly onClose: () => void
}

const words = {
  skipped: {
    title: 'Skipped files',
    lead: 'These look like articles and could not be read. They are left as they are.',
    none: 'Nothing was skipped: every article in this folder could be read.',
  },
  ignored: {
    title: 'Ignored files',
    lead: 'These are not read as articles, by the rules below.',
    none: 'Nothing was ignored.',
  },
}

/** Every file that is not in the list, and why. */
export function PassedOver({ library, files, onClose }: PassedOverProps): ReactNode {
  const [limit, setLimit] = useState(step)
  const asked = useQuery('libraries.passedOver', {
    library: library.id,
    kind: files,
    offset: 0,
    limit: Math.min(limit, 500),
  })
  const { title, lead, none } = words[files]
  const list = asked.value
  return (
    <Panel title={`${title} in ${library.name}`} onClose={onClose}>
      {asked.failure !== null && <p role="alert">{asked.failure.message}</p>}
      {list !== null && (list.total === 0 ? <p>{none}</p> : <p>{lead}</p>)}
      {list !== null && list.total > 0 && (
        <>
          <ul className={styles.files} aria-label={title}>
            {list.files.map((file) => (
              <li key={file.path}>
                <bdi>{file.path}</bdi>
                <span>{file.reason}</span>
              </li>
            ))}
          </ul>
          {list.total > list.files.length && (
            <p className={styles.hint}>
              {counted(list.files.length, 'file', 'files')} of {counted(list.total, 'file', 'files')} shown.
              {limit < 500 && (
                <Button className="button" onPress={() => setLimit(limit + step)}>
                  Show more
                </Button>
              )}
            </p>
          )}
        </>
      )}
    </Panel>
  )
}
