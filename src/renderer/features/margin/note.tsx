import { memo, type ReactNode, useRef } from 'react'
import type { Article } from '#shared/article'
import { useCommand } from '../../desk/commands'
import { useKeptFocus } from '../../ui/use-kept-focus'
import { useArticleList } from '../list/use-article-list'
import styles from './margin.module.css'
import { NoteTrouble } from './note-trouble'
import { describeNote, useNoteField } from './use-note-field'

/** The open article's note: Markdown, on disk shortly after the last keystroke. */
export const Note = memo(function Note({ article }: { readonly article: Article }): ReactNode {
  const { text, state, touched, type, flush } = useNoteField({
    article,
    highlight: null,
    note: article.note,
    seen: article.noteSeen,
  })
  const field = useRef<HTMLTextAreaElement>(null)
  useCommand('note', () => field.current?.focus())
  const section = useRef<HTMLElement>(null)
  useKeptFocus(section, () => field.current?.focus())
  const { list, place } = useArticleList()
  const row = place < 0 ? null : list.rowAt(place)

  return (
    <section ref={section} className={styles.part} aria-label="Notes">
      <div className={styles.noteHead}>
        <h2 className="label">Note</h2>
        {row?.id === article.id && row.matchedIn.includes('note') && (
          <mark className={styles.matched}>in the search</mark>
        )}
        <p className={styles.noteState} data-state={state.kind} aria-live="polite">
          {describeNote(state, touched || text !== '')}
        </p>
      </div>
      <textarea
        ref={field}
        className={styles.note}
        aria-label="Note"
        placeholder="Write a note. Markdown is welcome."
        dir="auto"
        maxLength={1_000_000}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={flush}
      />
      <NoteTrouble library={article.library} state={state} />
    </section>
  )
})
