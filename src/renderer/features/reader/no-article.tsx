import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Failure } from '#shared/result'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { useLate } from '../../ui/use-late'
import { isWorking } from '../library/progress'
import styles from './reader.module.css'

/** Before an article is chosen, and where there is none to choose. */
export function NothingOpen(): ReactNode {
  const libraries = useLibraries() ?? []
  if (libraries.every(({ articles }) => articles === 0))
    return (
      <Empty>
        <p>There is no article to read yet.</p>
        <p className={styles.keys}>
          {libraries.some(isWorking)
            ? 'Choose one as soon as it appears in the list.'
            : 'The list says why, and what to do next.'}
        </p>
      </Empty>
    )
  return (
    <Empty>
      <p>Choose an article to read it here.</p>
      <p className={styles.keys}>
        <kbd>j</kbd> and <kbd>k</kbd> go through the list, <kbd>/</kbd> searches, <kbd>?</kbd> shows every key.
      </p>
    </Empty>
  )
}

/** Milliseconds an article may take before the reader is told that it comes. */
const patience = 300

/** While the first article is on its way. */
export function Arriving(): ReactNode {
  if (!useLate(patience)) return null
  return (
    <Empty>
      <p aria-live="polite">Opening the article…</p>
    </Empty>
  )
}

interface NotReadableProps {
  readonly failure: Failure
  readonly onRetry: () => void
}

/** Why the chosen article cannot be shown, what became of what was written on it, and the next step. */
export function NotReadable({ failure: { code, message }, onRetry }: NotReadableProps): ReactNode {
  return (
    <Empty>
      <p role="alert">{message}</p>
      {code === 'not-found' ? <Gone /> : code === 'unavailable' ? <Away /> : <Refused onRetry={onRetry} />}
    </Empty>
  )
}

function Gone(): ReactNode {
  const { dispatch } = useDesk()
  return (
    <>
      <p className={styles.keys}>
        Your tags, notes and highlights on it are kept. They come back with the file, wherever in the library it turns
        up.
      </p>
      <Button className="button" onPress={() => dispatch({ type: 'annotations', tab: 'orphaned' })}>
        Show notes without an article
      </Button>
    </>
  )
}

const Away = (): ReactNode => (
  <p className={styles.keys}>It opens by itself as soon as Lectern answers. Your notes on it are kept.</p>
)

function Refused({ onRetry }: Pick<NotReadableProps, 'onRetry'>): ReactNode {
  return (
    <>
      <p className={styles.keys}>The file is left as it is. Your tags, notes and highlights on it are kept.</p>
      <Button className="button" onPress={onRetry}>
        Try again
      </Button>
    </>
  )
}

function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.empty}>{children}</div>
}
