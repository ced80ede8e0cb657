import type { ReactNode } from 'react'
import type { Article } from '#shared/article'
import type { Highlight, PlaceCandidate } from '#shared/highlight'
import styles from './cards.module.css'
import { PlaceAgain } from './place-again'
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
  const { id, quote, colour, note } = highlight
  return (
    <li
      className={styles.card}
      data-colour={colour ?? 'none'}
      aria-label={`Highlight to look at: ${quote.slice(0, 80)}`}
    >
      <Quote text={quote} whole onGo={null} />
      {note !== '' && <p className={styles.oldNote}>{note}</p>}
      <PlaceAgain
        article={article.id}
        highlight={highlight}
        candidates={candidates}
        onPlace={(place) => deeds.place(id, place)}
      />
    </li>
  )
}
