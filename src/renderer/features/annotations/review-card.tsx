import { type ReactNode, useState } from 'react'
import type { AnnotationItem } from '#shared/annotation'
import type { PlaceCandidate } from '#shared/highlight'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { cx } from '../../ui/cx'
import { PlaceAgain } from '../highlights/place-again'
import { useUndoToast } from '../undo/undo'
import styles from './annotations.module.css'
import { landingOf } from './standing'

interface ReviewCardProps {
  readonly item: AnnotationItem
  readonly reachable: boolean
  readonly onOpen: () => void
}

/** A highlight whose article changed: what was highlighted, where it may be now, and the reader's word on it. */
export function ReviewCard({ item, reachable, onOpen }: ReviewCardProps): ReactNode {
  const connection = useConnection()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  const { highlight, article } = item
  if (highlight === null || article === null || highlight.standing.kind !== 'review') return null
  const place = (to: PlaceCandidate | null): void => {
    setProblem(null)
    connection
      .request('highlights.place', {
        ...{ article, id: highlight.id },
        place: to === null ? null : { start: to.start, end: to.end },
      })
      .then(
        () => done(to === null ? 'Kept a highlight without a place' : 'Placed a highlight'),
        (thrown: unknown) => setProblem(toFailure(thrown).message),
      )
  }
  return (
    <div className={styles.review}>
      <button
        type="button"
        data-card=""
        className={styles.card}
        data-colour={highlight.colour ?? 'none'}
        tabIndex={reachable ? 0 : -1}
        onClick={onOpen}
      >
        <span className="label">You highlighted</span>
        <span className={styles.quote} data-whole="" dir="auto">
          {highlight.quote}
        </span>
        {highlight.note !== '' && <span className={styles.note}>{highlight.note}</span>}
      </button>
      <div className={styles.places}>
        <PlaceAgain
          article={article}
          highlight={highlight}
          candidates={highlight.standing.candidates}
          landing={landingOf(item)}
          onPlace={place}
        />
      </div>
      {problem !== null && (
        <p className={cx('problem', styles.problem)} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
