import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { useQuery } from '../../client/hooks'
import { counted, formatNumber } from '../../ui/format'
import { pageOf } from '../../ui/page-of'
import { Panel } from '../../ui/panel'
import { Problem } from '../../ui/problem'
import styles from './library.module.css'

/** Files of a page. */
const pageSize = 200

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
  const [offset, setOffset] = useState(0)
  const asked = useQuery('libraries.passedOver', { library: library.id, kind: files, offset, limit: pageSize })
  const { title, lead, none } = words[files]
  const list = asked.value
  const page = pageOf(offset, list?.total ?? 0, pageSize)
  const shown = useRef<HTMLUListElement>(null)
  const hasTurned = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is read from its beginning
  useEffect(() => {
    if (!hasTurned.current) return
    hasTurned.current = false
    shown.current?.focus({ preventScroll: true })
    shown.current?.scrollIntoView({ block: 'start' })
  }, [list])
  const turn = (to: number | null): void => {
    if (to === null) return
    hasTurned.current = true
    setOffset(to)
  }
  return (
    <Panel title={`${title} in ${library.name}`} onClose={onClose}>
      {asked.failure !== null && <Problem failure={asked.failure} onRetry={asked.reload} />}
      {list === null && asked.failure === null && <p className="hint">Looking…</p>}
      {list !== null && (list.total === 0 ? <p>{none}</p> : <p>{lead}</p>)}
      {list !== null && list.total > 0 && (
        <ul ref={shown} className={styles.files} aria-label={title} tabIndex={-1}>
          {list.files.map((file) => (
            <li key={file.path}>
              <bdi>{file.path}</bdi>
              <span>{file.reason}</span>
            </li>
          ))}
        </ul>
      )}
      {list !== null && list.total > pageSize && (
        <p className={styles.hint}>
          {formatNumber(page.first)}–{formatNumber(page.last)} of {counted(list.total, 'file', 'files')}{' '}
          <Button className="button" isDisabled={page.before === null} onPress={() => turn(page.before)}>
            Previous
          </Button>{' '}
          <Button className="button" isDisabled={page.after === null} onPress={() => turn(page.after)}>
            Next
          </Button>
        </p>
      )}
    </Panel>
  )
}
