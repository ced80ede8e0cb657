import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import styles from './reader.module.css'

interface LinkBarProps {
  readonly href: string
  /** Pressed: asks before it opens. Else it only tells where the link leads. */
  readonly pressed: boolean
  readonly onOpen: () => void
  readonly onClose: () => void
}

/** Says where a link leads before it is opened, so that no article can say one address and open another. */
export function LinkBar({ href, pressed, onOpen, onClose }: LinkBarProps): ReactNode {
  const open = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (pressed) open.current?.focus()
  }, [pressed])
  if (!pressed)
    return (
      <p className={styles.linkHint} aria-live="polite">
        {href}
      </p>
    )
  return (
    <section className={styles.linkBar} aria-label="Open link">
      <p>
        This link leads to <strong>{href}</strong>
      </p>
      <Button ref={open} className="button primary" onPress={onOpen}>
        Open in browser
      </Button>
      <Button className="button" onPress={onClose}>
        Stay here
      </Button>
    </section>
  )
}
