/** Which rows are chosen, as state and pure transitions. */
import type { ArticleId } from '#shared/article'

export interface Selection {
  /** The row the keyboard is at; -1 when there is none. */
  readonly cursor: number
  /** Where a range starts from. */
  readonly anchor: number
  readonly chosen: ReadonlySet<ArticleId>
}

export const noSelection: Selection = { cursor: -1, anchor: -1, chosen: new Set() }

/** Chooses one row alone. */
export const chooseOne = (index: number, id: ArticleId): Selection => ({
  cursor: index,
  anchor: index,
  chosen: new Set([id]),
})

/** Adds a row to what is chosen, or takes it out. */
export function toggle(selection: Selection, index: number, id: ArticleId): Selection {
  const chosen = new Set(selection.chosen)
  if (!chosen.delete(id)) chosen.add(id)
  return { cursor: index, anchor: index, chosen }
}

/** Chooses the rows between the anchor and `index`, whose ids are given. */
export const chooseRange = (selection: Selection, index: number, ids: readonly ArticleId[]): Selection => ({
  cursor: index,
  anchor: selection.anchor < 0 ? index : selection.anchor,
  chosen: new Set(ids),
})

/** Moves the keyboard's row without choosing. */
export const moveCursor = (selection: Selection, index: number): Selection => ({ ...selection, cursor: index })

/** Where a key leads in a list of `total` rows with `perPage` in view; null for keys that move nothing. */
export function keyTarget(key: string, cursor: number, total: number, perPage: number): number | null {
  if (total === 0) return null
  const to = (index: number): number => Math.min(total - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowDown':
      return to(cursor + 1)
    case 'ArrowUp':
      return to(cursor - 1)
    case 'PageDown':
      return to(cursor + perPage)
    case 'PageUp':
      return to(cursor - perPage)
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}

/**
 * Where a key leads among the `count` passages that a row shows (null: it shows none), from the one at `at` (-1: the row
 * itself); null for keys that move nothing there.
 */
export function passageTarget(
  key: string,
  at: number,
  count: number | null,
): number | 'row' | 'next-row' | 'close' | null {
  if (count === null) return null
  switch (key) {
    case 'ArrowRight':
      return at < 0 && count > 0 ? 0 : null
    case 'ArrowLeft':
      return 'close'
    case 'ArrowDown':
      return at < 0 ? null : at + 1 < count ? at + 1 : 'next-row'
    case 'ArrowUp':
      return at < 0 ? null : at === 0 ? 'row' : at - 1
    default:
      return null
  }
}
