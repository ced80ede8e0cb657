import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import type { AnnotationTab } from '../../desk/state'
import { formatDate } from '../../ui/format'
import { useKeptFocus } from '../../ui/use-kept-focus'
import { keyTarget } from '../list/selection'
import { AnnotationCard } from './annotation-card'
import styles from './annotations.module.css'
import { isNarrowed, type Narrowing } from './filter'
import type { ItemPages, ItemSnapshot } from './item-pages'
import { ReviewCard } from './review-card'
import { landingOf } from './standing'

interface AnnotationListProps {
  readonly tab: Exclude<AnnotationTab, 'orphaned'>
  readonly pages: ItemPages
  readonly found: ItemSnapshot
  readonly narrowing: Narrowing
  readonly onWiden: () => void
}

/** Cards of highlights and notes, those of one article together; drawn only where they are seen. */
export function AnnotationList({ tab, pages, found, narrowing, onWiden }: AnnotationListProps): ReactNode {
  const { state, dispatch } = useDesk()
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(0)
  const virtual = useVirtualizer({
    count: found.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => (tab === 'review' ? 320 : 150),
    getItemKey: (index) => found.itemAt(index)?.key ?? index,
    overscan: 4,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when another answer came
  useEffect(() => pages.show(first, end), [pages, first, end, found.filter, found.total])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results start at the top
  useEffect(() => {
    setCursor(0)
    if (virtual.scrollOffset) virtual.scrollToOffset(0)
  }, [found.filter])

  const open = (index: number): void => {
    const item = found.itemAt(index)
    if (item === null) return
    setCursor(index)
    if (item.article !== null) dispatch({ type: 'open', article: item.article, landing: landingOf(item) })
  }
  const focusCard = (index: number): void => {
    setCursor(index)
    virtual.scrollToIndex(index, { align: 'auto' })
    // The card may have to be drawn first.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] [data-card]`)
        ?.focus({ preventScroll: true }),
    )
  }
  useKeptFocus(scroller, () => {
    if (found.total > 0) focusCard(Math.min(cursor, found.total - 1))
    else document.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  })
  const step = (by: 1 | -1): void => {
    if (found.total === 0) return
    const began = found.itemAt(cursor)?.article === state.open?.id || by === -1
    const index = Math.min(found.total - 1, Math.max(0, cursor + (began ? by : 0)))
    focusCard(index)
    open(index)
  }
  useCommand('next-article', () => step(1))
  useCommand('previous-article', () => step(-1))
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target as Element).closest('[data-card]')) return
    const target = keyTarget(event.key, cursor, found.total, 4)
    if (target === null) return
    event.preventDefault()
    focusCard(target)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the cards are buttons; their keys are heard here, once for all
    <div ref={scroller} className={styles.scroller} role="presentation" onKeyDown={onKeyDown}>
      <ul
        aria-label={tab === 'review' ? 'Highlights to look at again' : 'Highlights and notes'}
        className={styles.cards}
        style={{ height: virtual.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const item = found.itemAt(index)
          const before = index === 0 ? null : found.itemAt(index - 1)
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              aria-setsize={found.total}
              aria-posinset={index + 1}
              data-index={index}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              {item === null ? (
                <div className={styles.placeholder} aria-hidden />
              ) : (
                <>
                  {(before === null || before.record !== item.record || before.library !== item.library) && (
                    <h3 className={styles.article}>
                      <bdi>{item.title}</bdi>
                      <span>{[item.source, formatDate(item.date, 'short')].filter(Boolean).join(' · ')}</span>
                    </h3>
                  )}
                  {tab === 'review' ? (
                    <ReviewCard item={item} reachable={index === cursor} onOpen={() => open(index)} />
                  ) : (
                    <AnnotationCard
                      item={item}
                      reachable={index === cursor}
                      current={index === cursor && item.article === state.open?.id}
                      onOpen={() => open(index)}
                    />
                  )}
                </>
              )}
            </li>
          )
        })}
      </ul>
      <Empty tab={tab} found={found} pages={pages} narrowed={isNarrowed(narrowing)} onWiden={onWiden} />
    </div>
  )
}

interface EmptyProps {
  readonly tab: AnnotationListProps['tab']
  readonly found: ItemSnapshot
  readonly pages: ItemPages
  readonly narrowed: boolean
  readonly onWiden: () => void
}

/** What stands in the cards' place when there are none. */
function Empty({ tab, found, pages, narrowed, onWiden }: EmptyProps): ReactNode {
  if (found.failure !== null)
    return (
      <div className={styles.empty} role="alert">
        <p>{found.failure.message}</p>
        <Button className="button" onPress={() => pages.refresh()}>
          Try again
        </Button>
      </div>
    )
  if (found.filter === null) return <p className={styles.empty}>Gathering what you wrote…</p>
  if (found.total > 0) return null
  if (tab === 'review')
    return <p className={styles.empty}>Nothing needs a look: every highlight stands where you made it.</p>
  if (narrowed)
    return (
      <div className={styles.empty}>
        <p>No highlight and no note fits these filters.</p>
        <Button className="button" onPress={onWiden}>
          Show all
        </Button>
      </div>
    )
  return (
    <div className={styles.empty}>
      <p>What you highlight and note gathers here, with the way back to its passage.</p>
      <p>
        Open an article, select a passage and press <kbd>h</kbd>.
      </p>
    </div>
  )
}
