import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { AnnotationItem } from '#shared/annotation'
import type { PlaceCandidate } from '#shared/highlight'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { cx } from '../../ui/cx'
import { useUndoToast } from '../undo/undo'
import styles from './annotations.module.css'
import { describeConfidence, landingOf } from './standing'

interface ReviewCardProps {
  readonly item: AnnotationItem
  readonly reachable: boolean
  readonly onOpen: () => void
}

/** A highlight whose article changed: what was highlighted, where it may be now, and the reader's word on it. */
export function ReviewCard({ item, reachable, onOpen }: ReviewCardProps): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  const { highlight, article } = item
  if (highlight === null || article === null || highlight.standing.kind !== 'review') return null
  const { candidates } = highlight.standing
  const place = (to: Pick<PlaceCandidate, 'start' | 'end'> | null, what: string): void => {
    setProblem(null)
    connection
      .request('highlights.place', {
        article,
        id: highlight.id,
        place: to === null ? null : { start: to.start, end: to.end },
      })
      .then(
        () => done(what),
        (thrown: unknown) => setProblem(toFailure(thrown).message),
      )
  }
  const choose = (): void =>
    dispatch({
      type: 'choose-passage',
      choice: { article, highlight: highlight.id, quote: highlight.quote },
      landing: landingOf(item),
    })
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
      {candidates.length === 0 && <p className={styles.lost}>Nothing like it stands in the article any more.</p>}
      {candidates.map((candidate) => (
        <div key={candidate.start} className={styles.candidate}>
          <span className="label">{describeConfidence(candidate.confidence)}</span>
          <button
            type="button"
            className={styles.there}
            dir="auto"
            onClick={() => dispatch({ type: 'open', article, landing: { passage: candidate.start } })}
          >
            {candidate.text}
          </button>
          <Button className="button small" onPress={() => place(candidate, 'Confirmed the place of a highlight')}>
            Confirm
          </Button>
        </div>
      ))}
      <div className={styles.deeds}>
        <Button className="button quiet small" onPress={choose}>
          Choose in the article
        </Button>
        <Button className="button quiet small" onPress={() => place(null, 'Kept a highlight without a place')}>
          Keep without a place
        </Button>
      </div>
      {problem !== null && (
        <p className={cx('problem', styles.problem)} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
