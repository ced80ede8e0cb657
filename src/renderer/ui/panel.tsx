import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { focusDesk } from './focus-desk'
import { IconButton } from './icon-button'
import { useKeptFocus } from './use-kept-focus'

interface PanelProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A sheet over the reader: it takes the focus when it opens and gives it back when it closes; nothing behind it is blocked. */
export function Panel({ title, onClose, children }: PanelProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const sheet = useRef<HTMLElement>(null)
  /** Taken before anything in the panel takes the focus. */
  const [before] = useState(() => document.activeElement)
  useEffect(() => {
    if (!sheet.current?.contains(document.activeElement)) heading.current?.focus()
    return () => {
      // Whoever is elsewhere already stays there.
      if (document.activeElement !== document.body) return
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus()
      else focusDesk()
    }
  }, [before])
  useKeptFocus(sheet, () => heading.current?.focus())
  return (
    <section ref={sheet} className="panel" aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label="Close" hint="Esc" onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="panel-body" tabIndex={0}>
        {children}
      </div>
    </section>
  )
}
