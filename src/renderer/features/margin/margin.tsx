import { type FocusEvent, type KeyboardEvent, memo, type ReactNode, useRef } from 'react'
import { useDesk } from '../../desk/desk-context'
import { useOpenArticle } from '../../desk/open-article'
import { focusDesk } from '../../ui/focus-desk'
import { isWriting } from '../../ui/is-writing'
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
  const { selection } = useArticleList()
  const chosen = [...selection.chosen]
  /** What had the focus before it came to the margin; null where that was nothing of the page, as in the article's frame. */
  const before = useRef<HTMLElement | null>(null)
  const onFocus = ({ relatedTarget, currentTarget }: FocusEvent): void => {
    if (relatedTarget instanceof Node && currentTarget.contains(relatedTarget)) return
    before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null
  }
  /** Escape leaves a field for where the reader came from; open suggestions close first. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || state.panel !== null) return
    if (!isWriting() || document.activeElement?.getAttribute('aria-expanded') === 'true') return
    event.preventDefault()
    if (before.current?.checkVisibility()) before.current.focus({ preventScroll: true })
    else focusDesk()
  }
  return (
    <aside className={styles.margin} aria-label="Margin" onFocus={onFocus} onKeyDown={onKeyDown}>
      {chosen.length > 1 ? <BulkPanel articles={chosen} /> : <ArticleMargin />}
    </aside>
  )
})

/** What the reader adds to the open article. */
function ArticleMargin(): ReactNode {
  const { state } = useDesk()
  const { value: article, failure } = useOpenArticle()
  if (state.open !== null && failure !== null)
    return (
      <p className="hint">
        Your tags, notes and highlights on this article are kept. They stand here again as soon as it can be read.
      </p>
    )
  if (state.open === null || article === null)
    return <p className="hint">Your tags, notes and highlights stand here, beside the article.</p>
  return (
    <>
      <Tags article={article} />
      <Note key={article.id} article={article} />
      <Highlights article={article} />
      <Copies article={article} />
    </>
  )
}
