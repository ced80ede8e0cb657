import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article } from '#shared/article'
import type { Highlight, PlaceCandidate } from '#shared/highlight'
import { useDesk } from '../../desk/desk-context'
import { describeConfidence } from '../annotations/standing'
import styles from './cards.module.css'
import { Quote } from './quote'
import type { HighlightDeeds } from './use-highlight-deeds'

interface ReviewCardProps {
  readonly article: Article
  readonly highlight: Highlight
  readonly candidates: readonly PlaceCandidate[]
  readonly deeds: HighlightDeeds
}

/** A highlight whose passage is not as it was: its words, where they may be now, and what can be said of it. */
export function ReviewCard({ article, highlight, candidates, deeds }: ReviewCardProps): ReactNode {
  const { dispatch } = useDesk()
  const { id, quote, colour, note } = highlight
  const choice = { article: article.id, highlight: id, quote }
  return (
    <li
      className={styles.card}
      data-colour={colour ?? 'none'}
      aria-label={`Highlight to look at: ${quote.slice(0, 80)}`}
    >
      <Quote text={quote} whole onGo={null} />
      {note !== '' && <p className={styles.oldNote}>{note}</p>}
      {candidates.map((candidate) => (
        <div key={candidate.start} className={styles.candidate}>
          <span className="label">{describeConfidence(candidate.confidence)}</span>
          <button
            type="button"
            className={styles.quote}
            data-clamped
            dir="auto"
            onClick={() => dispatch({ type: 'open', article: article.id, landing: { passage: candidate.start } })}
          >
            {candidate.text}
          </button>
          <Button className="button small" onPress={() => deeds.place(id, candidate)}>
            Here
          </Button>
        </div>
      ))}
      <div className={styles.answers}>
        <Button className="button small" onPress={() => dispatch({ type: 'choose-passage', choice })}>
          Choose a place
        </Button>
        <Button className="button quiet small" onPress={() => deeds.place(id, null)}>
          Keep without a place
        </Button>
      </div>
    </li>
  )
}
