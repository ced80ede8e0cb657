import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { ChevronDown } from 'lucide-react'
import { type MouseEvent, memo, type ReactNode, useEffect, useRef } from 'react'
import type { ArticleRow as Row } from '#shared/article'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { ArticleRow } from './article-row'
import styles from './list.module.css'
import { ListEmpty } from './list-empty'
import { ListHeader } from './list-header'
import { Passages } from './passages'
import { chooseOne, chooseRange, moveCursor, toggle } from './selection'
import { useArticleList } from './use-article-list'
import { useListKeys } from './use-list-keys'
import { usePassages } from './use-passages'
import { describeMatch } from './where-matched'

/** Heights of a row, CSS pixels, as the style sheet draws them. */
const rowHeights = { comfortable: 124, compact: 76 }

/** The list of articles: as long as the library, drawn only where it is seen. */
export const ArticleList = memo(function ArticleList(): ReactNode {
  const { state, dispatch } = useDesk()
  const { preferences } = usePreferences()
  const { pager, list, busy, selection, select, place, visit, visited } = useArticleList()
  const scroller = useRef<HTMLDivElement>(null)
  const searching = isSearching(state)
  const searched = searching ? (list.query?.text ?? '') : ''
  const passages = usePassages(searched)
  const expanded = passages.article === null ? -1 : pager.indexOf(passages.article)
  const height = rowHeights[preferences.density]
  const virtual = useVirtualizer({
    count: list.total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => height + (index === expanded ? passages.height : 0),
    overscan: 6,
    // The row with the focus stays drawn wherever the list is scrolled, or the focus would be lost with it.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(selection.cursor < 0 ? [] : [selection.cursor])])]
        .filter((index) => index < range.count)
        .sort((a, b) => a - b),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when a row has another height
  useEffect(() => virtual.measure(), [height, expanded, passages.height])

  const items = virtual.getVirtualItems()
  const first = virtual.range?.startIndex ?? 0
  const end = (virtual.range?.endIndex ?? 0) + 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when the rows are those of another query
  useEffect(() => pager.show(first, end), [pager, first, end, list.query, list.total])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other results start at the top
  useEffect(() => {
    if (virtual.scrollOffset) virtual.scrollToOffset(0)
  }, [list.query])
  const open = (row: Row): void =>
    dispatch({ type: 'open', article: row.id, landing: isSearching(state) ? 'first-hit' : 'position' })
  const openPassage = (row: Row, index: number): void => {
    const start = passages.answer?.passages[index]?.start ?? null
    dispatch({ type: 'open', article: row.id, landing: start === null ? 'first-hit' : { offset: start } })
  }
  const focusRow = (index: number): void => {
    virtual.scrollToIndex(index, { align: 'auto' })
    const article = list.rowAt(index)?.id
    // The row may have to be drawn first, and others may come or go meanwhile.
    requestAnimationFrame(() => {
      const at = article === undefined ? index : pager.indexOf(article)
      scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"] [data-row-button]`)?.focus()
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each visit
  useEffect(() => {
    const index = visited === null ? -1 : pager.indexOf(visited.article)
    if (index < 0) return
    if (visited?.focused === true) focusRow(index)
    else virtual.scrollToIndex(index, { align: 'auto' })
  }, [visited])
  const chooseTo = (index: number): Promise<void> =>
    pager
      .idsBetween(selection.anchor < 0 ? index : selection.anchor, index)
      .then((ids) => select(chooseRange(selection, index, ids)))
  const chooseAll = async (): Promise<void> => {
    if (list.total === 0) return
    const chosen = new Set(await pager.idsBetween(0, list.total - 1))
    select((now) => ({ ...now, chosen }))
  }
  const disclose = (row: Row): void => passages.show(passages.article === row.id ? null : row.id)

  const press = (event: MouseEvent): void => {
    const index = rowIndex(event.target)
    const row = list.rowAt(index)
    if (row === null) return
    const passage = (event.target as Element).closest('[data-passage]')?.getAttribute('data-passage')
    if ((event.target as Element).closest('[data-disclosure]')) disclose(row)
    else if (passage !== null && passage !== undefined) {
      select(chooseOne(index, row.id))
      openPassage(row, Number(passage))
    } else if (event.shiftKey) void chooseTo(index)
    else if (event.ctrlKey || event.metaKey) select(toggle(selection, index, row.id))
    else {
      select(chooseOne(index, row.id))
      open(row)
    }
  }
  const step = (by: 1 | -1): void => {
    const from = selection.cursor < 0 ? place : selection.cursor
    void visit(Math.min(list.total - 1, Math.max(0, from + by)), searching ? 'first-hit' : 'position')
  }
  const chooseOn = (by: 1 | -1): void => {
    const index = Math.min(list.total - 1, Math.max(0, selection.cursor + by))
    if (list.total === 0) return
    const isInList = scroller.current?.contains(document.activeElement) === true
    void chooseTo(index).then(() => (isInList ? focusRow(index) : virtual.scrollToIndex(index, { align: 'auto' })))
  }
  useCommand('next-article', () => step(1))
  useCommand('previous-article', () => step(-1))
  useCommand('choose-next', () => chooseOn(1))
  useCommand('choose-previous', () => chooseOn(-1))
  // What had the focus may be a field, and the next key is for what was chosen.
  useCommand('select-all', () => void chooseAll().then(() => focusRow(Math.max(0, selection.cursor))))
  // With an article open, the reader goes on from its own hits.
  useCommand('next-hit', () => {
    if (state.open !== null || !searching || list.total === 0) return false
    void visit(Math.max(0, selection.cursor), 'first-hit')
    return true
  })
  /** Whether the focus is on a row; a row that goes takes it along without a word. */
  const holdsFocus = useRef(false)
  useEffect(() => {
    if (!holdsFocus.current || document.activeElement !== document.body) return
    const row = scroller.current?.querySelector<HTMLElement>('[data-row-button][tabindex="0"]')
    if (row) row.focus()
    else if (list.total === 0) scroller.current?.focus()
  })
  const onKeyDown = useListKeys({ scroller, height, passages, searching, open, chooseTo, chooseAll, focusRow })

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
        tabIndex={-1}
        onBlur={() => {
          holdsFocus.current = false
        }}
        onFocus={(event) => {
          holdsFocus.current = true
          const index = rowIndex(event.target)
          if (index >= 0) select((now) => (index === now.cursor ? now : moveCursor(now, index)))
        }}
      >
        <ul aria-label="Articles" aria-busy={busy} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = list.rowAt(item.index)
            const isExpanded = row !== null && row.id === passages.article
            const reachable = item.index === selection.cursor || (selection.cursor < first && item.index === first)
            return (
              <li
                // By article: a row that moves stays itself, and a press on it cannot become a press on its successor.
                key={row?.id ?? item.index}
                aria-setsize={list.total}
                aria-posinset={item.index + 1}
                data-index={item.index}
                data-expanded={isExpanded ? '' : undefined}
                className={styles.item}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {row === null ? (
                  <div className={styles.placeholder} aria-hidden />
                ) : (
                  <>
                    <ArticleRow
                      row={row}
                      open={state.open?.id === row.id}
                      chosen={selection.chosen.has(row.id)}
                      reachable={reachable}
                      where={searching ? describeMatch(row, searched) : ''}
                    />
                    {searching && (
                      <button
                        type="button"
                        data-disclosure=""
                        className={styles.disclosure}
                        tabIndex={reachable ? 0 : -1}
                        aria-label={`More passages of ${row.title}`}
                        aria-expanded={isExpanded}
                      >
                        <ChevronDown size={14} aria-hidden />
                      </button>
                    )}
                    {isExpanded && <Passages found={passages} title={row.title} />}
                  </>
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
