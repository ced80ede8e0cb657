import { NotebookPen } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { AnnotationItem } from '#shared/annotation'
import { colourNames } from '../../ui/colours'
import { cx } from '../../ui/cx'
import { formatMoment } from '../../ui/format'
import { TagDot } from '../tags/tag-colours'
import styles from './annotations.module.css'
import { describeStanding } from './standing'

interface AnnotationCardProps {
  readonly item: AnnotationItem
  /** Whether Tab leads to this card: one card of the list does. */
  readonly reachable: boolean
  readonly current: boolean
  readonly onOpen: () => void
}

/** A highlight with its note, or an article's note; pressing it opens the article there. */
export const AnnotationCard = memo(function AnnotationCard(props: AnnotationCardProps): ReactNode {
  const { item, reachable, current, onOpen } = props
  const { highlight } = item
  const note = highlight === null ? item.note : highlight.note
  const standing = highlight === null ? '' : describeStanding(highlight.standing)
  const made = highlight?.created ?? null
  return (
    <button
      type="button"
      data-card=""
      className={cx(styles.card, current && styles.current)}
      data-colour={highlight?.colour ?? 'none'}
      data-kind={item.kind}
      tabIndex={reachable ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onClick={onOpen}
    >
      {highlight !== null && (
        <>
          <span className="spoken">
            {highlight.colour === null ? 'Highlight' : `${colourNames[highlight.colour]} highlight`}:
          </span>
          <span className={styles.quote} dir="auto">
            {highlight.quote}
          </span>
        </>
      )}
      {note !== '' && (
        <span className={styles.note} dir="auto">
          <NotebookPen size={12} role="img" aria-label="Your note" />
          <span>{note}</span>
        </span>
      )}
      {(standing !== '' || item.tags.length > 0 || made !== null) && (
        <span className={styles.facts}>
          {made !== null && <time dateTime={made}>{formatMoment(Date.parse(made))}</time>}
          {standing !== '' && <span className={styles.standing}>{standing}</span>}
          {item.tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              <TagDot tag={tag} />
              <bdi>{tag}</bdi>
            </span>
          ))}
        </span>
      )}
    </button>
  )
})
