/** Where the list goes on after some of its articles were sorted. Pure. */
import type { ArticleId, ArticleRow } from '#shared/article'

/** Rows looked at to find one that stays. */
const mostLooked = 2000

/**
 * The index of the next row after `from` that is not among `sorted`, else of the one before it; -1 where none is known.
 * Rows that are not here yet end the search.
 */
export function nextRow(
  rowAt: (index: number) => Pick<ArticleRow, 'id'> | null,
  total: number,
  from: number,
  sorted: ReadonlySet<ArticleId>,
): number {
  for (const by of [1, -1] as const)
    for (let index = from + by, looked = 0; index >= 0 && index < total && looked < mostLooked; index += by, looked++) {
      const row = rowAt(index)
      if (row === null) break
      if (!sorted.has(row.id)) return index
    }
  return -1
}
