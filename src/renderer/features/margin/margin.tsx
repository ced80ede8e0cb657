import { memo, type ReactNode } from 'react'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { counted } from '../../ui/format'
import { useArticleList } from '../list/use-article-list'
import { AddTag } from './add-tag'
import styles from './margin.module.css'
import { Note } from './note'
import { Tags } from './tags'

/** What the reader adds: tags and a note on the open article, or tags on all that are chosen. */
export const Margin = memo(function Margin(): ReactNode {
  const { state } = useDesk()
  const asked = useOpenArticle()
  const { selection } = useArticleList()
  const article = state.open === null || asked.failure !== null ? null : asked.value
  const chosen = [...selection.chosen]
  if (chosen.length > 1)
    return (
      <aside className={styles.margin} aria-label="Margin">
        <section className={styles.part} aria-label="Tags">
          <h2 className="label">{counted(chosen.length, 'article', 'articles')} chosen</h2>
          <AddTag articles={chosen} carried={[]} />
          <p className={styles.quiet}>The tag goes on all of them.</p>
        </section>
      </aside>
    )
  return (
    <aside className={styles.margin} aria-label="Margin">
      {article === null ? (
        <p className={styles.quiet}>Tags and a note of your own stand here, beside the article.</p>
      ) : (
        <>
          <Tags article={article} />
          <Note key={article.id} article={article} />
        </>
      )}
    </aside>
  )
})
