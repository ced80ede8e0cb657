import type { Mark } from '#shared/article'

/** A run of a text that stands out, or does not. */
export interface Piece {
  /** Where it starts, UTF-16 code units. */
  readonly start: number
  readonly text: string
  readonly marked: boolean
}

/** Cuts a text at its marks; marks that overlap or run over the end are clipped. */
export function piecesOf(text: string, marks: readonly Mark[]): readonly Piece[] {
  const pieces: Piece[] = []
  let at = 0
  const take = (end: number, marked: boolean): void => {
    if (end > at) pieces.push({ start: at, text: text.slice(at, end), marked })
    at = Math.max(at, end)
  }
  for (const [start, end] of marks) {
    take(Math.min(start, text.length), false)
    take(Math.min(end, text.length), true)
  }
  take(text.length, false)
  return pieces
}
