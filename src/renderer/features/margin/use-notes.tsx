import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Article, ArticleId } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { draftKey, dropDraft, keepDraft } from './drafts'
import { NoteKeeper, type NoteState } from './note-keeper'

interface Notes {
  readonly keeper: NoteKeeper
  /** Says which file an id stands for, so that a draft is found again after a restart. */
  name(article: Article): void
}

const NotesContext = createContext<Notes | null>(null)

/** The keeper of everything typed into notes. */
export function useNotes(): Notes {
  const notes = useContext(NotesContext)
  if (notes === null) throw new Error('No note keeper is provided.')
  return notes
}

/** How an article's note stands, live. */
export function useNoteState(article: ArticleId): NoteState {
  const { keeper } = useNotes()
  return useSyncExternalStore(keeper.subscribe, () => keeper.state(article))
}

/** Keeps the page's one note keeper, and flushes it when the page goes or the other side is back. */
export function NotesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const notes = useMemo<Notes>(() => {
    const files = new Map<ArticleId, string>()
    const keeper = new NoteKeeper({
      save: (article, note) => connection.request('notes.set', { article, note }),
      keepDraft(article, note) {
        const key = files.get(article)
        if (key === undefined) return
        if (note === null) dropDraft(localStorage, key)
        else keepDraft(localStorage, key, note)
      },
      later(milliseconds, action) {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    return { keeper, name: (article) => files.set(article.id, draftKey(article)) }
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
