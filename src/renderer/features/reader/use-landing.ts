import { useLayoutEffect, useRef } from 'react'
import type { Article, Mark } from '#shared/article'
import type { OpenArticle as Opening } from '../../desk/state'
import type { FrameView } from './frame-view'
import { landingHit } from './hits'
import type { Hits } from './use-hits'
import type { Position } from './use-position'

interface Landing {
  readonly article: Article
  readonly opening: Opening
  /** The search of the list; blank without one. */
  readonly search: string
  readonly view: FrameView | null
  readonly hits: Hits
  readonly position: Position
  readonly reveal: (mark: Mark) => void
}

/** Whether an opening leads further into the text than its start. */
export const leadsOn = ({ landing }: Opening, article: Article, search: string): boolean =>
  landing === 'position' ? article.position > 0 : typeof landing === 'object' || search.trim() !== ''

/** Lands once for each opening: at once at a remembered place, or when the hits of the search are known. */
export function useLanding({ article, opening, search, view, hits, position, reveal }: Landing): void {
  const landed = useRef(0)
  const { answered, text: marks, setCurrent } = hits
  useLayoutEffect(() => {
    // While the next article is on its way, the landing is already that one's.
    if (view === null || opening.id !== article.id || landed.current === opening.turn) return
    const again = landed.current !== 0
    const { landing } = opening
    if (typeof landing === 'object' && 'exactly' in landing) {
      landed.current = opening.turn
      position.scrollToOffset(landing.exactly)
      return
    }
    if (typeof landing === 'object' && 'passage' in landing) {
      landed.current = opening.turn
      reveal([landing.passage, landing.passage + 1])
      return
    }
    if (landing !== 'position' && search.trim() !== '') {
      if (answered !== search) return
      landed.current = opening.turn
      const index = landingHit(marks, landing)
      const mark = marks[index]
      if (mark !== undefined) {
        setCurrent(index)
        reveal(mark)
        return
      }
    }
    landed.current = opening.turn
    if (typeof landing === 'object') reveal([landing.offset, landing.offset + 1])
    else if (landing === 'position' && !again && article.position > 0) position.scrollToOffset(article.position)
  }, [view, opening, search, answered, marks, setCurrent, reveal, article, position])
}
