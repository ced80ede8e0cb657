import { useContext, useEffect, useMemo, useRef, useState } from 'react'
import { findUnits } from '#core/text/units'
import type { Article, Mark } from '#shared/article'
import type { Colour } from '#shared/highlight'
import { CommandContext, useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import { colourNames } from '../../ui/colours'
import { findHighlightDrafts } from '../highlights/highlight-drafts'
import { type HighlightDeeds, useHighlightDeeds } from '../highlights/use-highlight-deeds'
import { useHighlights, useNewHighlights } from '../highlights/use-highlights'
import type { FrameView, Selected } from './frame-view'
import { markAt, type PaintedMark } from './mark-layers'
import { beginMarking, chosenMark, type Marking, stepMarking } from './marking'
import type { MarkingKey } from './marking-keys'
import { useSelection } from './use-selection'

/** Where and how the reader highlights in the open article. */
export interface Marks {
  readonly painted: readonly PaintedMark[]
  readonly selected: Selected | null
  /** The passage that is being chosen by keyboard; null: none is. */
  readonly chosen: Mark | null
  /** The highlight whose bar stands in the text. */
  readonly focused: PaintedMark | null
  /** What a screen reader says now. */
  readonly spoken: string
  readonly deeds: HighlightDeeds
  /** Highlights a passage, or places the highlight that waits for one; then goes on to its note or tag. */
  save(mark: Mark, colour?: Colour | null, onto?: 'note' | 'tag' | null): void
  key(key: MarkingKey): void
  begin(): void
  leave(): void
}

interface MarksOptions {
  readonly article: Article
  readonly view: FrameView | null
  /** The first offset in view. */
  readonly offset: () => number
  readonly reveal: (mark: Mark) => void
  /** Gives the keys back to the text. */
  readonly onLeave: () => void
}

const spokenLength = 300

/** Highlighting in the open article: what is painted, selected, chosen and gone to. */
export function useMarks({ article, view, offset, reveal, onLeave }: MarksOptions): Marks {
  const { state, dispatch } = useDesk()
  const { keeper, focused, focus, colour: last, setColour } = useHighlights()
  const fresh = useNewHighlights(article.id)
  const deeds = useHighlightDeeds(article)
  const bus = useContext(CommandContext)
  const { tell } = useNotices()
  const selected = useSelection(view)
  const [marking, setMarking] = useState<Marking | null>(null)
  const [spoken, setSpoken] = useState('')
  /** Where the last passage ended that was chosen here; -1 before the first. */
  const lastEnd = useRef(-1)
  const units = useMemo(() => findUnits(article.text, article.language), [article.text, article.language])

  const painted = useMemo<readonly PaintedMark[]>(() => {
    const placed = article.highlights.flatMap(({ id, standing, colour }) =>
      standing.kind === 'placed' ? [{ id, colour, mark: [standing.start, standing.end] as const }] : [],
    )
    const waiting = fresh.map(({ key, mark, colour }) => ({ id: key, mark, colour }))
    return [...placed, ...waiting].toSorted((a, b) => a.mark[0] - b.mark[0])
  }, [article.highlights, fresh])
  useEffect(() => view?.paintMarks(painted, focused?.id ?? null), [view, painted, focused])

  const chosen = useMemo(() => (marking === null ? null : chosenMark(marking)), [marking])
  const [chosenStart, chosenEnd] = chosen ?? [-1, -1]
  useEffect(() => {
    view?.paintChosen(chosenStart < 0 ? null : [chosenStart, chosenEnd])
    if (chosenStart >= 0) setSpoken(shorten(article.text.slice(chosenStart, chosenEnd)))
  }, [view, chosenStart, chosenEnd, article.text])

  // New highlights that a closed window left behind.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each article; the component is keyed by it
  useEffect(() => {
    if (keeper.snapshot().some((one) => one.article.id === article.id)) return
    for (const draft of findHighlightDrafts(localStorage, article)) keeper.add(article, draft)
  }, [])

  // Wherever the highlight was gone to, the text shows it.
  const going = useRef({ painted, reveal })
  useEffect(() => {
    going.current = { painted, reveal }
  })
  useEffect(() => {
    const there = going.current.painted.find(({ id }) => id === focused?.id)
    if (view !== null && there !== undefined) going.current.reveal(there.mark)
  }, [view, focused])

  // A press on a highlight goes to it, one beside all leaves them.
  useEffect(() => {
    if (view === null) return
    const press = (event: MouseEvent): void => {
      if (event.defaultPrevented || view.selected() !== null) return
      const at = view.offsetAtPoint(event.clientX, event.clientY)
      focus((at === null ? null : markAt(going.current.painted, at))?.id ?? null)
    }
    view.page.addEventListener('click', press)
    return () => view.page.removeEventListener('click', press)
  }, [view, focus])

  const choosing = state.choosing?.article === article.id ? state.choosing : null
  const save: Marks['save'] = (mark, colour = null, onto = null) => {
    view?.unselect()
    setMarking(null)
    lastEnd.current = mark[1]
    if (choosing !== null) {
      deeds.place(choosing.highlight, { start: mark[0], end: mark[1] })
      dispatch({ type: 'choose-passage', choice: null })
      onLeave()
      return
    }
    const chosenColour = colour ?? last
    setColour(chosenColour)
    const quote = article.text.slice(...mark)
    focus(keeper.add(article, { mark, quote, colour: chosenColour }), onto ?? 'card')
    setSpoken(`Highlighted in ${colourNames[chosenColour].toLowerCase()}: ${shorten(quote)}`)
    if (onto === null) onLeave()
    else bus.run(onto)
  }
  const begin = (): void => {
    const top = offset()
    const isAhead = lastEnd.current > top && view !== null && isInWindow(view, lastEnd.current - 1)
    const started = beginMarking(units, 'sentence', isAhead ? lastEnd.current : top)
    if (started === null) tell('info', 'There are no words in this article that could be highlighted.')
    else {
      focus(null)
      setMarking(started)
      reveal(chosenMark(started))
    }
  }
  const leave = (): void => {
    setMarking(null)
    onLeave()
  }
  const key = (pressed: MarkingKey): void => {
    if (marking === null) return
    if (pressed.kind === 'leave') leave()
    else if (pressed.kind === 'save') save(chosenMark(marking), pressed.colour, pressed.onto)
    else {
      const next = stepMarking(units, marking, pressed)
      setMarking(next)
      const [start, end] = chosenMark(next)
      // What grows is followed at its moving end: the whole may be taller than the window.
      reveal(
        pressed.kind === 'extend' ? (next.edge > next.anchor[0] ? [end - 1, end] : [start, start + 1]) : next.anchor,
      )
    }
  }
  const step = (direction: 1 | -1): boolean => {
    if (painted.length === 0) return false
    const at = painted.findIndex(({ id }) => id === focused?.id)
    const top = offset()
    const beyond =
      direction === 1
        ? painted.findIndex(({ mark }) => mark[0] >= top)
        : painted.findLastIndex(({ mark }) => mark[0] < top)
    const index = at >= 0 ? at + direction : beyond >= 0 ? beyond : direction === 1 ? 0 : painted.length - 1
    const next = painted[(index + painted.length) % painted.length]
    if (next === undefined) return false
    focus(next.id)
    lastEnd.current = next.mark[1]
    const place = `${painted.indexOf(next) + 1} of ${painted.length}`
    setSpoken(`Highlight ${place}: ${shorten(article.text.slice(...next.mark))}`)
    return true
  }
  const there = painted.find(({ id }) => id === focused?.id) ?? null
  /** Asked anew: a key may come before the page has told that something is selected. */
  const selectedNow = (): Mark | null => view?.selected()?.mark ?? null
  useCommand('highlight', () => {
    const mark = selectedNow()
    if (mark === null) begin()
    else save(mark)
  })
  useCommand('next-highlight', () => step(1))
  useCommand('previous-highlight', () => step(-1))
  useCommand('copy-quote', () => {
    const mark = selectedNow() ?? chosen ?? there?.mark
    if (mark === undefined)
      tell('info', 'Select words of the article, or go to a highlight, to copy them with their source.')
    else deeds.copy(article.text.slice(...mark))
  })
  useCommand('escape', () => {
    if (selected !== null || there !== null) {
      view?.unselect()
      focus(null)
      onLeave()
    } else if (choosing !== null) dispatch({ type: 'choose-passage', choice: null })
    else return false
    return true
  })
  const shown = focused?.part === 'passage' && selected === null && marking === null ? there : null
  return { painted, selected, chosen, focused: shown, spoken, deeds, save, key, begin, leave }
}

const shorten = (text: string): string =>
  text.length <= spokenLength
    ? text
    : `${text.slice(0, spokenLength / 2).trimEnd()} … ${text.slice(-spokenLength / 2).trimStart()}`

/** Whether the letter at an offset stands above the window's lower edge. */
function isInWindow(view: FrameView, offset: number): boolean {
  const top = view.page.defaultView?.frameElement?.getBoundingClientRect().top ?? 0
  const box = view.boxOf([offset, offset + 1])
  return box !== null && top + box.bottom < window.innerHeight
}
