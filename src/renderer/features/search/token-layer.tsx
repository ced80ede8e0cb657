import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { QueryText } from './query-text'
import styles from './search.module.css'

interface TokenLayerProps {
  readonly text: string
  readonly field: RefObject<HTMLInputElement | null>
  /** The field shows its own letters: while an input method composes, and where the system forces its colours. */
  readonly hidden: boolean
}

/**
 * The letters of the box, coloured: lies exactly over the field, whose own letters are not painted, and scrolls with it.
 * Everything else is the field's: caret, selection, undo, and what a screen reader reads.
 */
export function TokenLayer({ text, field, hidden }: TokenLayerProps): ReactNode {
  const letters = useRef<HTMLSpanElement>(null)
  const follow = useRef(() => {
    const [from, to] = [field.current, letters.current]
    if (from !== null && to !== null) to.style.transform = `translateX(${-from.scrollLeft}px)`
  })
  useEffect(() => {
    const scrolling = field.current
    const move = follow.current
    scrolling?.addEventListener('scroll', move)
    return () => scrolling?.removeEventListener('scroll', move)
  }, [field])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that grew has scrolled the field
  useLayoutEffect(() => follow.current(), [text])
  return (
    <div className={styles.layer} hidden={hidden} aria-hidden>
      <span ref={letters} className={styles.letters}>
        <QueryText text={text} />
      </span>
    </div>
  )
}
