import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Failure } from '#shared/result'
import { useAway } from '../client/away'
import { useLate } from '../ui/use-late'
import styles from './desk.module.css'

interface StartingProps {
  readonly failure: Failure | null
  readonly onRetry: () => void
}

/** Milliseconds that may pass before the page says that it waits. */
const patience = 400

/** Before the first answer: nothing for a moment, then what is waited for, or why it does not come. */
export function Starting({ failure, onRetry }: StartingProps): ReactNode {
  const away = useAway()
  const isLate = useLate(patience)
  const problem = failure ?? away
  if (problem === null && !isLate) return null
  return (
    <main className={styles.starting}>
      <p className={styles.startingName}>Lectern</p>
      {problem === null ? (
        <p role="status">Opening your libraries…</p>
      ) : (
        <>
          <p role="alert">{problem.message}</p>
          <p className="hint">Your articles and all you wrote lie in their folders and are not affected.</p>
          {problem.code !== 'unavailable' && (
            <Button className="button" onPress={onRetry}>
              Try again
            </Button>
          )}
        </>
      )}
    </main>
  )
}
