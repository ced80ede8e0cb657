import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Article, Mark } from '#shared/article'
import { formatDate } from '../../ui/format'
import { MarkedText } from '../../ui/marked-text'
import styles from './reader.module.css'

interface ArticleHeaderProps {
  readonly article: Article
  readonly marks: readonly Mark[]
  readonly onOpen: (url: string) => void
  readonly onLinkHint: (url: string | null) => void
}

/** Date, source, title and author, and where the article was published. */
export function ArticleHeader({ article, marks, onOpen, onLinkHint }: ArticleHeaderProps): ReactNode {
  const { url } = article
  const date = formatDate(article.date, 'long')
  return (
    <header className={styles.header}>
      {(date !== '' || article.source !== null) && (
        <p className={styles.dateline}>
          {date !== '' &&
            (article.date.iso === null ? (
              <span title="The article’s own words: day and month could be either">{date}</span>
            ) : (
              <time dateTime={article.date.iso}>{date}</time>
            ))}
          {date !== '' && article.source !== null && ' – '}
          {article.source !== null && <bdi>{article.source}</bdi>}
        </p>
      )}
      <h1 className={styles.title} dir="auto">
        <MarkedText text={article.title} marks={marks} />
      </h1>
      {article.author !== null && (
        <p className={styles.author} dir="auto">
          {article.author}
        </p>
      )}
      {url !== null && (
        <p className={styles.origin}>
          <a
            href={url}
            rel="noreferrer"
            onClick={(event) => {
              event.preventDefault()
              onOpen(url)
            }}
            onAuxClick={(event) => event.preventDefault()}
            onPointerEnter={() => onLinkHint(url)}
            onPointerLeave={() => onLinkHint(null)}
            onFocus={() => onLinkHint(url)}
            onBlur={() => onLinkHint(null)}
          >
            <ExternalLink size={12} aria-hidden />
            {shownAddress(url)}
          </a>
        </p>
      )}
    </header>
  )
}

/** An address as it is shown: without the scheme, host first. */
function shownAddress(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname, search } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}${search}`
}
