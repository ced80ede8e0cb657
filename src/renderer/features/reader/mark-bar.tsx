import { Copy, NotebookPen, Tag, Trash2 } from 'lucide-react'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { Mark } from '#shared/article'
import type { Colour } from '#shared/highlight'
import { IconButton } from '../../ui/icon-button'
import { Swatches } from '../highlights/swatches'
import type { FrameView } from './frame-view'
import styles from './marks.module.css'

interface MarkBarProps {
  readonly view: FrameView
  /** The passage it stands at: never on it. */
  readonly mark: Mark
  /** The passage was drawn from its end to its start. */
  readonly backward: boolean
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly label: string
  readonly ref?: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}

/** Space between the passage and the bar, and what the bar needs, CSS pixels. */
const gap = 8
const needed = 52
/** Up to this height, CSS pixels, a passage has its bar above it, where it hides what was read already. */
const short = 200

/** A small bar beside a passage of the text, above or below it. */
export function MarkBar({ view, mark, backward, scroller, label, ref, children }: MarkBarProps): ReactNode {
  const own = useRef<HTMLDivElement>(null)
  const bar = ref ?? own
  const [place, setPlace] = useState<{ readonly top: number; readonly left: number } | null>(null)
  useLayoutEffect(() => {
    const frame = view.page.defaultView?.frameElement
    const [sheet, pane, element] = [frame?.parentElement, scroller.current, bar.current]
    const edges = view.edgesOf(mark)
    if (!frame || !sheet || !pane || !element || edges === null) return
    const frameTop = frame.getBoundingClientRect().top - pane.getBoundingClientRect().top
    const { first, last } = edges
    const roomAbove = first.top + frameTop >= needed
    const roomBelow = last.bottom + frameTop <= pane.clientHeight - needed
    const isAbove = roomAbove && (backward || last.bottom - first.top <= short || !roomBelow)
    const line = isAbove ? first : last
    const middle = (line.left + line.right - element.offsetWidth) / 2 + frame.getBoundingClientRect().left
    const left = middle - sheet.getBoundingClientRect().left
    setPlace({
      top: isAbove ? first.top - element.offsetHeight - gap : last.bottom + gap,
      left: Math.max(-12, Math.min(left, sheet.clientWidth - element.offsetWidth + 12)),
    })
  }, [view, mark, backward, scroller, bar])
  return (
    <Toolbar
      ref={bar}
      aria-label={label}
      className={styles.markBar ?? ''}
      style={place === null ? { visibility: 'hidden' } : place}
    >
      {children}
    </Toolbar>
  )
}

interface MarkDeedsProps {
  /** The colour it has; null: none yet. */
  readonly colour: Colour | null
  readonly onColour: (colour: Colour) => void
  readonly onNote: () => void
  readonly onTag: () => void
  readonly onCopy: () => void
  /** Absent where there is nothing to remove yet. */
  readonly onRemove?: () => void
}

/** What can be done with a passage. */
export function MarkDeeds({ colour, onColour, onNote, onTag, onCopy, onRemove }: MarkDeedsProps): ReactNode {
  return (
    <>
      <Swatches chosen={colour} onChoose={onColour} />
      <span className={styles.barLine} aria-hidden />
      <IconButton label="Write a note on it" hint="n" onPress={onNote}>
        <NotebookPen size={15} aria-hidden />
      </IconButton>
      <IconButton label="Tag it" hint="t" onPress={onTag}>
        <Tag size={15} aria-hidden />
      </IconButton>
      <IconButton label="Copy quote with citation" onPress={onCopy}>
        <Copy size={15} aria-hidden />
      </IconButton>
      {onRemove !== undefined && (
        <IconButton label="Remove highlight" onPress={onRemove}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      )}
    </>
  )
}

/** The one deed while a passage is chosen for a highlight that lost its own. */
export function PlaceDeed({ onPlace }: { readonly onPlace: () => void }): ReactNode {
  return (
    <Button className="button primary" onPress={onPlace}>
      This is the passage
    </Button>
  )
}
