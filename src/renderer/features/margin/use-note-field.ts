import { useEffect, useState } from 'react'
import type { Article } from '#shared/article'
import { assertNever } from '#shared/result'
import { draftKey, dropDraft, findDraft } from './drafts'
import type { NoteState } from './note-keeper'
import { useNoteState, useNotes } from './use-notes'

/** A note as it is typed: an article's, or (`highlight` is its id) one of its highlights'. */
interface NoteOf {
  readonly article: Article
  readonly highlight: string | null
  /** The note on disk, and what of it that is. */
  readonly note: string
  readonly seen: string
}

interface NoteField {
  readonly text: string
  readonly state: NoteState
  /** Whether something was typed since the field is there. */
  readonly touched: boolean
  type(text: string): void
  /** Saves now what waits. */
  flush(): void
}

/** What is typed into a note, on disk shortly after the last keystroke. The component that asks is keyed by what the note is on. */
export function useNoteField({ article, highlight, note, seen }: NoteOf): NoteField {
  const { keeper, keyOf } = useNotes()
  const key = keyOf(article, highlight)
  const state = useNoteState(key)
  const [text, setText] = useState(() => keeper.pending(key) ?? note)
  const [touched, setTouched] = useState(false)

  // The note changed elsewhere (another window, a synced folder): shown, unless something typed here waits.
  useEffect(() => {
    if (keeper.pending(key) !== null) return
    keeper.show(key, seen)
    setText(note)
  }, [note, seen, key, keeper])

  // A window that closed before its text was on disk left a draft: it is taken up again and saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each note
  useEffect(() => {
    const name = draftKey(article, highlight)
    const draft = findDraft(localStorage, name)
    if (draft === null || keeper.pending(key) !== null) return
    if (draft.text === note) dropDraft(localStorage, name)
    else {
      keeper.show(key, draft.seen ?? seen)
      setText(draft.text)
      keeper.type(key, draft.text)
    }
  }, [])
  useEffect(() => () => keeper.flush(key), [keeper, key])

  return {
    text,
    state,
    touched,
    type(typed) {
      setTouched(true)
      setText(typed)
      keeper.type(key, typed)
    },
    flush: () => keeper.flush(key),
  }
}

/** What a field says about its note. `written`: there is something to say about. */
export function describeNote({ kind }: NoteState, written: boolean): string {
  switch (kind) {
    case 'saved':
      return written ? 'Saved' : ''
    case 'saving':
      return 'Saving…'
    case 'place-needed':
    case 'waiting':
      return 'Not saved yet'
    default:
      return assertNever(kind)
  }
}
