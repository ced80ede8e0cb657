import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import styles from './marks.module.css'

interface ChooseBarProps {
  readonly quote: string
  readonly onKeyboard: () => void
  readonly onCancel: () => void
}

const shown = 90

/** Asks for the passage of a highlight that lost its own. */
export function ChooseBar({ quote, onKeyboard, onCancel }: ChooseBarProps): ReactNode {
  const short = quote.length > shown ? `${quote.slice(0, shown).trimEnd()}…` : quote
  return (
    <section className={styles.chooseBar} aria-label="Choose the passage">
      <p>
        Select the passage that was <q dir="auto">{short}</q>
      </p>
      <Button className="button" onPress={onKeyboard}>
        By keyboard <kbd>h</kbd>
      </Button>
      <Button className="button" onPress={onCancel}>
        Cancel
      </Button>
    </section>
  )
}
