import { type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { OrphanInfo } from '#shared/annotation'
import type { ArticleId } from '#shared/article'
import { toFailure } from '#shared/result'
import { useConnection, useEvent, useGathered, useQuery } from '../../client/hooks'
import { ColourDot } from '../../ui/colours'
import { cx } from '../../ui/cx'
import { useKeptFocus } from '../../ui/use-kept-focus'
import { useUndoToast } from '../undo/undo'
import styles from './annotations.module.css'
import { ArticlePicker } from './article-picker'

/** What was written on articles that are not there any more, and what can be done about it. */
export function Orphans(): ReactNode {
  const asked = useQuery('orphans.list', { scope: null })
  useEvent('articles.changed', useGathered(300, asked.reload))
  const orphans = asked.value
  const scroller = useRef<HTMLDivElement>(null)
  useKeptFocus(scroller, () => {
    const next = scroller.current?.querySelector<HTMLElement>('button')
    const tab = document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
    ;(next ?? tab)?.focus()
  })
  return (
    <div ref={scroller} className={styles.scroller}>
      {asked.failure !== null && (
        <div className={styles.empty} role="alert">
          <p>{asked.failure.message}</p>
          <Button className="button" onPress={asked.reload}>
            Try again
          </Button>
        </div>
      )}
      {asked.failure === null && orphans === null && (
        <p className={styles.empty}>Looking for notes without an article…</p>
      )}
      {orphans?.length === 0 && (
        <p className={styles.empty}>Everything you wrote belongs to an article that is there.</p>
      )}
      {orphans !== null && orphans.length > 0 && (
        <>
          <p className={styles.lead}>
            These articles are not in their folder any more. What you wrote on them is kept: say where they are now, or
            take it out.
          </p>
          <ul aria-label="Notes without an article">
            {orphans.map((orphan) => (
              <li key={`${orphan.library} ${orphan.record}`}>
                <Orphan orphan={orphan} onChanged={asked.reload} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Likely articles offered by name; others are searched for. */
const likelyShown = 3

function Orphan({ orphan, onChanged }: { readonly orphan: OrphanInfo; readonly onChanged: () => void }): ReactNode {
  const connection = useConnection()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  const { library, record, path, title, highlights, note, tags, likely } = orphan
  const fail = (thrown: unknown): void => setProblem(toFailure(thrown).message)
  const settle = (what: string): void => {
    onChanged()
    done(what)
  }
  const attach = (article: ArticleId, to: string): void => {
    setProblem(null)
    connection
      .request('orphans.attach', { library, record, article })
      .then(() => settle(`Moved what you wrote on “${title}” to “${to}”`), fail)
  }
  const remove = (): void => {
    setProblem(null)
    connection
      .request('orphans.remove', { library, record })
      .then(() => settle(`Took out what you wrote on “${title}”`), fail)
  }
  return (
    <section className={styles.orphan} aria-label={title}>
      <h3 className={styles.article}>
        <bdi>{title}</bdi>
        <span>
          was <bdi>{path}</bdi>
        </span>
      </h3>
      {highlights.map((highlight) => (
        <p key={highlight.id} className={styles.written} dir="auto">
          <ColourDot colour={highlight.colour} />
          <span>
            {highlight.quote}
            {highlight.note !== '' && <em>{highlight.note}</em>}
          </span>
        </p>
      ))}
      {note !== '' && (
        <p className={styles.note} dir="auto">
          {note}
        </p>
      )}
      {tags.length > 0 && (
        <p className={styles.facts}>
          {tags.map((tag) => (
            <bdi key={tag} className={styles.tag}>
              {tag}
            </bdi>
          ))}
        </p>
      )}
      {likely.slice(0, likelyShown).map((one) => (
        <div key={one.article} className={styles.likely}>
          <span>
            <bdi>{one.title}</bdi>
            <small>
              <bdi>{one.path}</bdi>
            </small>
          </span>
          <Button
            className="button small"
            aria-label={`This is it: ${one.title}`}
            onPress={() => attach(one.article, one.title)}
          >
            This is it
          </Button>
        </div>
      ))}
      <div className={styles.deeds}>
        <ArticlePicker
          library={library}
          label={likely.length === 0 ? 'Choose its article…' : 'Choose another…'}
          onPick={(article) => attach(article.id, article.title)}
        />
        <Button className="button quiet small" onPress={remove}>
          Take out
        </Button>
      </div>
      {problem !== null && (
        <p className={cx('problem', styles.problem)} role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}
