import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import styles from './cards.module.css'

interface QuoteProps {
  readonly text: string
  /** Goes to the passage; null: there is none to go to. */
  readonly onGo: (() => void) | null
  /** Shows all of it, however long. */
  readonly whole?: boolean
}

/** A quote longer than this, in UTF-16 code units, is shown in part at first. */
const long = 220

/** The words that were highlighted. */
export function Quote({ text, onGo, whole = false }: QuoteProps): ReactNode {
  const [open, setOpen] = useState(whole)
  const canOpen = !whole && text.length > long
  const clamped = canOpen && !open
  return (
    <div>
      {onGo === null ? (
        <p className={styles.quote} data-clamped={clamped} dir="auto">
          {text}
        </p>
      ) : (
        <button type="button" className={styles.quote} data-clamped={clamped} dir="auto" onClick={onGo}>
          {text}
        </button>
      )}
      {canOpen && (
        <Button className={styles.more ?? ''} aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? 'Less' : 'More'}
        </Button>
      )}
    </div>
  )
}
