import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { useConnection } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { focusDesk } from '../../ui/focus-desk'
import { counted } from '../../ui/format'
import { PacedText } from '../../ui/paced-text'
import { useKeptFocus } from '../../ui/use-kept-focus'
import styles from './library.module.css'
import { describeAll, isWorking } from './progress'

/** Milliseconds between two sentences of progress: a screen reader reads each of them out. */
const sentencePause = 1000

/** What the libraries are doing, what was left out, and how to stop it. */
export const StatusBar = memo(function StatusBar(): ReactNode {
  const libraries = useLibraries() ?? []
  const connection = useConnection()
  const { dispatch } = useDesk()
  const { fail } = useNotices()
  const working = libraries.filter(isWorking)
  const text = usePaced(describeAll(libraries), `${working.length} ${libraries.length}`)
  const withSkipped = libraries.find((library) => library.skipped > 0)
  const skipped = libraries.reduce((sum, library) => sum + library.skipped, 0)
  // One library that failed says so in the sentence itself.
  const problem = libraries.find(
    (library) => library.problem !== null && (libraries.length > 1 || library.phase !== 'failed'),
  )
  const stopped = libraries.find((library) => library.phase === 'cancelled')
  const ask = (channel: 'libraries.cancel' | 'libraries.rescan', of: readonly LibraryInfo[]): void => {
    for (const library of of) connection.request(channel, { library: library.id }).catch(fail)
  }
  const bar = useRef<HTMLElement>(null)
  useKeptFocus(bar, focusDesk)
  return (
    <footer ref={bar} className={styles.status}>
      <div role="status" className={styles.statusText}>
        {text}
      </div>
      {working.length > 0 && (
        <Button className="button quiet small" onPress={() => ask('libraries.cancel', working)}>
          Cancel
        </Button>
      )}
      {working.length === 0 && stopped !== undefined && (
        <Button className="button quiet small" onPress={() => ask('libraries.rescan', [stopped])}>
          Go on
        </Button>
      )}
      <span className={styles.spring} />
      {problem !== undefined && (
        <span className={styles.problem} title={problem.problem ?? ''}>
          {problem.problem}
        </span>
      )}
      {withSkipped !== undefined && (
        <Button
          className="button quiet small"
          onPress={() =>
            dispatch({ type: 'panel', panel: { kind: 'passed-over', library: withSkipped.id, files: 'skipped' } })
          }
        >
          {counted(skipped, 'file skipped', 'files skipped')}
        </Button>
      )}
    </footer>
  )
})

/** The newest text, changed at most once in a while; at once when `phase` changes. */
function usePaced(text: string, phase: string): string {
  const [shown, setShown] = useState(text)
  const [paced] = useState(() => new PacedText(sentencePause, setShown))
  useEffect(() => paced.offer(text, phase), [paced, text, phase])
  useEffect(() => () => paced.stop(), [paced])
  return shown
}
