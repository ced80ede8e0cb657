import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Article } from '#shared/article'
import { assertNever } from '#shared/result'
import { useCommand } from '../../desk/commands'
import { useArticleList } from '../list/use-article-list'
import { draftKey, dropDraft, findDraft } from './drafts'
import styles from './margin.module.css'
import type { NoteState } from './note-keeper'
import { PlaceQuestion } from './place-question'
import { useNoteState, useNotes } from './use-notes'

/** The open article's note: Markdown, on disk shortly after the last keystroke. */
export const Note = memo(function Note({ article }: { readonly article: Article }): ReactNode {
  const { keeper, name } = useNotes()
  const state = useNoteState(article.id)
  const [text, setText] = useState(() => keeper.pending(article.id) ?? article.note)
  const [touched, setTouched] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useCommand('note', () => field.current?.focus())
  const { list, place } = useArticleList()
  const row = place < 0 ? null : list.rowAt(place)

  // A window that closed before its text was on disk left a draft: it is taken up again and saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each article; the component is keyed by it
  useEffect(() => {
    name(article)
    const key = draftKey(article)
    const draft = findDraft(localStorage, key)
    if (draft === null || keeper.pending(article.id) !== null) return
    if (draft === article.note) dropDraft(localStorage, key)
    else {
      setText(draft)
      keeper.type(article.id, draft)
    }
    return undefined
  }, [])
  useEffect(() => () => keeper.flush(article.id), [keeper, article.id])

  // The note changed elsewhere (another window, a synced folder): shown, unless something typed here waits.
  useEffect(() => {
    if (keeper.pending(article.id) === null) setText(article.note)
  }, [article.note, article.id, keeper])

  return (
    <section className={styles.part} aria-label="Notes">
      <div className={styles.noteHead}>
        <h2 className="label">Note</h2>
        {row?.id === article.id && row.matchedIn.includes('note') && (
          <mark className={styles.matched}>in the search</mark>
        )}
        <p className={styles.noteState} data-state={state.kind} aria-live="polite">
          {describeState(state, touched || text !== '')}
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
        onChange={(event) => {
          setTouched(true)
          setText(event.target.value)
          keeper.type(article.id, event.target.value)
        }}
        onBlur={() => keeper.flush(article.id)}
      />
      {state.kind === 'place-needed' && (
        <PlaceQuestion
          library={article.library}
          what="Your note is saved as soon as you choose; until then it waits here."
          onChosen={() => undefined}
        />
      )}
      {state.kind === 'waiting' && (
        <p className={styles.problem} role="alert">
          {state.failure.message} What you typed is kept here and is tried again.
        </p>
      )}
    </section>
  )
})

function describeState(state: NoteState, written: boolean): string {
  switch (state.kind) {
    case 'saved':
      return written ? 'Saved' : ''
    case 'saving':
      return 'Saving…'
    case 'place-needed':
      return 'Not saved yet'
    case 'waiting':
      return 'Not saved yet'
    default:
      return assertNever(state)
  }
}
