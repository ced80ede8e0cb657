import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { counted, formatNumber } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import styles from './reader.module.css'
import type { HitWalk } from './use-hit-walk'
import type { Hits } from './use-hits'

interface HitBarProps {
  readonly hits: Hits
  readonly walk: HitWalk
  /** The words to find in the article; null while find is closed. */
  readonly find: string | null
  readonly onFind: (words: string | null) => void
}

/** The hits of a search, one by one, from article to article; with find open, its words in this one. */
export function HitBar({ hits, walk, find, onFind }: HitBarProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const open = find !== null
  useEffect(() => {
    if (open) input.current?.select()
  }, [open])
  const count = hits.text.length
  const searching = hits.source === 'search'
  const goes = count > 0 || (searching && walk.place >= 0)
  if (!open && !goes) return null
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
            walk.step(event.shiftKey ? -1 : 1)
          }}
        />
      )}
      {hits.source !== null && (
        <span className={styles.hitCount} aria-live="polite">
          {searching ? <Place hits={hits} walk={walk} /> : describeFound(hits)}
        </span>
      )}
      <IconButton
        label="Previous hit"
        hint={searching ? 'N' : 'Shift+F3'}
        isDisabled={!goes}
        onPress={() => walk.step(-1)}
      >
        <ChevronUp size={16} aria-hidden />
      </IconButton>
      <IconButton label="Next hit" hint={searching ? 'n' : 'F3'} isDisabled={!goes} onPress={() => walk.step(1)}>
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

const describeFound = ({ text, current }: Hits): string =>
  text.length === 0
    ? 'Not found'
    : current < 0
      ? counted(text.length, 'hit', 'hits')
      : `${formatNumber(current + 1)} / ${formatNumber(text.length)}`

function Place({ hits, walk }: { readonly hits: Hits; readonly walk: HitWalk }): ReactNode {
  const { place, total, stopped } = walk
  const count = hits.text.length
  const here =
    stopped !== null
      ? stopped === 'end'
        ? 'No further hits'
        : 'No hits before this'
      : count === 0
        ? walk.where
        : hits.current < 0
          ? `${counted(count, 'hit', 'hits')} in this article`
          : `${formatNumber(hits.current + 1)} / ${formatNumber(count)} in this article`
  return (
    <>
      {here}
      {place >= 0 && (
        <span className={styles.hitPlace}>
          {here === '' ? 'Article' : ' · article'} {formatNumber(place + 1)} / {formatNumber(total)}
        </span>
      )}
    </>
  )
}
