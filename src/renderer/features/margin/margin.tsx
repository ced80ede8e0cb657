import { memo, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { BulkPanel } from '../bulk/bulk-panel'
import { Copies } from '../highlights/copies'
import { Highlights } from '../highlights/highlights'
import { useArticleList } from '../list/use-article-list'
import styles from './margin.module.css'
import { Note } from './note'
import { Tags } from './tags'

/** What the reader adds: tags, a note and highlights on the open article, or what is done with all that are chosen. */
export const Margin = memo(function Margin(): ReactNode {
  const { state } = useDesk()
  const asked = useOpenArticle()
  const { selection } = useArticleList()
  const article = state.open === null || asked.failure !== null ? null : asked.value
  const chosen = [...selection.chosen]
  if (chosen.length > 1)
    return (
      <aside className={styles.margin} aria-label="Margin">
        <BulkPanel articles={chosen} />
      </aside>
    )
  return (
    <aside className={styles.margin} aria-label="Margin">
      {article === null ? (
        <p className="hint">
          {state.open !== null && asked.failure !== null
            ? 'Your tags, notes and highlights on this article are kept. They stand here again as soon as it can be read.'
            : 'Your tags, notes and highlights stand here, beside the article.'}
        </p>
      ) : (
        <>
          <Tags article={article} />
          <Note key={article.id} article={article} />
          <Highlights article={article} />
          <Copies article={article} />
        </>
      )}
    </aside>
  )
})
