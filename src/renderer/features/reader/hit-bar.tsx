import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { counted, formatNumber } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import styles from './reader.module.css'
import type { Hits } from './use-hits'

interface HitBarProps {
  readonly hits: Hits
  /** The words to find in the article; null while find is closed. */
  readonly find: string | null
  readonly onFind: (words: string | null) => void
  readonly onStep: (direction: 1 | -1) => void
}

/** The hits in this article, one by one; with find open, the words too. */
export function HitBar({ hits, find, onFind, onStep }: HitBarProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const open = find !== null
  useEffect(() => {
    if (open) input.current?.select()
  }, [open])
  const count = hits.text.length
  if (!open && (hits.source === null || count === 0)) return null
  return (
    <search className={styles.hitBar} aria-label={open ? 'Find in article' : 'Hits in article'}>
      {open && (
        <input
          ref={input}
          type="text"
          className={styles.findInput}
          aria-label="Find in article"
          placeholder="Find in article"
          value={find}
          onChange={(event) => onFind(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            onStep(event.shiftKey ? -1 : 1)
          }}
        />
      )}
      {hits.source !== null && (
        <span className={styles.hitCount} aria-live="polite">
          {count === 0
            ? 'Not found'
            : hits.current < 0
              ? counted(count, 'hit', 'hits')
              : `${formatNumber(hits.current + 1)} / ${formatNumber(count)}`}
        </span>
      )}
      <IconButton label="Previous hit" hint="Shift+F3" isDisabled={count === 0} onPress={() => onStep(-1)}>
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label="Next hit" hint="F3" isDisabled={count === 0} onPress={() => onStep(1)}>
        <ChevronDown size={16} aria-hidden />
      </IconButton>
      {open && (
        <IconButton label="Close find" hint="Esc" onPress={() => onFind(null)}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </search>
  )
}
