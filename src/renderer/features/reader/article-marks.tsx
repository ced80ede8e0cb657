import { type ReactNode, type RefObject, useContext, useEffect, useRef } from 'react'
import type { Article } from '#shared/article'
import { CommandContext } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useHighlights } from '../highlights/use-highlights'
import { ChooseBar } from './choose-bar'
import type { FrameView } from './frame-view'
import { MarkBar, MarkDeeds, PlaceDeed } from './mark-bar'
import { MarkingBar } from './marking-bar'
import type { Marks } from './use-marks'

interface ArticleMarksProps {
  readonly article: Article
  readonly view: FrameView | null
  readonly marks: Marks
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** The bar beside what is selected, or beside the highlight the reader is at. */
export function ArticleMarks({ article, view, marks, scroller }: ArticleMarksProps): ReactNode {
  const { state } = useDesk()
  const { keeper, focus, setColour } = useHighlights()
  const bus = useContext(CommandContext)
  const bar = useRef<HTMLDivElement>(null)
  const { selected, focused, deeds } = marks

  // Tab leads from the selection into its bar, whatever links stand between.
  useEffect(() => {
    if (view === null || selected === null) return
    const enter = (event: KeyboardEvent): void => {
      if (event.key !== 'Tab' || event.shiftKey) return
      event.preventDefault()
      bar.current?.querySelector('button')?.focus()
    }
    view.page.addEventListener('keydown', enter)
    return () => view.page.removeEventListener('keydown', enter)
  }, [view, selected])

  if (view === null) return null
  if (selected !== null)
    return (
      <MarkBar
        {...{ view, scroller }}
        key="selection"
        ref={bar}
        mark={selected.mark}
        backward={selected.backward}
        label="Selected passage"
      >
        {state.choosing?.article === article.id ? (
          <PlaceDeed onPlace={() => marks.save(selected.mark)} />
        ) : (
          <MarkDeeds
            colour={null}
            onColour={(colour) => marks.save(selected.mark, colour)}
            onNote={() => marks.save(selected.mark, null, 'note')}
            onTag={() => marks.save(selected.mark, null, 'tag')}
            onCopy={() => deeds.copy(article.text.slice(...selected.mark))}
          />
        )}
      </MarkBar>
    )
  if (focused === null) return null
  const { id, mark, colour } = focused
  const isOnDisk = article.highlights.some((highlight) => highlight.id === id)
  const goTo = (part: 'note' | 'tag'): void => {
    focus(id, part)
    bus.run(part)
  }
  return (
    <MarkBar {...{ view, scroller, mark }} key={id} backward={false} label="Highlight">
      <MarkDeeds
        colour={colour}
        onColour={(chosen) => {
          setColour(chosen)
          if (isOnDisk) deeds.recolour(id, chosen)
        }}
        onNote={() => goTo('note')}
        onTag={() => goTo('tag')}
        onCopy={() => deeds.copy(article.text.slice(...mark))}
        onRemove={() => {
          focus(null)
          if (isOnDisk) deeds.remove(id)
          else keeper.discard(id)
        }}
      />
    </MarkBar>
  )
}

/** What stands at the foot of the text while a passage is chosen, and what is said of it. */
export function MarksFloor({ article, view, marks }: Omit<ArticleMarksProps, 'scroller'>): ReactNode {
  const { state, dispatch } = useDesk()
  const choosing = state.choosing?.article === article.id ? state.choosing : null
  return (
    <>
      <p className="spoken" aria-live="polite">
        {marks.spoken}
      </p>
      {marks.chosen !== null ? (
        <MarkingBar rightToLeft={view?.isRightToLeft() ?? false} placing={choosing !== null} onKey={marks.key} />
      ) : (
        choosing !== null && (
          <ChooseBar
            quote={choosing.quote}
            onKeyboard={marks.begin}
            onCancel={() => dispatch({ type: 'choose-passage', choice: null })}
          />
        )
      )}
    </>
  )
}
