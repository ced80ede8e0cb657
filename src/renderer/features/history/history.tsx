import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Version } from '#shared/annotation'
import type { Article } from '#shared/article'
import { toFailure } from '#shared/result'
import { useConnection, useEvent, useGathered, useQuery } from '../../client/hooks'
import { useOpenArticle } from '../../desk/open-article'
import { formatMoment } from '../../ui/format'
import { Panel } from '../../ui/panel'
import { Problem } from '../../ui/problem'
import { useUndoToast } from '../undo/undo'
import { compare, type Difference, isSame } from './compare'
import styles from './history.module.css'

/** Earlier states of what was written on the open article, each with what it would bring back. */
export function History({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { value: article } = useOpenArticle()
  return (
    <Panel title="Earlier versions" onClose={onClose}>
      {article === null ? (
        <p>Open an article to see what was written on it before.</p>
      ) : (
        <Versions key={article.id} article={article} />
      )}
    </Panel>
  )
}

function Versions({ article }: { readonly article: Article }): ReactNode {
  const { value, failure, reload } = useQuery('history.list', { article: article.id })
  useEvent('articles.changed', useGathered(300, reload))
  if (failure !== null) return <Problem failure={failure} onRetry={reload} />
  if (value === null) return <p>Looking for earlier versions…</p>
  if (value.length === 0)
    return <p>There are none yet. A copy is kept before your note, tags or highlights on this article change.</p>
  return (
    <>
      <p>
        What you wrote on <bdi>“{article.title}”</bdi>. <ins className={styles.back}>Underlined</ins> comes back,{' '}
        <del className={styles.gone}>struck through</del> goes. Restoring can be undone.
      </p>
      <ol className={styles.versions} aria-label="Earlier versions">
        {value.map((version) => (
          <Entry key={version.id} article={article} version={version} />
        ))}
      </ol>
    </>
  )
}

function Entry({ article, version }: { readonly article: Article; readonly version: Version }): ReactNode {
  const connection = useConnection()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  const difference = compare(article, version)
  const at = formatMoment(version.at, true)
  const restore = (): void => {
    setProblem(null)
    connection.request('history.restore', { article: article.id, version: version.id }).then(
      () => done(`Restored what you wrote as it was on ${at}`),
      (thrown: unknown) => setProblem(toFailure(thrown).message),
    )
  }
  return (
    <li className={styles.version}>
      <div className={styles.head}>
        <h3>
          <time dateTime={new Date(version.at).toISOString()}>{at}</time>
        </h3>
        {isSame(difference) ? (
          <span className={styles.same}>as it is now</span>
        ) : (
          <Button className="button small" aria-label={`Restore ${at}`} onPress={restore}>
            Restore
          </Button>
        )}
      </div>
      <Differences difference={difference} />
      {problem !== null && <p role="alert">{problem}</p>}
    </li>
  )
}

function Differences({ difference }: { readonly difference: Difference }): ReactNode {
  const { note, back, gone, changed } = difference
  const only = (part: 'quotes' | 'tags'): readonly (readonly ['back' | 'gone', string])[] => [
    ...back[part].map((text) => ['back', text] as const),
    ...gone[part].map((text) => ['gone', text] as const),
  ]
  return (
    <>
      {note.length > 0 && (
        <p className={styles.note} dir="auto">
          {note.map((piece, index) =>
            piece.kind === 'same' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one comparison never move
              <span key={index}>{piece.text}</span>
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one comparison never move
              <Only key={index} kind={piece.kind === 'after' ? 'back' : 'gone'} text={piece.text} />
            ),
          )}
        </p>
      )}
      <List name="Highlights" items={only('quotes')} />
      <List name="Tags" items={only('tags')} />
      {changed.length > 0 && (
        <div className={styles.list}>
          <span className="label">Another note or colour</span>
          <ul>
            {changed.map((quote) => (
              <li key={quote}>{quote}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

interface ListProps {
  readonly name: string
  readonly items: readonly (readonly ['back' | 'gone', string])[]
}

function List({ name, items }: ListProps): ReactNode {
  if (items.length === 0) return null
  return (
    <div className={styles.list}>
      <span className="label">{name}</span>
      <ul>
        {items.map(([kind, text]) => (
          <li key={`${kind} ${text}`}>
            <Only kind={kind} text={text} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const Only = ({ kind, text }: { readonly kind: 'back' | 'gone'; readonly text: string }): ReactNode =>
  kind === 'back' ? <ins className={styles.back}>{text}</ins> : <del className={styles.gone}>{text}</del>
