import type { KeyboardEvent, RefObject } from 'react'
import type { ArticleRow } from '#shared/article'
import { useDesk } from '../../desk/desk-context'
import { isMac, keyOf } from '../../desk/keys'
import { chooseOne, keyTarget, moveCursor, passageTarget, toggle } from './selection'
import { useArticleList } from './use-article-list'
import type { Passages } from './use-passages'

interface ListKeys {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Of a row, CSS pixels. */
  readonly height: number
  readonly passages: Passages
  /** Whether the rows answer a search, so that they have passages. */
  readonly searching: boolean
  readonly open: (row: ArticleRow) => void
  readonly chooseTo: (index: number) => unknown
  readonly chooseAll: () => unknown
  readonly focusRow: (index: number) => void
}

/** What keys do in the list: move and choose rows, open them and read on, show more passages and go through them. */
export function useListKeys(keys: ListKeys): (event: KeyboardEvent) => void {
  const { scroller, height, passages, searching, open, chooseTo, focusRow } = keys
  const { state } = useDesk()
  const { list, selection, select } = useArticleList()

  const inPassages = (event: KeyboardEvent): boolean => {
    const row = list.rowAt(selection.cursor)
    if (!searching || row === null || event.ctrlKey || event.metaKey || event.shiftKey) return false
    const shown = passages.article === row.id
    const at = Number((event.target as Element).closest('[data-passage]')?.getAttribute('data-passage') ?? -1)
    const target = passageTarget(event.key, at, shown ? (passages.answer?.passages.length ?? 0) : null)
    if (target === null) {
      if (event.key === 'ArrowRight' && !shown) passages.show(row.id)
      return event.key === 'ArrowRight'
    }
    if (target === 'close') passages.show(null)
    if (target === 'row' || target === 'close') focusRow(selection.cursor)
    else if (target === 'next-row') focusRow(Math.min(list.total - 1, selection.cursor + 1))
    else scroller.current?.querySelector<HTMLElement>(`[data-passage="${target}"]`)?.focus()
    return true
  }

  return (event) => {
    if (event.altKey) return
    if (keyOf(event.nativeEvent, isMac) === 'Mod+A' && list.total > 0) {
      event.preventDefault()
      keys.chooseAll()
      return
    }
    if (inPassages(event)) {
      event.preventDefault()
      return
    }
    const perPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 1)
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
    const onRow = (event.target as Element).closest('[data-row-button]') !== null
    if (event.key === ' ' && row !== null && onRow) {
      event.preventDefault()
      if (event.ctrlKey) select(toggle(selection, selection.cursor, row.id))
      else if (state.open?.id === row.id) scrollReader(event.shiftKey ? -1 : 1)
      else open(row)
    }
  }
}

/** Space reads on, as in any reader: a page less two lines. */
function scrollReader(direction: 1 | -1): void {
  const reader = document.querySelector('[data-reader-scroller]')
  reader?.scrollBy({ top: direction * (reader.clientHeight - 64) })
}
