import { memo, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { OpenArticle } from './open-article'
import styles from './reader.module.css'

/** The reader's pane: the open article, or a word about why there is none. */
export const Reader = memo(function Reader(): ReactNode {
  const { state } = useDesk()
  const asked = useOpenArticle()
  return (
    <section className={styles.reader} aria-label="Reader">
      {state.open === null ? (
        <Empty>
          <p>Choose an article to read it here.</p>
          <p className={styles.keys}>
            <kbd>j</kbd> and <kbd>k</kbd> go through the list, <kbd>/</kbd> searches, <kbd>?</kbd> shows every key.
          </p>
        </Empty>
      ) : asked.failure !== null && !asked.pending ? (
        <Empty>
          <p>{asked.failure.message}</p>
          <p className={styles.keys}>Your tags and notes on it are kept.</p>
        </Empty>
      ) : asked.value === null ? null : (
        <OpenArticle key={asked.value.id} article={asked.value} landing={state.open} />
      )}
    </section>
  )
})

function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.empty}>{children}</div>
}
