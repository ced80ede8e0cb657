import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import type { ArticleId } from '#shared/article'
import { type Colour, colourSchema } from '#shared/highlight'
import { useConnection } from '../../client/hooks'
import { useOpenArticle } from '../../desk/open-article'
import { keepHighlightDrafts } from './highlight-drafts'
import { HighlightKeeper, type NewHighlight } from './highlight-keeper'

/** Where the reader wants to be with a highlight. */
type HighlightPart = 'passage' | 'card' | 'note' | 'tag'

/** The highlight the reader is at. */
interface FocusedHighlight {
  /** Of a highlight on disk, or the key of a new one. */
  readonly id: string
  readonly part: HighlightPart
  /** Grows with each step, so that the same place can be gone to again. */
  readonly turn: number
}

interface Highlights {
  readonly keeper: HighlightKeeper
  readonly focused: FocusedHighlight | null
  /** Goes to a part of a highlight; null: to none. */
  focus(id: string | null, part?: HighlightPart): void
  /** The colour of the next highlight: the last that was used. */
  readonly colour: Colour
  setColour(colour: Colour): void
}

const HighlightsContext = createContext<Highlights | null>(null)
const colourKey = 'lectern.colour'

/** What reader and margin share about highlights. */
export function useHighlights(): Highlights {
  const highlights = useContext(HighlightsContext)
  if (highlights === null) throw new Error('No highlights are provided.')
  return highlights
}

/** The highlights of an article that are not on disk yet. */
export function useNewHighlights(article: ArticleId): readonly NewHighlight[] {
  const { keeper } = useHighlights()
  const all = useSyncExternalStore(keeper.subscribe, keeper.snapshot)
  return useMemo(() => all.filter((one) => one.article.id === article), [all, article])
}

/** Keeps the page's one highlight keeper, and which highlight the reader is at. */
export function HighlightsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { reload } = useOpenArticle()
  const [focused, setFocused] = useState<FocusedHighlight | null>(null)
  const [colour, setKnownColour] = useState<Colour>(
    () => colourSchema.safeParse(localStorage.getItem(colourKey)).data ?? 'yellow',
  )
  const keeper = useMemo(
    () =>
      new HighlightKeeper({
        save: ({ article, mark: [start, end], quote, colour }) =>
          connection.request('highlights.add', { article: article.id, place: { start, end }, quote, colour }),
        keepDrafts: (article, drafts) => keepHighlightDrafts(localStorage, article, drafts),
        saved(key, { id }) {
          reload()
          // Whoever was at the new one is at the one on disk.
          setFocused((now) => (now?.id === key ? { ...now, id } : now))
        },
        later(milliseconds, action) {
          const timer = setTimeout(action, milliseconds)
          return () => clearTimeout(timer)
        },
      }),
    [connection, reload],
  )
  useEffect(() => connection.onReconnect(() => keeper.flush()), [connection, keeper])
  const focus = useCallback((id: string | null, part: HighlightPart = 'passage'): void => {
    setFocused((now) => (id === null ? null : { id, part, turn: (now?.turn ?? 0) + 1 }))
  }, [])
  const setColour = useCallback((chosen: Colour): void => {
    setKnownColour(chosen)
    localStorage.setItem(colourKey, chosen)
  }, [])
  const handle = useMemo(
    () => ({ keeper, focused, focus, colour, setColour }),
    [keeper, focused, focus, colour, setColour],
  )
  return <HighlightsContext value={handle}>{children}</HighlightsContext>
}
