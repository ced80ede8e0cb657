import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article, ArticleCopy } from '#shared/article'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { counted } from '../../ui/format'
import marginStyles from '../margin/margin.module.css'
import { useUndoToast } from '../undo/undo'
import styles from './cards.module.css'

/** Where else exactly this article lies, and what was written on it there. */
export function Copies({ article }: { readonly article: Article }): ReactNode {
  const connection = useConnection()
  const { dispatch } = useDesk()
  const { reload } = useOpenArticle()
  const done = useUndoToast()
  const [problem, setProblem] = useState<string | null>(null)
  if (article.copies.length === 0) return null
  const carry = ({ article: from }: ArticleCopy): void => {
    setProblem(null)
    connection.request('copies.carry', { from, to: article.id }).then(
      ({ highlights }) => {
        reload()
        done(`Carried over ${counted(highlights, 'highlight', 'highlights')}`)
      },
      (thrown: unknown) => setProblem(toFailure(thrown).message),
    )
  }
  return (
    <section className={marginStyles.part} aria-label="Copies">
      <h2 className="label">Also in</h2>
      <ul className={styles.copies}>
        {article.copies.map((copy) => (
          <li key={copy.article}>
            <button
              type="button"
              className={styles.path}
              onClick={() => dispatch({ type: 'open', article: copy.article, landing: 'position' })}
            >
              <bdi>{copy.path}</bdi>
            </button>
            {(copy.highlights > 0 || copy.hasNote) && (
              <>
                <span>, with {describeCopy(copy)} </span>
                <Button className="button quiet small" onPress={() => carry(copy)}>
                  Carry over
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  )
}

const describeCopy = ({ highlights, hasNote }: ArticleCopy): string =>
  [highlights > 0 ? counted(highlights, 'highlight', 'highlights') : '', hasNote ? 'a note' : '']
    .filter((part) => part !== '')
    .join(' and ')
