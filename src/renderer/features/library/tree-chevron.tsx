import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import styles from './sidebar.module.css'

/** The arrow that opens a branch, or the space it would take. */
export function TreeChevron({ shown }: { readonly shown: boolean }): ReactNode {
  return shown ? (
    <Button slot="chevron" className={styles.chevron ?? ''}>
      <ChevronRight size={13} aria-hidden />
    </Button>
  ) : (
    <span className={styles.chevron} />
  )
}
