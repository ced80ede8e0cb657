import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Article, ArticleId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { draftKey, dropDraft, keepDraft } from './drafts'
import { NoteKeeper, type NoteKey, type NoteState } from './note-keeper'

interface Notes {
  readonly keeper: NoteKeeper
  /** The key of an article's note, or of a highlight's; known from then on, so that it can be saved and found again. */
  keyOf(article: Article, highlight: string | null): NoteKey
}

/** Where a note is saved, and the name of its draft. */
interface NotePlace {
  readonly article: ArticleId
  readonly highlight: string | null
  readonly draft: string
}

const NotesContext = createContext<Notes | null>(null)

/** The keeper of everything typed into notes. */
export function useNotes(): Notes {
  const notes = useContext(NotesContext)
  if (notes === null) throw new Error('No note keeper is provided.')
  return notes
}

/** How a note stands, live. */
export function useNoteState(key: NoteKey): NoteState {
  const { keeper } = useNotes()
  return useSyncExternalStore(keeper.subscribe, () => keeper.state(key))
}

/** Keeps the page's one note keeper, and flushes it when the page goes or the other side is back. */
export function NotesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const notes = useMemo<Notes>(() => {
    const places = new Map<NoteKey, NotePlace>()
    const keeper = new NoteKeeper({
      async save(key, text, seen) {
        const place = places.get(key)
        if (place === undefined) throw new Error('A note is typed that nobody named.')
        const { article, highlight } = place
        if (highlight === null) return (await connection.request('notes.set', { article, note: text, seen })).seen
        const change = { article, id: highlight, note: { text, seen } }
        return (await connection.request('highlights.change', change)).noteSeen
      },
      keepDraft(key, text, seen) {
        const draft = places.get(key)?.draft
        if (draft === undefined) return
        if (text === null) dropDraft(localStorage, draft)
        else keepDraft(localStorage, draft, text, seen)
      },
      later(milliseconds, action) {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    return {
      keeper,
      keyOf(article, highlight) {
        const key = highlight === null ? article.id : `${article.id} ${highlight}`
        places.set(key, { article: article.id, highlight, draft: draftKey(article, highlight) })
        return key
      },
    }
  }, [connection])
  useEffect(() => {
    const flush = (): void => notes.keeper.flush()
    window.addEventListener('pagehide', flush)
    const stop = connection.onReconnect(flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      stop()
    }
  }, [connection, notes])
  return <NotesContext value={notes}>{children}</NotesContext>
}
