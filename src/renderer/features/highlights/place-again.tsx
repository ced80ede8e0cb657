import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { ArticleId } from '#shared/article'
import type { Highlight, PlaceCandidate } from '#shared/highlight'
import { useDesk } from '../../desk/desk-context'
import type { Landing } from '../../desk/state'
import { describeConfidence } from '../annotations/standing'
import styles from './place-again.module.css'

interface PlaceAgainProps {
  readonly article: ArticleId
  readonly highlight: Highlight
  /** Likeliest first. */
  readonly candidates: readonly PlaceCandidate[]
  /** Where the article opens for a passage to be chosen; left out: where it is. */
  readonly landing?: Landing
  /** Null: the passage is gone, and the highlight is kept. */
  readonly onPlace: (place: PlaceCandidate | null) => void
}

/** Asks where a highlight's passage is in the changed article, and offers the places where it may be. */
export function PlaceAgain({ article, highlight, candidates, landing, onPlace }: PlaceAgainProps): ReactNode {
  const { dispatch } = useDesk()
  const choose = (): void => {
    const choice = { article, highlight: highlight.id, quote: highlight.quote }
    dispatch({ type: 'choose-passage', choice, ...(landing !== undefined && { landing }) })
  }
  return (
    <div className={styles.places}>
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
          <Button className="button small" onPress={() => onPlace(candidate)}>
            Confirm
          </Button>
        </div>
      ))}
      <div className={styles.answers}>
        <Button className="button quiet small" onPress={choose}>
          Choose in the article
        </Button>
        <Button className="button quiet small" onPress={() => onPlace(null)}>
          Keep without a place
        </Button>
      </div>
    </div>
  )
}
