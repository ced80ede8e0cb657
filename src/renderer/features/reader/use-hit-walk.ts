import { useEffect, useRef, useState } from 'react'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { useArticleList } from '../list/use-article-list'
import { describeMatch } from '../list/where-matched'
import { hitBeyond, stepHit } from './hits'
import type { Hits } from './use-hits'

/** Where the reader is among the articles of a search, and how to go on. */
export interface HitWalk {
  /** The open article's place in the list; -1 where it is not in it, or there is no search. */
  readonly place: number
  /** Articles in the list. */
  readonly total: number
  /** Where the article was met if not in its text: `in your note`; empty where nothing is known. */
  readonly where: string
  /** The last step led nowhere: there is nothing beyond. */
  readonly stopped: 'end' | 'start' | null
  /** False where there is nothing to go through. */
  step(direction: 1 | -1): boolean
}

/**
 * Goes from hit to hit, and over the end of an article into the next one of the list. An article that was met in its title or
 * its note alone is shown too, once; words of find stay in the article and go around.
 */
export function useHitWalk(article: string, hits: Hits, goTo: (index: number) => void, offset: () => number): HitWalk {
  const { state } = useDesk()
  const { list, place, visit } = useArticleList()
  const [stopped, setStopped] = useState<HitWalk['stopped']>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other hits have other ends
  useEffect(() => setStopped(null), [hits.text, list.total])
  const searching = isSearching(state)
  const row = place < 0 ? null : list.rowAt(place)

  const answered = hits.answered === state.text
  /** A step that was asked for before the hits of this article were known. */
  const waiting = useRef<1 | -1 | null>(null)

  const step = (direction: 1 | -1): boolean => {
    if (hits.source === null) return false
    if (hits.source === 'find') {
      const first = direction === 1 ? hitBeyond(hits.text, hits.current, offset(), 1) : null
      goTo(first ?? stepHit(hits.text.length, hits.current, direction))
      return true
    }
    // The next article is under way.
    if (state.open?.id !== article) return true
    if (!answered) {
      waiting.current = direction
      return true
    }
    const beyond = hitBeyond(hits.text, hits.current, offset(), direction)
    setStopped(null)
    if (beyond !== null) {
      goTo(beyond)
      return true
    }
    const next = place < 0 && direction === 1 ? 0 : place + direction
    void visit(next, direction === 1 ? 'first-hit' : 'last-hit').then((there) => {
      if (!there) setStopped(direction === 1 ? 'end' : 'start')
    })
    return true
  }
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  })
  useEffect(() => {
    const direction = waiting.current
    if (!answered || direction === null) return
    waiting.current = null
    // After the article has landed at its first hit.
    const timer = setTimeout(() => latest.current(direction))
    return () => clearTimeout(timer)
  }, [answered])

  return {
    place: searching ? place : -1,
    total: list.total,
    where: row === null ? '' : describeMatch(row, state.text),
    stopped,
    step,
  }
}
