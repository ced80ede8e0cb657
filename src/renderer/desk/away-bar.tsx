import { Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAway } from '../client/away'
import styles from './desk.module.css'

/** Says, for as long as it lasts, that nobody answers for the libraries, and what becomes of what is typed. */
export function AwayBar(): ReactNode {
  const away = useAway()
  return (
    <div aria-live="polite">
      {away !== null && (
        <p className={styles.away}>
          <Unplug size={15} aria-hidden />
          <span>{away.message} Notes and highlights you make meanwhile are kept here and saved when it answers.</span>
        </p>
      )}
    </div>
  )
}
