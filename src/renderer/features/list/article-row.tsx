import { Archive, Clock, Highlighter, NotebookPen } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { ArticleRow as Row } from '#shared/article'
import { cx } from '../../ui/cx'
import { formatDate, formatNumber } from '../../ui/format'
import { MarkedText } from '../../ui/marked-text'
import { TagDot } from '../tags/tag-colours'
import styles from './list.module.css'
import { trimSnippet } from './trim-snippet'

interface ArticleRowProps {
  readonly row: Row
  readonly open: boolean
  readonly chosen: boolean
  /** Whether Tab leads to this row: one row of the list does. */
  readonly reachable: boolean
  /** Where it was met, where title and snippet do not show it: `in your note`. */
  readonly where: string
}

/** Tags that leave the snippet room. */
const tagsShown = 2

/** One article in the list: enough to decide whether to read it. */
export const ArticleRow = memo(function ArticleRow({
  row,
  open,
  chosen,
  reachable,
  where,
}: ArticleRowProps): ReactNode {
  const date = formatDate(row.date, 'short')
  const from = row.source ?? row.author
  const snippet = trimSnippet(row.snippet)
  const more = row.tags.length - tagsShown
  return (
    <button
      type="button"
      data-row-button=""
      className={cx(styles.row, open && styles.open, chosen && styles.chosen)}
      tabIndex={reachable ? 0 : -1}
      aria-current={open ? 'true' : undefined}
      aria-pressed={chosen}
    >
      {row.unread && (
        <span className={styles.unread}>
          <span className="spoken">Unread</span>
        </span>
      )}
      <span className={styles.title} dir="auto">
        <MarkedText text={row.title} marks={row.titleMarks} />
      </span>
      <span className={styles.meta}>
        {(from !== null || date === '') && <bdi className={styles.from}>{from ?? row.path}</bdi>}
        {date !== '' && (
          <span className={styles.date}>
            {from !== null && '· '}
            {row.date.iso === null ? date : <time dateTime={row.date.iso}>{date}</time>}
          </span>
        )}
        <span className={styles.space} />
        {row.triage === 'later' && <Clock size={12} role="img" aria-label="Put by for later" />}
        {row.triage === 'archived' && <Archive size={12} role="img" aria-label="Archived" />}
        {row.highlights > 0 && (
          <span className={styles.marks}>
            <Highlighter size={12} aria-hidden />
            {formatNumber(row.highlights)}
            <span className="spoken">{row.highlights === 1 ? 'highlight' : 'highlights'}</span>
          </span>
        )}
        {row.hasNote && <NotebookPen size={12} role="img" aria-label="Has a note" />}
      </span>
      <span className={styles.rest}>
        <span className={styles.snippet} dir="auto">
          {row.tags.slice(0, tagsShown).map((tag) => (
            <bdi key={tag} className={styles.tag}>
              <TagDot tag={tag} />
              {tag}
            </bdi>
          ))}
          {more > 0 && <bdi className={styles.tag}>+{more}</bdi>}
          {where !== '' && <span className={styles.where}>{where}</span>}
          <MarkedText text={snippet.text} marks={snippet.marks} />
        </span>
      </span>
    </button>
  )
})
