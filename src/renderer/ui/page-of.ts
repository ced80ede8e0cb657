/** A page of a long list. */
export interface Page {
  /** The first and the last that it shows, counted from 1. */
  readonly first: number
  readonly last: number
  /** Where the pages beside it begin, counted from 0; null where there is none. */
  readonly before: number | null
  readonly after: number | null
}

/** The page that begins at `offset` (from 0, a multiple of `size`), or the last one where the list has become shorter. */
export function pageOf(offset: number, total: number, size: number): Page {
  const last = Math.max(0, Math.floor((total - 1) / size) * size)
  const start = Math.min(offset, last)
  return {
    first: Math.min(start + 1, total),
    last: Math.min(start + size, total),
    before: start > 0 ? start - size : null,
    after: start < last ? start + size : null,
  }
}
