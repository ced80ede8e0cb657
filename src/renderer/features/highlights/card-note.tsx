import type { ReactNode, RefObject } from 'react'
import type { Article } from '#shared/article'
import type { Highlight } from '#shared/highlight'
import marginStyles from '../margin/margin.module.css'
import { NoteTrouble } from '../margin/note-trouble'
import { describeNote, useNoteField } from '../margin/use-note-field'
import styles from './cards.module.css'

interface CardNoteProps {
  readonly article: Article
  readonly highlight: Highlight
  readonly ref: RefObject<HTMLTextAreaElement | null>
  /** The field was left, with nothing in it. */
  readonly onLeave: () => void
}

/** The note on a highlight: Markdown, on disk shortly after the last keystroke. */
export function CardNote({ article, highlight, ref, onLeave }: CardNoteProps): ReactNode {
  const { text, state, touched, type, flush } = useNoteField({
    ...{ article, highlight: highlight.id },
    ...{ note: highlight.note, seen: highlight.noteSeen },
  })
  return (
    <>
      <textarea
        ref={ref}
        className={styles.note}
        aria-label="Note on the highlight"
        placeholder="Write a note. Markdown is welcome."
        dir="auto"
        rows={1}
        maxLength={1_000_000}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          flush()
          if (text === '') onLeave()
        }}
      />
      {(touched || state.kind !== 'saved') && (
        <p className={marginStyles.noteState} data-state={state.kind} aria-live="polite">
          {describeNote(state, touched)}
        </p>
      )}
      <NoteTrouble library={article.library} state={state} />
    </>
  )
}
