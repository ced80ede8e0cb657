import { memo, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { Arriving, NothingOpen, NotReadable } from './no-article'
import { OpenArticle } from './open-article'
import styles from './reader.module.css'

/** The reader's pane: the open article, or a word about why there is none. */
export const Reader = memo(function Reader(): ReactNode {
  const { state } = useDesk()
  const asked = useOpenArticle()
  return (
    <section className={styles.reader} aria-label="Reader">
      {state.open === null ? (
        <NothingOpen />
      ) : asked.failure !== null && !asked.pending ? (
        <NotReadable failure={asked.failure} onRetry={asked.reload} />
      ) : asked.value === null ? (
        <Arriving />
      ) : (
        <OpenArticle key={asked.value.id} article={asked.value} landing={state.open} />
      )}
    </section>
  )
})
