import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { Article } from '#shared/article'
import { useConnection } from '../../client/hooks'
import type { FrameView } from './frame-view'

/** Milliseconds without scrolling until the place is remembered. */
const scrollPause = 500

export interface Position {
  onScroll(): void
  /** The first offset of the canonical text in view. */
  offset(): number
  scrollToOffset(offset: number): void
  /** Brings a box of the frame into view if it is not, with some space above it. */
  scrollToBox(box: { readonly top: number; readonly bottom: number }, above: number): void
}

/** Scrolls the open article by places in its text, and remembers where the reader left off. */
export function usePosition(
  article: Article,
  scroller: RefObject<HTMLDivElement | null>,
  view: FrameView | null,
): Position {
  const connection = useConnection()
  const saved = useRef(article.position)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const position = useMemo<Position & { save(): void }>(() => {
    /** Pixels from the scroller's content top to the frame's top. */
    const frameTop = (): number => {
      const element = scroller.current
      const frame = view?.page.defaultView?.frameElement
      if (!element || !frame) return 0
      return frame.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop
    }
    const offset = (): number => {
      const element = scroller.current
      return element === null || view === null ? saved.current : view.offsetAt(element.scrollTop - frameTop())
    }
    const save = (): void => {
      const here = offset()
      if (here === saved.current) return
      saved.current = here
      // A place that could not be remembered is not worth a word: the next scroll tries again.
      connection.request('articles.setPosition', { article: article.id, position: here }).catch(() => undefined)
    }
    return {
      save,
      offset,
      onScroll() {
        clearTimeout(timer.current)
        timer.current = setTimeout(save, scrollPause)
      },
      scrollToOffset(target) {
        const box = view?.boxOf([target, target + 1])
        if (box && scroller.current) scroller.current.scrollTop = box.top + frameTop() - 8
      },
      scrollToBox(box, above) {
        const element = scroller.current
        if (element === null) return
        const top = box.top + frameTop()
        const bottom = box.bottom + frameTop()
        const seen = top >= element.scrollTop + 24 && bottom <= element.scrollTop + element.clientHeight - above
        if (!seen) element.scrollTop = top - Math.max(above, element.clientHeight / 3)
      },
    }
  }, [article.id, connection, scroller, view])

  useEffect(() => {
    const save = (): void => {
      clearTimeout(timer.current)
      if (view !== null) position.save()
    }
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      clearTimeout(timer.current)
    }
  }, [position, view])
  return position
}
