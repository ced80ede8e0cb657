import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react'
import type { ArticleRow as Row } from '#shared/article'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { ArticleRow } from './article-row'
import styles from './list.module.css'
import { ListEmpty } from './list-empty'
import { ListHeader } from './list-header'
import { chooseOne, chooseRange, keyTarget, moveCursor, toggle } from './selection'
import { useArticleList } from './use-article-list'

/** Heights of a row, CSS pixels, as the style sheet draws them. */
const rowHeights = { comfortable: 124, compact: 76 }

/** The list of articles: as long as the library, drawn only where it is seen. */
export const ArticleList = memo(function ArticleList(): ReactNode {
  const { state, dispatch } = useDesk()
  const { preferences } = usePreferences()
  const { pager, list, busy, selection, select } = useArticleList()
  const scroller = useRef<HTMLDivElement>(null)
  const height = rowHeights[preferences.density]
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 6,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew at another density
  useEffect(() => virtual.measure(), [height])

  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const end = (items.at(-1)?.index ?? 0) + 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when the rows are those of another query
  useEffect(() => pager.show(first, end), [pager, first, end, list.query, list.total])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results start at the top
  useEffect(() => {
    if (virtual.scrollOffset) virtual.scrollToOffset(0)
  }, [list.query])

  const open = (row: Row): void =>
    dispatch({ type: 'open', article: row.id, landing: isSearching(state) ? 'first-hit' : 'position' })
  const focusRow = (index: number): void => {
    virtual.scrollToIndex(index, { align: 'auto' })
    // The row may have to be drawn first.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row-button]`)?.focus(),
    )
  }
  const moveTo = (index: number, focus: boolean): void => {
    if (focus) focusRow(index)
    else virtual.scrollToIndex(index, { align: 'auto' })
  }
  const chooseTo = (index: number): void =>
    void pager
      .idsBetween(selection.anchor < 0 ? index : selection.anchor, index)
      .then((ids) => select(chooseRange(selection, index, ids)))

  const press = (event: MouseEvent): void => {
    const index = rowIndex(event.target)
    const row = list.rowAt(index)
    if (row === null) return
    if (event.shiftKey) chooseTo(index)
    else if (event.ctrlKey || event.metaKey) select(toggle(selection, index, row.id))
    else {
      select(chooseOne(index, row.id))
      open(row)
    }
  }
  const step = (by: 1 | -1): void => {
    const index = Math.min(list.total - 1, Math.max(0, selection.cursor + by))
    const row = list.rowAt(index)
    if (row === null) return
    select(chooseOne(index, row.id))
    moveTo(index, scroller.current?.contains(document.activeElement) ?? false)
    open(row)
  }
  useCommand('next-article', () => step(1))
  useCommand('previous-article', () => step(-1))

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return
    const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1)
    if ((event.ctrlKey || event.metaKey) && event.key === 'a' && list.total > 0) {
      event.preventDefault()
      void pager.idsBetween(0, list.total - 1).then((ids) => select(chooseRange(selection, selection.cursor, ids)))
      return
    }
    const target = keyTarget(event.key, selection.cursor, list.total, perPage)
    if (target !== null) {
      event.preventDefault()
      const row = list.rowAt(target)
      if (event.shiftKey) chooseTo(target)
      else if (event.ctrlKey || row === null) select(moveCursor(selection, target))
      else select(chooseOne(target, row.id))
      focusRow(target)
      return
    }
    const row = list.rowAt(selection.cursor)
    if (event.key === ' ' && row !== null) {
      event.preventDefault()
      if (event.ctrlKey) select(toggle(selection, selection.cursor, row.id))
      else if (state.open?.id === row.id) scrollReader(event.shiftKey ? -1 : 1)
      else open(row)
    }
  }

  return (
    <section className={styles.pane} aria-label="Article list">
      <ListHeader />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows are buttons; their keys and presses are heard here, once for all */}
      <div
        ref={scroller}
        className={styles.scroller}
        role="presentation"
        onKeyDown={onKeyDown}
        onClick={press}
        onFocus={(event) => {
          const index = rowIndex(event.target)
          if (index >= 0 && index !== selection.cursor) select(moveCursor(selection, index))
        }}
      >
        <ul aria-label="Articles" aria-busy={busy} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = list.rowAt(item.index)
            return (
              <li
                // By article: a row that moves stays itself, and a press on it cannot become a press on its successor.
                key={row?.id ?? item.index}
                aria-setsize={list.total}
                aria-posinset={item.index + 1}
                data-index={item.index}
                className={styles.item}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row === null ? (
                  <div className={styles.placeholder} aria-hidden />
                ) : (
                  <ArticleRow
                    row={row}
                    open={state.open?.id === row.id}
                    chosen={selection.chosen.has(row.id)}
                    reachable={item.index === selection.cursor || (selection.cursor < first && item.index === first)}
                  />
                )}
              </li>
            )
          })}
        </ul>
        <ListEmpty />
      </div>
    </section>
  )
})

/** The row an event happened in; -1 outside of rows. */
const rowIndex = (target: EventTarget): number =>
  Number((target as Element).closest('[data-index]')?.getAttribute('data-index') ?? -1)

/** Space reads on, as in any reader: a page less two lines. */
function scrollReader(direction: 1 | -1): void {
  const reader = document.querySelector('[data-reader-scroller]')
  reader?.scrollBy({ top: direction * (reader.clientHeight - 64) })
}
