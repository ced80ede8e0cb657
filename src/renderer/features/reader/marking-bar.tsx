import { type ReactNode, useEffect, useRef } from 'react'
import { colours } from '#shared/highlight'
import { Swatch } from '../highlights/swatches'
import { type MarkingKey, markingKey } from './marking-keys'
import styles from './marks.module.css'

interface MarkingBarProps {
  readonly rightToLeft: boolean
  /** A highlight that lost its passage is placed: there is no colour to choose. */
  readonly placing: boolean
  readonly onKey: (key: MarkingKey) => void
}

/** Takes the keys while a passage is chosen by keyboard, and says what they do. */
export function MarkingBar({ rightToLeft, placing, onKey }: MarkingBarProps): ReactNode {
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => bar.current?.focus({ preventScroll: true }), [])
  return (
    <div
      ref={bar}
      role="application"
      aria-label="Choose a passage: arrows move by word and sentence, Shift extends, Enter highlights, Escape leaves"
      className={styles.markingBar}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes all keys while it is there
      tabIndex={0}
      onBlur={() => onKey({ kind: 'leave' })}
      onKeyDown={(event) => {
        const key = markingKey(event, rightToLeft)
        if (key === null) return
        event.preventDefault()
        event.stopPropagation()
        onKey(key)
      }}
    >
      <span>
        <kbd>←</kbd>
        <kbd>→</kbd> word
      </span>
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd> sentence
      </span>
      <span>
        <kbd>p</kbd> paragraph
      </span>
      <span>
        <kbd>Shift</kbd> extend
      </span>
      {placing ? (
        <span>
          <kbd>Enter</kbd> this is the passage
        </span>
      ) : (
        <>
          <span className={styles.figures}>
            {colours.map((colour, index) => (
              <Swatch key={colour} colour={colour} figure={index + 1} />
            ))}
          </span>
          <span>
            <kbd>n</kbd> note
          </span>
          <span>
            <kbd>t</kbd> tag
          </span>
        </>
      )}
      <span>
        <kbd>Esc</kbd>
      </span>
    </div>
  )
}
